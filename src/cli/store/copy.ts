import { openSource, openTarget, shownPlace } from '../../stores/open-entries.ts'
import { copy } from '../../stores/move/copy.ts'
import type { EntrySource } from '../../stores/move/entry.ts'
import type { Totals } from '../../stores/move/tally.ts'
import { type Command, logger, readPlace } from './command.ts'
import { amount, createProgress } from './progress.ts'

export const copyCommand: Command = {
	usage: 'copy FROM TO',
	about: [
		'Moves a desk into another store, which must be empty, and compares counts and hashes of everything at the end.',
		'Stop the desk first. Interrupted in whatever way, it goes on when it is called again. FROM stays as it is.',
		'Afterwards set STORE to TO, and leave TOKEN_SECRET as it is: old links and chats go on.',
	],
	isFit: (count) => count === 2,
	async run([given, wanted]) {
		const [from, to] = [readPlace(given, 'FROM'), readPlace(wanted, 'TO')]
		const source = await openSource({ place: from, logger, alone: true })
		try {
			const totals = await fill({ source, to, stillAlone: source.stillAlone })
			process.stderr.write(`${summary(totals)}\n${shownPlace(to)} holds the desk of ${shownPlace(from)} now.\n`)
			return 0
		} finally {
			await source.close()
		}
	},
}

interface Filling {
	readonly source: EntrySource
	readonly to: string
	readonly stillAlone?: () => Promise<void>
}

/** Takes everything into the store at this place and shows how far it is. */
export async function fill({ source, to, stillAlone }: Filling): Promise<Totals> {
	const target = await openTarget({ place: to, from: source.identity, logger })
	const progress = createProgress()
	try {
		return await copy({
			source,
			target,
			progress: (done, count, collection) => progress.tell(`${done} ${amount(count)} records, at the ${collection}`),
			...(stillAlone && { stillAlone }),
		})
	} finally {
		progress.end()
		await target.close()
	}
}

/** What there was, in a line. */
export function summary(totals: Totals): string {
	const held = Object.entries(totals).filter(([name, { count }]) => count > 0 && name !== 'numbers' && name !== 'keys')
	const counted = held.map(([name, { count }]) => `${amount(count)} ${name}`)
	return `${counted.join(', ') || 'nothing'}: verified.`
}
