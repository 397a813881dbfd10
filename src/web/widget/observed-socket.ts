import { fieldsOf, textOf } from './activity.ts'

/** What happens on the wire below directlinejs, which itself keeps silent about lost sockets. */
export interface SocketEvents {
	onOpen(): void
	onClose(): void
	/** The position in the conversation after the latest batch. */
	onWatermark(watermark: string): void
}

function watermarkOf(data: unknown): string | undefined {
	if (typeof data !== 'string' || data === '') return undefined
	try {
		return textOf(fieldsOf(JSON.parse(data))?.['watermark'])
	} catch {
		return undefined
	}
}

/** A WebSocket class for directlinejs that reports to us. */
export function observedSocket(events: SocketEvents): typeof WebSocket {
	return class extends WebSocket {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols)
			this.addEventListener('open', () => events.onOpen())
			this.addEventListener('close', () => events.onClose())
			this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
				const watermark = watermarkOf(data)
				if (watermark) events.onWatermark(watermark)
			})
		}
	}
}
