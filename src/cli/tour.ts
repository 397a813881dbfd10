import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadTexts } from '../cards/texts.ts'
import type { DeskOptions } from './tour/desk-process.ts'
import { EN } from './tour/lines-en.ts'
import { FR } from './tour/lines-fr.ts'
import { runTour } from './tour/run-tour.ts'
import { createScreen } from './tour/screen.ts'

const { stdout } = process
const { locale, desk } = readOptions()
const screen = createScreen({
	write: (text) => void stdout.write(text),
	width: stdout.columns ?? 80,
	// `hasColors` heeds NO_COLOR; a file or a pipe has no colours.
	hasColors: stdout.isTTY && stdout.hasColors(),
})
const interrupt = new AbortController()
// Whoever reads no further (`| head`) ends the tour as Ctrl-C does, so that it is cleaned up.
stdout.on('error', () => interrupt.abort())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort())

const texts = loadTexts(path.join(import.meta.dirname, '../../data/locales'))
const hasPassed = await runTour({ screen, texts, locale, desk, lines: locale === 'fr' ? FR : EN, signal: interrupt.signal })
process.exit(hasPassed ? 0 : 1)

function readOptions(): { locale: 'en' | 'fr'; desk: DeskOptions } {
	try {
		const { lang, store, processes } = parseArgs({
			options: {
				lang: { type: 'string', default: 'en' },
				store: { type: 'string' },
				processes: { type: 'string', default: '1' },
			},
		}).values
		const isStore = store === undefined ? processes === '1' : /^postgres(?:ql)?:\/\/./u.test(store) && URL.canParse(store)
		if ((lang === 'en' || lang === 'fr') && isStore && /^[1-9]$/u.test(processes)) {
			return { locale: lang, desk: { database: store, processes: Number(processes) } }
		}
	} catch {
		// An option that does not exist is answered like a language that does not.
	}
	process.stderr.write(`${EN.usage}\n`)
	process.exit(2)
}
