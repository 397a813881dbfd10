import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../errors.ts'
import { evaluateArticles } from './evaluate/evaluate-articles.ts'
import { crossValidate, evaluateOn, type Figures, learn, type Settings } from './evaluate/evaluate-files.ts'
import { type Judged, judge, OUTSIDE } from './evaluate/judge.ts'
import { judgeRejection } from './evaluate/judge-rejection.ts'
import { describeConfusions, describeFigures, percent } from './evaluate/print-figures.ts'
import { readExamples } from './evaluate/read-examples.ts'

const USAGE = `npm run evaluate                                    the product's own articles, per language
npm run evaluate -- --train FILE --test FILE        any data set: JSON lines {"text", "label"}
npm run evaluate -- --train FILE --folds N          cross-validation of one file
  --language en|fr   --effort quick|full   --seed N   --json   --out-of-scope FILE`

const OPTIONS = {
	train: { type: 'string' },
	test: { type: 'string' },
	folds: { type: 'string' },
	language: { type: 'string', default: 'en' },
	effort: { type: 'string' },
	seed: { type: 'string', default: '1' },
	'out-of-scope': { type: 'string' },
	json: { type: 'boolean', default: false },
	help: { type: 'boolean', default: false },
} as const

type FileOptions = {
	test?: string | undefined
	folds?: string | undefined
	'out-of-scope'?: string | undefined
	json: boolean
}

try {
	await run()
} catch (error) {
	if (!(error instanceof AppError) && !isWrongUsage(error)) throw error
	process.stderr.write(`${error.message}\n`)
	process.exitCode = error instanceof AppError && error.code !== 'incomplete' ? 1 : 2
}

async function run(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS })
	if (values.help) {
		process.stdout.write(`${USAGE}\n`)
		return
	}
	const settings = readSettings(values)
	if (values.train !== undefined) return evaluateFiles(values.train, settings, values)
	if (values.test !== undefined || values.folds !== undefined || values.json)
		throw new AppError('incomplete', 'Name the examples to learn from with --train FILE (--help lists all options).')
	await evaluateArticles(path.join(import.meta.dirname, '../../data/knowledge'), settings)
}

async function evaluateFiles(train: string, settings: Settings, values: FileOptions): Promise<void> {
	const { test, folds, 'out-of-scope': outsideFile, json } = values
	if (test !== undefined && folds === undefined) return evaluateTest(train, test, outsideFile, settings, json)
	if (test !== undefined || folds === undefined)
		throw new AppError('incomplete', 'Say what to test on with either --test FILE or --folds N.')
	if (outsideFile !== undefined) throw new AppError('incomplete', '--out-of-scope goes with --test, not with --folds.')
	const parts = wholeNumber('folds', folds, 2)
	report(train, crossValidate(await readExamples(train), parts, settings), json)
}

async function evaluateTest(
	train: string,
	test: string,
	outsideFile: string | undefined,
	settings: Settings,
	json: boolean,
): Promise<void> {
	const [examples, kept] = [await readExamples(train), await readExamples(test)]
	const outside = outsideFile === undefined ? [] : await readExamples(outsideFile)
	const learnt = learn(examples, settings)
	const result = evaluateOn(learnt, kept)
	report(test, result, json)
	if (outside.length === 0 || json) return
	const inside = result.judged.filter(({ label }) => !OUTSIDE.includes(label))
	const { auroc, caughtAtFive } = judgeRejection(insideness(inside), insideness(judge(learnt.reader, outside)))
	const by = inside[0]?.outside === undefined ? 'by the best chance alone' : 'by the class that was taught for it'
	const caught = `${percent(caughtAtFive)} caught at 5 % wrongly rejected`
	process.stdout.write(`  out of scope       AUROC ${auroc.toFixed(3)}, ${caught}, ${by}\n`)
}

function report(title: string, { figures, judged }: { figures: Figures; judged: Judged[] }, json: boolean): void {
	const text = json ? `${JSON.stringify(figures)}\n` : describeFigures(title, figures, judged.length) + describeConfusions(judged)
	process.stdout.write(text)
}

/** How surely each text belongs to one of the classes: the best that is known to tell it. */
function insideness(judged: readonly Judged[]): number[] {
	return judged.map(({ chance, outside }) => (outside === undefined ? chance : 1 - outside))
}

function readSettings(values: { language: string; effort?: string | undefined; seed: string }): Settings {
	const { language, effort = 'full', seed } = values
	if (language !== 'en' && language !== 'fr') throw new AppError('incomplete', `--language is en or fr, not "${language}".`)
	if (effort !== 'quick' && effort !== 'full') throw new AppError('incomplete', `--effort is quick or full, not "${effort}".`)
	return { language, effort, seed: wholeNumber('seed', seed, 0) }
}

function wholeNumber(name: string, value: string, least: number): number {
	if (!/^\d{1,9}$/u.test(value) || Number(value) < least)
		throw new AppError('incomplete', `--${name} is a whole number from ${least}, not "${value}".`)
	return Number(value)
}

function isWrongUsage(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
