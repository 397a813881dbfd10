import { type Fields, fieldsOf, textOf } from './activity.ts'

/** What happens on the wire below directlinejs, which itself keeps silent about lost sockets. */
export interface SocketEvents {
	onOpen(): void
	onClose(): void
	onActivity(activity: unknown): void
	/** The position in the conversation after the latest batch. */
	onWatermark(watermark: string): void
}

function readBatch(data: unknown): Fields {
	if (typeof data !== 'string' || data === '') return {}
	try {
		return fieldsOf(JSON.parse(data)) ?? {}
	} catch {
		return {}
	}
}

/**
 * A WebSocket class for directlinejs that reports to us. Activities come from here as well: directlinejs hands out one at a
 * time, with a pause before each, and a long history would take seconds to appear.
 */
export function observedSocket(events: SocketEvents): typeof WebSocket {
	function take({ activities, watermark }: Fields): void {
		if (Array.isArray(activities)) for (const activity of activities) events.onActivity(activity)
		const reached = textOf(watermark)
		if (reached) events.onWatermark(reached)
	}

	return class extends WebSocket {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols)
			this.addEventListener('open', () => events.onOpen())
			this.addEventListener('close', () => events.onClose())
			this.addEventListener('message', ({ data }: MessageEvent<unknown>) => take(readBatch(data)))
		}
	}
}
