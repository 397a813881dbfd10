import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/longest-first.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ROOMS = [
	'bot',
	'browser',
	'cards',
	'cli',
	'collections',
	'delivery',
	'direct-line',
	'invoices',
	'knowledge',
	'tickets',
	'tools',
	'web',
]
/** Files that keep no desk, database or browser in their own process share a worker, which saves a third of the time. */
const SHARED = [
	...ROOMS.map((room) => `test/${room}/**/*.test.ts`),
	'test/stores/!(postgres|crash|disk-in-earnest).test.ts',
	'test/triage/!(fresh-messages).test.ts',
	'test/triage/*/*.test.ts',
	'test/*.test.ts',
]
/** Generous: on a busy machine everything takes longer, and nothing that is tested here is a matter of speed. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } }
/** The programs that tests start compile what they import once for all of them. */
const env = { NODE_COMPILE_CACHE: path.join(root, '.cache/compiled') }
const shared = { root, env, ...PATIENCE }

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
