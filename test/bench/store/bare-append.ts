import { open } from 'node:fs/promises'
import { WRITERS } from './workload.ts'

/**
 * The floor under every store that keeps its word: as many writers append as many bytes to one file, and those who come while the
 * disk is busy share the next write and its fdatasync. Nothing is looked up, checked or turned into JSON. Answers appends a second.
 */
export async function bareAppends(file: string, bytesEach: number, milliseconds: number): Promise<number> {
	const handle = await open(file, 'w')
	const line = Buffer.alloc(bytesEach, 'x')
	let waiting: (() => void)[] = []
	let isRunning = false
	let count = 0

	async function run(): Promise<void> {
		await new Promise((resolve) => void setImmediate(resolve))
		while (waiting.length > 0) {
			const group = waiting
			waiting = []
			await handle.write(Buffer.concat(group.map(() => line)))
			await handle.datasync()
			for (const resolve of group) resolve()
		}
		isRunning = false
	}

	function append(): Promise<void> {
		const kept = new Promise<void>((resolve) => void waiting.push(resolve))
		if (!isRunning) {
			isRunning = true
			void run()
		}
		return kept
	}

	const started = performance.now()
	const end = started + milliseconds
	const writers = Array.from({ length: WRITERS }, async () => {
		while (performance.now() < end) {
			await append()
			count += 1
		}
	})
	await Promise.all(writers)
	const perSecond = (count * 1000) / (performance.now() - started)
	await handle.close()
	return perSecond
}
