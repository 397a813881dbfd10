/** Shows on standard error that long work goes on. */
export interface Progress {
	/** At most once a second it is shown what was done so far. */
	tell(text: string): void
	/** Ends the line that is being shown. */
	end(): void
}

const TERMINAL_MS = 200
const FILE_MS = 2000

/** On a terminal one line changes; in a file there is a line every other second. */
export function createProgress(): Progress {
	const { stderr } = process
	const pause = stderr.isTTY ? TERMINAL_MS : FILE_MS
	let last = performance.now()
	let isOpen = false
	return {
		tell(text) {
			const now = performance.now()
			if (now - last < pause) return
			last = now
			isOpen = stderr.isTTY
			stderr.write(stderr.isTTY ? `\r\u001B[K${text}` : `${text}\n`)
		},
		end() {
			if (isOpen) stderr.write('\r\u001B[K')
			isOpen = false
		},
	}
}

/** `12,000 events` and the like. */
export function amount(count: number): string {
	return count.toLocaleString('en')
}
