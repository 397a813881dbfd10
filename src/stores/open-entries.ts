import { realpath, stat } from 'node:fs/promises'
import type { Logger } from 'pino'
import { AppError } from '../errors.ts'
import { makeFolder } from './lowdb/disk.ts'
import { entriesOf as lowdbEntries } from './lowdb/entries.ts'
import { createEntryTarget as createLowdbTarget } from './lowdb/entry-target.ts'
import { refuseHalfCopied } from './lowdb/half-copied.ts'
import { lockFolder } from './lowdb/lock.ts'
import { readAside } from './lowdb/read-store.ts'
import { recordsOf as lowdbRecords } from './lowdb/records.ts'
import type { DeskRecords } from './move/check/records.ts'
import type { EntrySource, EntryTarget } from './move/entry.ts'
import { shownAddress } from './postgres/connection.ts'
import { entriesOf as postgresEntries } from './postgres/entries.ts'
import { connectForLong, identityOf, refuseRunning, requireDesk } from './postgres/entry-connection.ts'
import { createEntryTarget as createPostgresTarget } from './postgres/entry-target.ts'
import { recordsOf as postgresRecords } from './postgres/records.ts'

const LOWDB = 'lowdb:'

export interface SourceOptions {
	/** `lowdb:<folder>` or `postgres://...`. */
	readonly place: string
	readonly logger: Logger
	/** Refuses a place that a running desk holds, and for lowdb keeps it for itself. */
	readonly alone: boolean
}

export interface OpenedSource extends EntrySource {
	/** Throws where a desk has been started on it since. */
	readonly stillAlone: () => Promise<void>
}

/** The place as it may be shown to anybody. */
export function shownPlace(place: string): string {
	return place.startsWith(LOWDB) ? place : shownAddress(place)
}

/** A store to read everything from. Throws `bad-input` where there is none and `misconfigured` where it cannot be used. */
export function openSource(options: SourceOptions): Promise<OpenedSource> {
	return options.place.startsWith(LOWDB) ? openLowdbSource(options) : openPostgresSource(options)
}

async function openLowdbSource({ place, logger, alone }: SourceOptions): Promise<OpenedSource> {
	const named = place.slice(LOWDB.length)
	if (!(await isFolder(named))) throw new AppError('bad-input', `there is no store in ${named}`, { details: { folder: named } })
	const folder = await realpath(named)
	await refuseHalfCopied(folder)
	const unlock = alone ? await lock(folder) : async () => undefined
	return {
		identity: `lowdb/${folder}`,
		async *entries() {
			yield* lowdbEntries({ folder, data: await readAside(folder, logger) })
		},
		stillAlone: async () => undefined,
		close: unlock,
	}
}

async function openPostgresSource({ place, alone }: SourceOptions): Promise<OpenedSource> {
	const client = await connectForLong(place)
	try {
		await requireDesk(client, place)
		const stillAlone = () => refuseRunning(client, place)
		if (alone) await stillAlone()
		const identity = await identityOf(client)
		return { identity, entries: () => postgresEntries(client), stillAlone, close: () => client.end() }
	} catch (error) {
		await client.end()
		throw error
	}
}

/** A store to be checked, also while a desk works on it. Throws as `openSource` does. */
export async function openRecords({ place, logger }: Omit<SourceOptions, 'alone'>): Promise<DeskRecords> {
	if (place.startsWith(LOWDB)) {
		const folder = place.slice(LOWDB.length)
		await refuseHalfCopied(folder)
		return lowdbRecords({ folder, data: await readAside(folder, logger) })
	}
	const client = await connectForLong(place)
	try {
		await requireDesk(client, place)
		return await postgresRecords(client)
	} catch (error) {
		await client.end()
		throw error
	}
}

/**
 * An empty store, or one that a copy from the same source has begun to fill. Throws `bad-input`, reason `store-not-empty`, where
 * it holds anything else, and `misconfigured`, reason `store-in-use`, where a desk runs on it.
 */
export async function openTarget({ place, from, logger }: { place: string; from: string; logger: Logger }): Promise<EntryTarget> {
	if (place.startsWith(LOWDB)) return openLowdbTarget(place.slice(LOWDB.length), from, logger)
	const client = await connectForLong(place)
	try {
		if ((await identityOf(client)) === from) throw itself()
		await refuseRunning(client, place)
		return await createPostgresTarget({ client, url: place, from })
	} catch (error) {
		await client.end()
		throw error
	}
}

async function openLowdbTarget(named: string, from: string, logger: Logger): Promise<EntryTarget> {
	if ((await isFolder(named)) && from === `lowdb/${await realpath(named)}`) throw itself()
	await makeFolder(named)
	const folder = await realpath(named)
	const unlock = await lock(folder)
	try {
		return await createLowdbTarget({ folder, unlock, from, logger })
	} catch (error) {
		await unlock()
		throw error
	}
}

async function lock(folder: string): Promise<() => Promise<void>> {
	try {
		return await lockFolder(folder)
	} catch (error) {
		if (!(error instanceof AppError) || error.reason !== 'store-in-use') throw error
		const what = `a desk runs on lowdb:${folder}, or a copy of it is under way: stop it first, then run this again`
		throw new AppError('misconfigured', what, { reason: 'store-in-use', cause: error })
	}
}

async function isFolder(folder: string): Promise<boolean> {
	return (await stat(folder).catch(() => undefined))?.isDirectory() ?? false
}

function itself(): AppError {
	return new AppError('bad-input', 'this is one and the same store: name another target')
}
