import { AppError } from '../../errors.ts'
import { shownAddress } from './connection.ts'
import type { Database } from './database.ts'

/** Stands in a database into which a store is copied, until all of it is there and verified. */
export const COPY_MARK = 'copy_under_way'

const IS_MARKED = { name: 'copy-under-way', text: `SELECT to_regclass('${COPY_MARK}') IS NOT NULL AS "isMarked"` }

/** Throws `misconfigured`, reason `store-half-copied`, where a copy into this database was begun and not finished. */
export async function refuseHalfCopied(database: Database, url: string): Promise<void> {
	const [row] = await database.query<{ isMarked: boolean }>(IS_MARKED)
	if (row?.isMarked === true) throw halfCopied(url)
}

export function halfCopied(url: string): AppError {
	const what = `${shownAddress(url)} holds the beginning of a copy: run the copy or import again until it is done, or name another place`
	return new AppError('misconfigured', what, { reason: 'store-half-copied' })
}
