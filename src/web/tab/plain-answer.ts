/** An answer as people paste it into a mail: the signs of Markdown gone, addresses kept. */
export function plainAnswer(markdown: string): string {
	return markdown
		.replaceAll(/\*\*([^*]+)\*\*/g, '$1')
		.replaceAll(/(?<![\p{L}\p{N}*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\p{L}\p{N}*])/gu, '$1')
		.replaceAll(/`([^`]+)`/g, '$1')
		.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
		.replaceAll(/^#{1,6}\s+/gm, '')
		.replaceAll(/^[ \t]*[-*][ \t]+/gm, '• ')
		.trim()
}
