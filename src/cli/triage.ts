import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { createArticleIndex } from '../knowledge/article-index.ts'
import { loadArticles } from '../knowledge/load-articles.ts'
import { createTriage } from '../triage/create-triage.ts'
import type { Triage, TriageInput } from '../triage/types.ts'

const line = z.object({
	text: z.string(),
	locale: z
		.string()
		.transform((tag) => tag.toLowerCase().split(/[-_]/u)[0])
		.optional(),
	audience: z.enum(['customer', 'staff']).optional(),
	today: z.iso.date().optional(),
})

const folder = path.join(import.meta.dirname, '../../data/knowledge')
const index = createArticleIndex(await loadArticles(folder))
const triage = createTriage({ examples: index.examples(), findArticles: index.find, topics: index.topics() })

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	// The reader has seen enough (`| head`): nothing left to do.
	process.exit(error.code === 'EPIPE' ? 0 : 1)
})
for await (const written of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
	if (written.trim() !== '') await print(answer(triage, written))
}

function answer({ triage: read }: Triage, written: string): object {
	const input = parse(written)
	if (typeof input === 'string') {
		process.exitCode = 1
		return { error: input }
	}
	const { language, topic, confidence, runnerUp, decision, articles, entities } = read(input)
	return { language, topic, confidence, runnerUp, decision, articles, entities }
}

/** What to triage, or what is wrong with the line. */
function parse(written: string): TriageInput | string {
	let json: unknown
	try {
		json = JSON.parse(written)
	} catch {
		return 'not a line of JSON'
	}
	const checked = line.safeParse(json)
	if (!checked.success)
		return checked.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ')
	const { text, locale, audience, today } = checked.data
	return {
		text,
		today: today ?? new Date().toISOString().slice(0, 10),
		...(locale === 'en' || locale === 'fr' ? { locale } : {}),
		...(audience === undefined ? {} : { audience }),
	}
}

async function print(result: object): Promise<void> {
	if (process.stdout.write(`${JSON.stringify(result)}\n`)) return
	await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()))
}
