/** The signs of Markdown within a line that chat texts use; the groups name what stands in them. */
export const INLINE =
	/\*\*(?<bold>[^*]+)\*\*|(?<![\p{L}\p{N}*])\*(?<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?![\p{L}\p{N}*])|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<target>[^)\s]+)\)|(?<url>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)'»])/gu
