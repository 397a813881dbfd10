import { readExport } from '../../stores/move/read-export.ts'
import { shownPlace } from '../../stores/open-entries.ts'
import { type Command, readPlace } from './command.ts'
import { fill, summary } from './copy.ts'
import { amount, createProgress } from './progress.ts'

export const importCommand: Command = {
	usage: 'import FILE TO',
	about: [
		'Reads an export into an empty store. A file that is cut off or was changed is refused before anything is written.',
		'Interrupted in whatever way, it goes on when it is called again.',
	],
	isFit: (count) => count === 2,
	async run([file = '', wanted]) {
		const to = readPlace(wanted, 'TO')
		const progress = createProgress()
		const read = readExport({ file, progress: (count) => progress.tell(`checked ${amount(count)} records`) })
		const source = await read.finally(progress.end)
		const totals = await fill({ source, to })
		process.stderr.write(`${summary(totals)}\n${shownPlace(to)} holds the desk of ${file} now.\n`)
		return 0
	},
}
