import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/longest-first.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Rooms without servers, processes and sockets: their files share a worker, which saves a third of the time. */
const SHARED = ['bot', 'cards', 'collections', 'delivery', 'invoices', 'knowledge', 'tickets', 'tools', 'triage'].map(
	(room) => `test/${room}/**/*.test.ts`,
)
/** Generous: on a busy machine everything takes longer, and nothing that is tested here is a matter of speed. */
const shared = { root, testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } }

export default defineConfig({
	test: {
		reporters: ['default', './test/tools/closing-line.ts'],
		pool: 'forks',
		maxWorkers: 4,
		sequence: { sequencer: LongestFirst },
		diff: { truncateThreshold: 60 },
		projects: [
			{ test: { ...shared, name: 'rooms', include: SHARED, isolate: false } },
			{ test: { ...shared, name: 'doors', include: ['test/**/*.test.ts'], exclude: [...SHARED, '**/node_modules/**'] } },
		],
	},
})
