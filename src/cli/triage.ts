import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { knowOnce } from '../knowledge/live/know-once.ts'
import { readReply } from '../triage/read-reply.ts'

const ROOT = path.join(import.meta.dirname, '../..')

const question = z.object({
	text: z.string(),
	locale: z
		.string()
		.transform((tag) => tag.toLowerCase().split(/[-_]/u)[0])
		.optional(),
	audience: z.enum(['customer', 'staff']).optional(),
	today: z.iso.date().optional(),
})
const reply = z.object({ text: z.string() })

/** Reads one message, checked by its schema. */
type Answer = (line: unknown) => object

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// The reader has seen enough (`| head`): nothing left to do.
	process.exit(error.code === 'EPIPE' ? 0 : 1)
})
const answer = process.argv.includes('--reply') ? answerReply : await createAnswer()
for await (const written of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
	if (written.trim() !== '') await print(answerLine(answer, written))
}

/** With `--reply` a line is what somebody wrote to "is it solved?". */
function answerReply(line: unknown): object {
	return { reply: readReply(reply.parse(line).text) }
}

async function createAnswer(): Promise<Answer> {
	const { triage } = await knowOnce({
		folder: path.join(ROOT, 'data/knowledge'),
		cache: path.join(ROOT, 'data/store/models'),
		shipped: path.join(ROOT, 'dist/models'),
		effort: 'quick',
		logger: { info: () => undefined, warn: tell, error: tell },
	})
	return (line) => {
		const { text, locale, audience, today } = question.parse(line)
		const result = triage.triage({
			text,
			today: today ?? new Date().toISOString().slice(0, 10),
			...(locale === 'en' || locale === 'fr' ? { locale } : {}),
			...(audience === undefined ? {} : { audience }),
		})
		const { language, topic, confidence, runnerUp, decision, articles, entities } = result
		const hits = articles.map(({ id, title, score }) => ({ id, title, score }))
		return { language, topic, confidence, runnerUp, decision, articles: hits, entities }
	}
}

/** What the line asks for, or what is wrong with the line. */
function answerLine(answerTo: Answer, written: string): object {
	try {
		return answerTo(JSON.parse(written))
	} catch (error) {
		process.exitCode = 1
		if (error instanceof SyntaxError) return { error: 'not a line of JSON' }
		if (!(error instanceof z.ZodError)) throw error
		return { error: error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ') }
	}
}

async function print(result: object): Promise<void> {
	if (process.stdout.write(`${JSON.stringify(result)}\n`)) return
	await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()))
}

function tell(details: object, message: string): void {
	process.stderr.write(`${message} ${JSON.stringify(details)}\n`)
}
