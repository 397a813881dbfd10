import { access } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'

/** Lies in a folder into which a store is copied, until all of it is there and verified; names the store that it comes from. */
export const COPY_MARK = 'copy-under-way.json'

/** Throws `misconfigured`, reason `store-half-copied`, where a copy into this folder was begun and not finished. */
export async function refuseHalfCopied(folder: string): Promise<void> {
	const isMarked = await access(path.join(folder, COPY_MARK)).then(
		() => true,
		() => false,
	)
	if (!isMarked) return
	const what = `the store in ${folder} is the beginning of a copy: run the copy or import again until it is done, or name another place`
	throw new AppError('misconfigured', what, { reason: 'store-half-copied', details: { folder } })
}
