/**
 * The processor's time that something takes. Unlike the clock on the wall it does not run on while other processes work, so a
 * generous bound tells a text that is read in linear time from one that is not, on a busy machine too.
 */
export function cpuSeconds(work: () => void): number {
	const before = process.cpuUsage()
	work()
	const { user, system } = process.cpuUsage(before)
	return (user + system) / 1e6
}
