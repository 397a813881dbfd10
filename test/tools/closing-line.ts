import { writeSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with the line `N passed, N failed`, which CI reads. A file that cannot be loaded counts as one failure. */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		let passed = 0
		let failed = errors.length
		for (const module of modules) {
			if (module.errors().length > 0) failed += 1
			for (const test of module.children.allTests()) {
				const { state } = test.result()
				if (state === 'passed') passed += 1
				if (state === 'failed') failed += 1
			}
		}
		process.on('exit', () => writeSync(1, `${passed} passed, ${failed} failed\n`))
	}
}
