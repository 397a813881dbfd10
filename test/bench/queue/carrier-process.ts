import { pino } from 'pino'
import { openStore } from '../../../src/stores/postgres/open-store.ts'
import { NOON } from '../../stores/samples.ts'
import { BOSS_QUEUE, startBoss, WORK_OPTIONS } from '../peers/queue-peer.ts'
import type { FromCarrier } from './carriers.ts'

/**
 * A process that takes jobs and is done with each at once: `carrier-process.ts KIND URL carry`. With `hold` it takes and never ends.
 * It tells its parent what it has taken and what is durably done.
 */
const [, , kind = '', url = '', behaviour = 'carry'] = process.argv
const BATCH = 100
const say = (message: FromCarrier) => void process.send?.(message)
const now = () => performance.timeOrigin + performance.now()
const forever = () => new Promise<never>(() => setInterval(() => undefined, 60_000))

if (kind === 'ours') await carryOurs()
else await carryBoss()
say({ kind: 'ready' })

async function carryOurs(): Promise<void> {
	const store = await openStore({ url, logger: pino({ level: 'silent' }), clock: () => NOON })
	let isAtWork = false
	let again = false

	async function work(): Promise<void> {
		again = true
		if (isAtWork) return
		isAtWork = true
		while (again) {
			again = false
			const ready = await store.notices.ready(NOON, BATCH)
			if (ready.length === 0) continue
			await took(ready.map(({ id }) => id))
			const attempt = { channel: 'web-chat', at: NOON, outcome: 'delivered' } as const
			await Promise.all(ready.map(({ id }) => store.notices.recordAttempt(id, attempt, { status: 'delivered' })))
			say({ kind: 'done', count: ready.length })
			again = true
		}
		isAtWork = false
	}
	store.onNews(() => void work())
	await work()
}

async function carryBoss(): Promise<void> {
	const boss = await startBoss(url)
	await boss.work(BOSS_QUEUE, { ...WORK_OPTIONS, batchSize: BATCH }, async (jobs) => {
		await took(jobs.map(({ data }) => data.notice))
		if (kind === 'pg-boss-each') await Promise.all(jobs.map(({ id }) => boss.complete(BOSS_QUEUE, id)))
		// Where the batch is completed at once, that happens after this.
		say({ kind: 'done', count: jobs.length })
	})
}

async function took(jobs: string[]): Promise<void> {
	say({ kind: 'took', jobs, at: now() })
	if (behaviour === 'hold') await forever()
}
