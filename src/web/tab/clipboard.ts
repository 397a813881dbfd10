/** Copies text; false where the browser allows neither way (some embedded frames forbid the first). */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text)
		return true
	} catch {
		return copyBySelection(text)
	}
}

function copyBySelection(text: string): boolean {
	const field = document.createElement('textarea')
	field.value = text
	field.className = 'visually-hidden'
	// Inside the dialog that is open: the rest of the page cannot be focused.
	const place = document.querySelector('dialog[open]') ?? document.body
	const focused = document.activeElement
	place.append(field)
	field.select()
	const isDone = document.execCommand('copy')
	field.remove()
	if (focused instanceof HTMLElement) focused.focus()
	return isDone
}

/** An answer as people paste it into a mail: the signs of Markdown gone, addresses kept. */
export function plainAnswer(markdown: string): string {
	return markdown
		.replaceAll(/\*\*([^*]+)\*\*/g, '$1')
		.replaceAll(/`([^`]+)`/g, '$1')
		.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 ($2)')
		.replaceAll(/^#{1,6}\s+/gm, '')
		.replaceAll(/^\s*[-*]\s+/gm, '• ')
		.trim()
}
