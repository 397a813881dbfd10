import type { FileHandle } from 'node:fs/promises'
import { type Disk, realDisk } from '../../../src/stores/lowdb/disk.ts'

/** Disks that say that something is kept when it is not: an audit must find them out. */
export const LYING_DISKS = {
	neverSyncs: { ...realDisk, sync: () => Promise.resolve() },
	syncsLater: {
		...realDisk,
		sync(file: FileHandle) {
			void file.datasync().catch(() => undefined)
			return Promise.resolve()
		},
	},
} as const satisfies Readonly<Record<string, Disk>>
