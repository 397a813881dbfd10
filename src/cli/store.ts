import { AppError } from '../errors.ts'
import { checkCommand } from './store/check.ts'
import { copyCommand } from './store/copy.ts'
import { exportCommand } from './store/export.ts'
import { importCommand } from './store/import.ts'
import type { Command } from './store/command.ts'

const COMMANDS: ReadonlyMap<string, Command> = new Map([
	['copy', copyCommand],
	['export', exportCommand],
	['import', importCommand],
	['check', checkCommand],
])

const USAGE = `Usage: npm run store -- <command>

${[...COMMANDS.values()].map(({ usage, about }) => `  ${usage}\n${about.map((line) => `      ${line}`).join('\n')}`).join('\n')}

FROM, TO and PLACE are lowdb:<folder> or postgres://user:password@host/database, as in STORE.
`

const [name = '', ...rest] = process.argv.slice(2)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// The reader has seen enough (`| head`): nothing left to do.
	process.exit(error.code === 'EPIPE' ? 0 : 1)
})
process.exitCode = await run()

/** 0 done, 1 refused or something is wrong, 2 called wrongly. */
async function run(): Promise<number> {
	if (['', 'help', '--help', '-h'].includes(name) || rest.includes('--help') || rest.includes('-h'))
		return say('stdout', USAGE, 0)
	const command = COMMANDS.get(name)
	if (command === undefined) return say('stderr', `There is no command "${name}".\n\n${USAGE}`, 2)
	const places = rest.filter((argument) => !argument.startsWith('-'))
	const isFit = rest.length === places.length && command.isFit(places.length)
	if (!isFit) return say('stderr', `Not like this. Usage: npm run store -- ${command.usage}\n`, 2)
	try {
		return await command.run(places)
	} catch (error) {
		if (error instanceof AppError) return say('stderr', `${error.message}\n`, 1)
		if (!isFromOutside(error)) throw error
		return say('stderr', `It broke off (${error.message}). Nothing of it counts yet; call it again, and a copy goes on.\n`, 1)
	}
}

function say(stream: 'stdout' | 'stderr', text: string, code: number): number {
	process[stream].write(text)
	return code
}

/** The disk, the network or the database: they have codes. */
function isFromOutside(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
