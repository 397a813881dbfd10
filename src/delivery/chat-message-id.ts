const PREFIX = 'notice:'

/** The id of a notice's message in a web chat: derived, so that a retry after a crash posts nothing twice. */
export function chatMessageId(noticeId: string): string {
	return PREFIX + noticeId
}

/** The notice behind a message of a web chat, if it carries one. */
export function noticeIdOf(activityId: string): string | undefined {
	return activityId.startsWith(PREFIX) ? activityId.slice(PREFIX.length) : undefined
}
