import { PerformanceObserver } from 'node:perf_hooks'

/** How long nobody else had a turn, and when, in milliseconds. */
export interface Pause {
	readonly at: number
	readonly ms: number
}

export interface PauseGauge {
	/** Of the event loop, whatever the reason; a busy machine makes them longer. */
	readonly loop: Pause[]
	/** The processor time that the event loop has used in each of these. */
	readonly work: Pause[]
	/** Of the garbage collector alone. */
	readonly collector: Pause[]
	stop(): void
}

const STEP_MS = 1

/** Looks every millisecond; what comes later than that is a pause. */
export function gaugePauses(): PauseGauge {
	const loop: Pause[] = []
	const work: Pause[] = []
	const collector: Pause[] = []
	let cpu = process.threadCpuUsage()
	let last = performance.now()
	const timer = setInterval(() => {
		const at = performance.now()
		loop.push({ at, ms: Math.max(0, at - last - STEP_MS) })
		last = at
		const { user, system } = process.threadCpuUsage(cpu)
		work.push({ at, ms: (user + system) / 1000 })
		cpu = process.threadCpuUsage()
	}, STEP_MS)
	const observer = new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) collector.push({ at: startTime, ms: duration })
	})
	observer.observe({ entryTypes: ['gc'] })
	return {
		loop,
		work,
		collector,
		stop() {
			clearInterval(timer)
			observer.disconnect()
		},
	}
}
