import path from 'node:path'
import { z } from 'zod'
import { knowOnce } from '../knowledge/live/know-once.ts'
import { readReply } from '../triage/read-reply.ts'

const ROOT = path.join(import.meta.dirname, '../..')

const question = z.object({
	text: z.string(),
	locale: z
		.string()
		.transform((tag) => tag.toLowerCase().split(/[-_]/u)[0])
		.nullish(),
	audience: z.enum(['customer', 'staff']).nullish(),
	today: z.iso.date().nullish(),
})
const reply = z.object({ text: z.string() })

/** Who asks, where a line does not tell: staff may ask whatever customers ask, so that every topic counts. */
const ANYBODY = 'staff'

/** Reads one message, checked by its schema. */
type Answer = (line: unknown) => object

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// The reader has seen enough (`| head`): nothing left to do.
	process.exit(error.code === 'EPIPE' ? 0 : 1)
})
const answer = process.argv.includes('--reply') ? answerReply : await createAnswer()
for await (const written of linesOf(process.stdin)) await print(answerLine(answer, written))

/**
 * The lines of the input, an empty one too, so that the answers can be counted off. Only a line feed ends one: Node's `readline` also
 * breaks at U+2028, which stands as it is inside JSON.
 */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder()
	let begun = ''
	for await (const bytes of input) {
		const text = decoder.decode(bytes, { stream: true })
		const [end = '', ...more] = text.split('\n')
		begun += end
		for (const line of more) {
			yield begun
			begun = line
		}
	}
	begun += decoder.decode()
	if (begun !== '') yield begun
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
			audience: audience ?? ANYBODY,
			today: today ?? new Date().toISOString().slice(0, 10),
			...(locale === 'en' || locale === 'fr' ? { locale } : {}),
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
