import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { AppError } from '../../errors.ts'

/**
 * Makes this process the only one on the folder, until the returned function is called or the process ends in whatever way: the
 * name lives in the operating system and leaves no file behind. Throws `misconfigured`, reason `store-in-use`, where it is taken.
 * `folder` must be the real path. Processes in different containers do not see each other's names: one folder, one container.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
	const server = createServer((socket) => socket.destroy())
	try {
		await listen(server, addressOf(folder))
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
		throw new AppError('misconfigured', `another process uses the store in ${folder}: stop it, or set STORE to another folder`, {
			reason: 'store-in-use',
			details: { folder },
		})
	}
	server.unref()
	return () => new Promise((resolve) => void server.close(() => resolve()))
}

function addressOf(folder: string): string {
	const name = `loopdesk-${createHash('sha256').update(folder).digest('hex')}`
	if (process.platform === 'linux') return `\0${name}`
	if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
	throw new AppError('misconfigured', 'the lowdb store runs on Linux and Windows only: set STORE to a PostgreSQL address')
}

function listen(server: Server, address: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject)
		server.listen(address, () => resolve())
	})
}
