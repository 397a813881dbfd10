import { type Fields, fieldsOf } from './activity.ts'

/** Milliseconds; ten megabytes over a weak line take a while. */
const TIMEOUT = 120_000

/** A file as an attachment that is shown at once and sent by `upload`. */
export function attachmentOf(file: File): Fields {
	return {
		contentType: file.type || 'application/octet-stream',
		contentUrl: URL.createObjectURL(file),
		name: file.name,
		file,
	}
}

/** The files that go with the activity. */
export function filesOf(activity: object): File[] {
	const attachments: unknown = fieldsOf(activity)?.['attachments']
	if (!Array.isArray(attachments)) return []
	return attachments.map((attachment) => fieldsOf(attachment)?.['file']).filter((file) => file instanceof File)
}

/**
 * Sends an activity with files to the conversation at this address; answers the HTTP status, 0 where there was no answer. Not by
 * directlinejs: it fetches each file from the address that only this page knows, which many websites' policies (CSP) refuse.
 */
export async function upload(conversation: string, token: string, activity: object, files: readonly File[]): Promise<number> {
	const form = new FormData()
	const said = JSON.stringify({ ...activity, attachments: undefined })
	form.append('activity', new Blob([said], { type: 'application/vnd.microsoft.activity' }))
	for (const file of files) form.append('file', file, file.name)
	try {
		const headers = { authorization: `Bearer ${token}` }
		const signal = AbortSignal.timeout(TIMEOUT)
		const answer = await fetch(`${conversation}/upload`, { method: 'POST', body: form, headers, signal })
		return answer.status
	} catch {
		return 0
	}
}
