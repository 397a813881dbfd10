import type { Server } from 'restify'
import { z } from 'zod'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { frontMatterSchema } from '../../knowledge/article.ts'
import { createKnownNames, type KnownNames } from '../../knowledge/feedback/known-names.ts'
import { type Draft, draftOf } from '../../knowledge/gaps/draft.ts'
import { backgrounds, findGaps, type Gap, ticketsOf } from '../../knowledge/gaps/find-gaps.ts'
import { articleExists, saveArticle } from '../../knowledge/gaps/save-article.ts'
import { reasonOf } from '../../knowledge/gaps/unanswered.ts'
import { mayApproveArticles } from '../../tickets/permissions.ts'
import { dayOf } from '../../tickets/ticket.ts'
import { factsOf } from '../ticket-facts.ts'
import { gapView } from './gap-view.ts'
import { pathPart, type StaffRequest, staffRoute, type TabDeps } from './tab-deps.ts'

/** Questions that are looked through, the newest. */
const LOOKED_AT = 20_000

const approvedSchema = z.object({
	id: z.string().max(80),
	topic: z.string().max(80),
	title: z.string().trim().max(200),
	audience: frontMatterSchema.shape.audience,
	next: frontMatterSchema.shape.next,
	questions: z.array(z.string().trim().min(1).max(500)).max(100),
	body: z.string().max(40_000),
})

interface GapDeps extends TabDeps {
	readonly knownNames: KnownNames
	readonly background: () => ReturnType<typeof backgrounds>
}

/** The gap report: what nobody was answered, the article that it asks for, and its approval. */
export function attachGapRoutes(server: Server, tabDeps: TabDeps): void {
	const { customers, desk, articles } = tabDeps
	// Counted once, when somebody looks: a new article changes little of it.
	let counted: ReturnType<typeof backgrounds> | undefined
	const background = () => (counted ??= backgrounds(articles.examples()))
	const knownNames = createKnownNames({ customers, team: desk.team, clock: desk.clock })
	const deps: GapDeps = { ...tabDeps, knownNames, background }
	server.get(
		'/api/gaps',
		staffRoute(deps, async ({ kit, member }) => {
			const title = (id: string, language: Gap['language']) => deps.articles.article(id, language)?.title ?? id
			const gaps = (await gapsOf(deps)).map((gap) => gapView(kit, gap, title))
			return { json: { gaps, mayApprove: mayApproveArticles(member) } }
		}),
	)
	server.get(
		'/api/gaps/:id/draft',
		staffRoute(deps, async (request) => {
			const draft = await draftFor(deps, await gapOf(deps, request))
			const ids = [...new Set([...deps.articles.topics().keys(), draft.topic])]
			const topics = ids.map((id) => ({ id, title: request.kit.topicTitle(id) }))
			return { json: { draft, topics: topics.toSorted((a, b) => a.title.localeCompare(b.title, request.kit.locale)) } }
		}),
	)
	server.post(
		'/api/gaps/:id/article',
		staffRoute(deps, (request) => approve(deps, request)),
	)
	server.post(
		'/api/gaps/:id/dismiss',
		staffRoute(deps, async (request) => {
			refuseOthers(request)
			await deps.questions.addOutcome((await gapOf(deps, request)).questions, { settled: 'dismissed' })
			return { json: {} }
		}),
	)
}

async function gapsOf(deps: GapDeps): Promise<Gap[]> {
	const questions = await deps.questions.questions(LOOKED_AT)
	const numbers = ticketsOf(questions.filter((question) => reasonOf(question) !== undefined))
	const tickets = await factsOf({ tickets: deps.desk.tickets, knownNames: deps.knownNames }, numbers)
	return findGaps({ questions, tickets, background: deps.background() })
}

async function gapOf(deps: GapDeps, { req }: StaffRequest): Promise<Gap> {
	const id = pathPart(req, 'id')
	const gap = (await gapsOf(deps)).find((each) => each.questions.includes(id))
	if (gap === undefined) throw new AppError('not-found', 'no such gap', { reason: 'gap-settled' })
	return gap
}

/** Throws `wrong-state` while nobody has answered in one of its tickets. */
async function draftFor({ articles, desk }: GapDeps, gap: Gap): Promise<Draft> {
	const isTaken = (id: string) => articles.article(id, 'en') !== undefined || articles.article(id, 'fr') !== undefined
	const draft = draftOf(gap, { topics: new Set(articles.topics().keys()), isTaken, today: dayOf(desk.clock()) })
	if (draft === undefined) throw new AppError('wrong-state', 'nobody has answered yet', { reason: 'gap-unanswered' })
	return draft
}

async function approve(deps: GapDeps, request: StaffRequest) {
	refuseOthers(request)
	const parsed = approvedSchema.safeParse(await readJson(request.req))
	if (!parsed.success) {
		const fields = new Set(parsed.error.issues.map(({ path: [field] }) => `article-${String(field)}`))
		throw new AppError('bad-input', 'the article does not fit', { details: { fields: [...fields] } })
	}
	const gap = await gapOf(deps, request)
	const article: Draft = { ...(await draftFor(deps, gap)), ...parsed.data }
	if (deps.articles.article(article.id, article.language) !== undefined) throw articleExists(article.id)
	await saveArticle(deps.knowledgeFolder, article)
	await deps.questions.addOutcome(gap.questions, { settled: article.id })
	deps.logger.info({ article: article.id, language: article.language, by: request.member.id }, 'article approved')
	return { status: 201, json: { id: article.id, language: article.language } }
}

function refuseOthers({ member }: StaffRequest): void {
	if (!mayApproveArticles(member)) throw new AppError('not-allowed', 'managers approve articles', { reason: 'approves-articles' })
}
