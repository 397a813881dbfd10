import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadTexts } from '../cards/texts.ts'
import { EN } from './tour/lines-en.ts'
import { FR } from './tour/lines-fr.ts'
import { runTour } from './tour/run-tour.ts'
import { createScreen } from './tour/screen.ts'

const { stdout } = process
const locale = readLocale()
const screen = createScreen({
	write: (text) => void stdout.write(text),
	width: stdout.columns ?? 80,
	// `hasColors` heeds NO_COLOR; a file or a pipe has no colours.
	hasColors: stdout.isTTY === true && stdout.hasColors(),
})
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort())

const texts = loadTexts(path.join(import.meta.dirname, '../../data/locales'))
const hasPassed = await runTour({ screen, texts, locale, lines: locale === 'fr' ? FR : EN, signal: interrupt.signal })
process.exit(hasPassed ? 0 : 1)

function readLocale(): 'en' | 'fr' {
	try {
		const { lang } = parseArgs({ options: { lang: { type: 'string', default: 'en' } } }).values
		if (lang === 'en' || lang === 'fr') return lang
	} catch {
		// An option that does not exist is answered like a language that does not.
	}
	process.stderr.write(`${EN.usage}\n`)
	process.exit(2)
}
