import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		root: fileURLToPath(new URL('..', import.meta.url)),
		include: ['test/**/*.test.ts'],
		reporters: ['default', './test/tools/closing-line.ts'],
		pool: 'forks',
		maxWorkers: 3,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		diff: { truncateThreshold: 60 },
	},
})
