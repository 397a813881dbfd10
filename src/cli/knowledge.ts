import { AppError } from '../errors.ts'
import { checkCommand } from './knowledge/check.ts'
import type { Command } from './knowledge/command.ts'
import { gapsCommand } from './knowledge/gaps.ts'
import { importCommand } from './knowledge/import.ts'
import { reportCommand } from './knowledge/report.ts'

const COMMANDS: ReadonlyMap<string, Command> = new Map([
	['check', checkCommand],
	['import', importCommand],
	['gaps', gapsCommand],
	['report', reportCommand],
])

const USAGE = `Usage: npm run knowledge -- <command>

${[...COMMANDS.values()].map(({ usage, about }) => `  ${usage}\n      ${about}`).join('\n')}

PLACE is lowdb:<folder> or postgres://user:password@host/database: that of STORE unless told otherwise.
`

const [name = '', ...rest] = process.argv.slice(2)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// The reader has seen enough (`| head`): nothing left to do.
	process.exit(error.code === 'EPIPE' ? 0 : 1)
})
process.exitCode = await run(COMMANDS.get(name))

/** 0 done, 1 problems found, 2 called wrongly. */
async function run(command: Command | undefined): Promise<number> {
	if (command === undefined) {
		const asked = name === '' || name === 'help' || name === '--help'
		process[asked ? 'stdout' : 'stderr'].write(asked ? USAGE : `There is no command "${name}".\n\n${USAGE}`)
		return asked ? 0 : 2
	}
	if (rest.includes('--help')) {
		process.stdout.write(USAGE)
		return 0
	}
	try {
		return await command.run(rest)
	} catch (error) {
		const isRefusal = error instanceof AppError
		if (!isRefusal && !isWrongArgument(error)) throw error
		process.stderr.write(`${error.message}\n`)
		return isRefusal && error.code !== 'bad-input' ? 1 : 2
	}
}

function isWrongArgument(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
