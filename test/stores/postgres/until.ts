import { setTimeout as pause } from 'node:timers/promises'

/** Waits until it is so; the test's own time limit ends a wait in vain. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await isSo())) await pause(20)
}
