import { loadPeer } from './install.ts'

interface Job {
	readonly id: string
	readonly data: { readonly notice: string }
}

/** What the bench uses of pg-boss 12. */
export interface Boss {
	on(event: 'error', listener: (error: unknown) => void): void
	start(): Promise<unknown>
	stop(options: { graceful: boolean }): Promise<void>
	createQueue(name: string, options: object): Promise<void>
	insert(name: string, jobs: readonly { data: Job['data'] }[], options: { db: BossDatabase }): Promise<unknown>
	work(name: string, options: object, handler: (jobs: readonly Job[]) => Promise<void>): Promise<string>
	complete(name: string, id: string): Promise<unknown>
}

/** How it takes part in a transaction of ours. */
interface BossDatabase {
	executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

export const BOSS_QUEUE = 'notices'

/**
 * Its settings that serve this work best (the documentation of its options): NOTIFY with a poll each second behind it, because
 * what is taken from a lost worker is found by the poll only; the shortest heartbeat that it allows, and a monitor each second.
 */
const OPTIONS = { useListenNotify: true, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, schedule: false } as const
const QUEUE_OPTIONS = { notify: true, heartbeatSeconds: 10, expireInSeconds: 60, retryLimit: 5, retryDelay: 0 } as const
export const WORK_OPTIONS = { burstWhenBatchFull: true, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 } as const

export async function startBoss(url: string): Promise<Boss> {
	const { PgBoss } = (await loadPeer('pg-boss')) as { PgBoss: new (options: object) => Boss }
	const boss = new PgBoss({ connectionString: url, ...OPTIONS })
	boss.on('error', (error) => void process.stderr.write(`pg-boss: ${String(error)}\n`))
	await boss.start()
	await boss.createQueue(BOSS_QUEUE, QUEUE_OPTIONS)
	return boss
}
