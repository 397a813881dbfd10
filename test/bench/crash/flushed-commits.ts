import { Client } from 'pg'
import { connectionSettings } from '../../../src/stores/postgres/connection.ts'
import { NOON, opening } from '../../stores/samples.ts'
import { type PostgresPlace, postgresPlace } from '../../stores/postgres/place.ts'

export interface FlushedCommits {
	readonly checked: number
	/** Commits that were acknowledged before the server had flushed them. */
	readonly late: number
	/** What makes the acknowledgement of the server true, as the store's own sessions have it. */
	readonly settings: Readonly<Record<string, string>>
}

/** Notes how far the log of the server is, as the last thing before a commit: the commit's own record comes after that. */
const NOTE_PLACE = `CREATE UNLOGGED TABLE noted (cause text PRIMARY KEY, place pg_lsn NOT NULL);
	CREATE FUNCTION note_place() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		INSERT INTO noted VALUES (NEW.cause, pg_current_wal_insert_lsn());
		RETURN NULL;
	END
	$$;
	CREATE CONSTRAINT TRIGGER note AFTER INSERT ON causes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_place()`
const LATE = `SELECT count(*)::integer AS checked, count(*) FILTER (WHERE flushed::pg_lsn <= place)::integer AS late
	FROM unnest($1::text[], $2::text[]) AS seen (cause, flushed) JOIN noted USING (cause)`
const SETTINGS = `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name`

/**
 * One commit after the other: is the log of the server flushed behind the commit at the moment in which the store has acknowledged it?
 * `options` are those of the store's sessions, such as `-c synchronous_commit=off`, which this must find out.
 */
export async function flushedCommits(server: string, commits: number, options = ''): Promise<FlushedCommits> {
	const place = await postgresPlace(server, { fresh: true })
	const url = new URL(place.url)
	url.searchParams.set('options', `${url.searchParams.get('options')} ${options}`.trim())
	const watcher = new Client(connectionSettings(url.href))
	try {
		const store = await place.open({ url: url.href })
		await place.ask(NOTE_PLACE)
		await watcher.connect()
		const causes: string[] = []
		const flushed: string[] = []
		for (let index = 0; index < commits; index += 1) {
			const cause = `flushed ${index}`
			await store.tickets.commit(cause, [opening(`BX-${index}`, { at: NOON + index })])
			const { rows } = await watcher.query<{ place: string }>('SELECT pg_current_wal_flush_lsn()::text AS place')
			causes.push(cause)
			flushed.push(rows[0]?.place ?? '')
		}
		const [found] = await place.ask<{ checked: number; late: number }>(LATE, [causes, flushed])
		const { rows } = await watcher.query<{ name: string; setting: string }>(SETTINGS)
		await store.close()
		const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
		return { checked: found?.checked ?? 0, late: found?.late ?? 0, settings }
	} finally {
		await watcher.end()
		await place.remove()
	}
}

/** What the store says at its opening when the server does not write to its disk. The server must be ours alone. */
export async function saysWithoutFsync(server: string): Promise<string[]> {
	const place = await postgresPlace(server)
	try {
		await setFsync(place, 'off')
		await (await place.open()).close()
		return place.logged.filter(({ level }) => level >= 40).map(({ msg }) => msg)
	} catch (error) {
		return [String(error)]
	} finally {
		await setFsync(place, 'on')
		await place.remove()
	}
}

async function setFsync(place: PostgresPlace, value: 'on' | 'off'): Promise<void> {
	await place.ask(`ALTER SYSTEM SET fsync = ${value}`)
	await place.ask('SELECT pg_reload_conf(), pg_sleep(0.2)')
}
