import { liesInChat, type Notice, type Recipient } from '../../tickets/notice.ts'

/** Where a notice waits: behind its recipient's older ones, or by itself once it lies in the chat and holds nobody back. */
export function queueOf(notice: Pick<Notice, 'id' | 'to' | 'status' | 'attempts'>): string | undefined {
	if (notice.status !== 'waiting') return undefined
	return liesInChat(notice.attempts) ? `unseen:${notice.id}` : recipientKey(notice.to)
}

export function recipientKey({ kind, id }: Recipient): string {
	return `${kind}:${id}`
}
