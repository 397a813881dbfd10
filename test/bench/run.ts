import { parseArgs } from 'node:util'

/** What can be set from the command line; a bench ignores what it has no use for. */
export interface BenchOptions {
	/** How many times everything is measured; the medians count. */
	readonly rounds: number
	/** How long a bench of the clocks goes on for each store. */
	readonly seconds?: number
	/** Chooses what a bench leaves to chance. */
	readonly seed?: number
	/** Turns of each side in a round. */
	readonly turns: number
	/** A folder of public data; each bench knows where it looks when there is none. */
	readonly data?: string
	/** A file of training messages, JSON lines `{text, label}`. */
	readonly train?: string
	/** The largest number of passages to search in. */
	readonly passages?: number
}

interface Bench {
	readonly about: string
	/** Where it is not 10 unless told otherwise. */
	readonly rounds?: number
	/** Measures and answers with the text to print. */
	readonly run: (options: BenchOptions) => Promise<string>
}

const BENCHES: Readonly<Record<string, Bench>> = {
	store: {
		about:
			'durable changes a second of the lowdb store beside bare appends, while it compacts, and the time to open 100,000 tickets',
		run: async () => (await import('./store.ts')).run(),
	},
	'store-postgres': {
		about: 'durable changes a second of the PostgreSQL store beside bare statements on the same server [--rounds 10]',
		run: async ({ rounds }) => figureLines(await (await import('./store-postgres.ts')).run(rounds)),
	},
	queue: {
		about: 'the work behind a commit: jobs a second, pick-up, take-over after a kill, beside pg-boss [--rounds 10]',
		run: async (options) => (await import('./queue.ts')).run(options),
	},
	crash: {
		about:
			'kill -9 of lowdb under load, stops of PostgreSQL, torn tails, power cuts, and an audit of what is synced when [--rounds 200] [--seed 1]',
		rounds: 200,
		run: async ({ rounds, seed = 1 }) => (await import('./crash.ts')).run({ rounds, seed }),
	},
	clocks: {
		about: 'lateness of the alarms of 10,000 tickets that fall due within one minute, on both stores, with a kill [--seconds 60]',
		run: async ({ seconds = 60 }) => (await import('./clocks.ts')).run({ seconds }),
	},
	processes: {
		about: 'two processes on PostgreSQL under load: restarts and kills, what is lost, doubled or late, limits kept [--rounds 10]',
		run: async (options) => (await import('./processes.ts')).run(options),
	},
	turn: {
		about:
			'CPU and time of a Teams message that changes a ticket, beside a stock botbuilder echo bot [--rounds 10] [--turns 600]',
		run: async (options) => (await import('./turn.ts')).run(options),
	},
	search: {
		about:
			'right documents, latency, index time and growth of the search, beside MiniSearch and lunr [--data FOLDER] [--passages 127000]',
		run: async (options) => (await import('./search.ts')).run(options),
	},
	kernels: {
		about: "the classifier's loops in WebAssembly beside the same in JavaScript [--rounds 10]",
		run: async (options) => (await import('./kernels.ts')).run(options),
	},
	'triage-growth': {
		about: 'training, size and speed of the classifier with ten and a hundred times the topics and the examples',
		run: async () => (await import('./triage-growth.ts')).run(),
	},
	triage: {
		about:
			"right topics, latency, training time and robustness of the classifier, beside natural's Bayes and NLP.js [--train FILE]",
		run: async (options) => (await import('./triage.ts')).run(options),
	},
}

/** Nobody waits longer than this for a bench by mistake. */
const MOST = { rounds: 200, seed: 2_000_000_000, seconds: 600, turns: 10_000, passages: 1_000_000 } as const

await main()

async function main(): Promise<void> {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				rounds: { type: 'string' },
				seed: { type: 'string', default: '1' },
				turns: { type: 'string', default: '600' },
				seconds: { type: 'string', default: '60' },
				passages: { type: 'string', default: '127000' },
				data: { type: 'string' },
				train: { type: 'string' },
			},
		})
		const [name, ...more] = positionals
		if (name === undefined) return print(benchList())
		const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
		if (bench === undefined) return fail(`There is no bench called "${name}".\n\n${benchList()}`)
		if (more.length > 0) return fail(`One bench at a time: ${more.join(' ')} was not expected.`)
		const { data, train } = values
		const options = {
			rounds: wholeNumber('rounds', values.rounds ?? `${bench.rounds ?? 10}`),
			seed: wholeNumber('seed', values.seed),
			turns: wholeNumber('turns', values.turns),
			seconds: wholeNumber('seconds', values.seconds),
			passages: wholeNumber('passages', values.passages),
			...(data === undefined ? {} : { data }),
			...(train === undefined ? {} : { train }),
		}
		print(await bench.run(options))
	} catch (error) {
		const { code = '', message, stack } = error as NodeJS.ErrnoException
		fail(error instanceof RangeError || code.startsWith('ERR_PARSE_ARGS') ? message : String(stack))
	}
}

function benchList(): string {
	const lines = Object.entries(BENCHES).map(([name, { about }]) => `  ${name.padEnd(16)}${about}`)
	return `Benches, each run by npm run bench -- NAME:\n\n${lines.join('\n')}`
}

function wholeNumber(name: keyof typeof MOST, text: string): number {
	const number = Number(text)
	if (Number.isInteger(number) && number > 0 && number <= MOST[name]) return number
	throw new RangeError(`--${name} is a whole number from 1 to ${MOST[name]}, not "${text}".`)
}

function figureLines(figures: object): string {
	const lines = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(20)}${rounded(Number(value)).padStart(12)}`)
	return lines.join('\n')
}

function rounded(value: number): string {
	return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 })
}

function print(text: string): void {
	process.stdout.write(`${text}\n`)
}

function fail(text: string): void {
	process.stderr.write(`${text}\n`)
	process.exitCode = 1
}
