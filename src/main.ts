import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Server } from 'restify'
import { type Bot, createBot } from './bot/create-bot.ts'
import { createOnTurnError } from './bot/on-turn-error.ts'
import { createReplyKeeping } from './bot/open-replies.ts'
import { keepSdkOffTheConsole } from './bot/sdk-console.ts'
import { createTeamsAdapter } from './bot/teams-adapter.ts'
import { STAND_IN_APP_ID, standInAuthentication, teamsAuthentication } from './bot/teams-authentication.ts'
import { type SecretWatch, watchSecret } from './bot/watch-secret.ts'
import { createKitFor, type KitFor } from './cards/kit.ts'
import { loadTemplates } from './cards/templates.ts'
import { loadTexts } from './cards/texts.ts'
import { type Config, readConfig } from './config.ts'
import { createLogger } from './create-logger.ts'
import { type ClockWork, createClockWork } from './delivery/clock-work.ts'
import { createEMail } from './delivery/e-mail.ts'
import { gatherAlarms } from './delivery/gather-alarms.ts'
import { createKeptMail } from './delivery/kept-mail.ts'
import { createOutbox, type Outbox } from './delivery/outbox.ts'
import { createReplyLine } from './delivery/reply-line.ts'
import { createSendingGate } from './delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from './delivery/sending-limits.ts'
import { createSmtp } from './delivery/smtp.ts'
import { createTab } from './delivery/tab.ts'
import { createTeams } from './delivery/teams.ts'
import { createTellUncertain } from './delivery/tell-uncertain.ts'
import { createWebChat } from './delivery/web-chat.ts'
import { createDirectLineAdapter } from './direct-line/adapter.ts'
import { FILES_PATH } from './direct-line/client-view.ts'
import { hearChatNews } from './direct-line/hear-news.ts'
import { createLiveSockets } from './direct-line/live-sockets.ts'
import { attachDirectLine } from './direct-line/routes.ts'
import { createTokens } from './direct-line/tokens.ts'
import { createTurns } from './direct-line/turns.ts'
import { AppError } from './errors.ts'
import type { InvoiceBook } from './invoices/invoice.ts'
import type { ArticleIndex } from './knowledge/article-index.ts'
import { createFeedback } from './knowledge/feedback/create-feedback.ts'
import { createLiveKnowledge, type LiveKnowledge } from './knowledge/live/create-live-knowledge.ts'
import { createAdmission } from './server/admission.ts'
import { articlePath, attachArticlePage } from './server/article-page.ts'
import { attachBotRoute } from './server/bot-route.ts'
import { closeServer } from './server/close-server.ts'
import { createHttpServer } from './server/create-server.ts'
import { attachDemoMail } from './server/demo-pages.ts'
import { greeting } from './server/greeting.ts'
import { attachHealth } from './server/health.ts'
import { listen } from './server/listen.ts'
import { attachMetrics } from './server/metrics.ts'
import { attachStaticFiles } from './server/static-files.ts'
import { createStatusLinks, type StatusLinks } from './server/status-link.ts'
import { attachStatusPage } from './server/status-page.ts'
import { stopOnSignal } from './server/stop-on-signal.ts'
import { attachTab } from './server/tab/attach-tab.ts'
import { createStaffSignIn } from './server/tab/staff-sign-in.ts'
import { attachWebChatToken } from './server/web-chat-token.ts'
import { canKeep } from './stores/can-keep.ts'
import { invoiceBook, loadSampleCustomers, loadSampleInvoices } from './stores/files/samples.ts'
import { loadServiceLevels } from './stores/files/service-levels-file.ts'
import { loadTeam } from './stores/files/team-file.ts'
import { openStore } from './stores/open-store.ts'
import type { Store } from './stores/store.ts'
import type { Reporter } from './tickets/actor.ts'
import type { Desk } from './tickets/execute.ts'
import type { Team } from './tickets/ports.ts'
import { deskTimeZone, isQuiet } from './tickets/service-hours.ts'
import { readAmount } from './triage/entities/amount.ts'
import { readInvoiceFormats } from './triage/entities/invoice.ts'
import { readReply } from './triage/read-reply.ts'
import type { Triage } from './triage/types.ts'

const ROOT = path.join(import.meta.dirname, '..')
const KNOWLEDGE = path.join(ROOT, 'data/knowledge')
const CLOCK_INTERVAL_MS = 500
const now = () => new Date()

/** What every part of the desk is built on. */
interface Base {
	readonly config: Config
	readonly logger: Logger
	readonly store: Store
	/** Signs the desk's own tokens. */
	readonly key: Uint8Array
	readonly secret: SecretWatch
	readonly team: Team
	readonly invoices: InvoiceBook
	readonly knowledge: LiveKnowledge
	readonly articles: ArticleIndex
	readonly triage: Triage
	readonly kitFor: KitFor
	readonly desk: Desk
	readonly links: StatusLinks
	/** The demo's customers. */
	readonly samples: readonly Reporter[]
	/** Where people reach the desk. With `PORT=0` it is known once the desk listens. */
	readonly place: { url: string }
	/** Called after each commit. */
	readonly afterCommit: { wake: () => void }
}

type Chat = ReturnType<typeof createChat>
type Teams = NonNullable<ReturnType<typeof createTeamsDoor>>

await run()

async function run(): Promise<void> {
	try {
		const config = readConfig()
		await start(config, createLogger(config.LOG_LEVEL))
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		process.stderr.write(`Loopdesk does not start: ${error.message}\n`)
		process.exit(1)
	}
}

async function start(config: Config, logger: Logger): Promise<void> {
	keepSdkOffTheConsole(logger)
	const base = await createBase(config, logger)
	const bot = createBotOf(base)
	const teams = createTeamsDoor(base, bot)
	const chat = createChat(base, bot)
	const outbox = createOutboxOf(base, chat, teams)
	const clockWork = createClockWork({ desk: base.desk, logger, intervalMs: CLOCK_INTERVAL_MS })
	base.afterCommit.wake = () => [outbox, clockWork].forEach(({ wake }) => wake())
	hearNews(base, chat, outbox, clockWork, teams)
	chat.adapter.onSeen(outbox.seen)

	const server = createHttpServer(logger)
	attachRooms(server, base, chat, teams)
	// Before anybody is answered: what was left comes first.
	await teams?.resume()
	if (teams) attachBotRoute(server, base, (authorization, body) => teams.adapter.receive(authorization, body, bot))
	await listen(server, config)
	const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST
	if (base.place.url === '') base.place.url = `http://${host}:${server.address().port}`

	outbox.wake()
	clockWork.start()
	await chat.turns.resumeUnhandled()
	stopOnSignal(async () => {
		const closed = closeServer(server)
		await chat.live.close()
		await closed
		await chat.turns.stop()
		await teams?.stop()
		await clockWork.stop()
		await outbox.stop()
		await base.knowledge.close()
		await base.store.close()
	}, logger)
	process.stdout.write(greeting(config, base.place.url))
}

/** What other processes did on the same store is looked at as if this one had done it. */
function hearNews({ store, logger }: Base, { live, turns }: Chat, outbox: Outbox, clockWork: ClockWork, teams?: Teams): void {
	store.onNews((news) => {
		if ('conversation' in news) return hearChatNews({ live, turns }, news)
		outbox.wake()
		if (news.kind === 'work') return
		void clockWork.tick()
		void teams?.resume()
		if (news.kind === 'everything') live.announceAll()
		live.wakeAll()
		turns.resumeUnhandled().catch((error: unknown) => logger.error({ err: error }, 'web chat turns could not be taken over'))
	})
}

async function createBase(config: Config, logger: Logger): Promise<Base> {
	const sampleFolder = path.join(ROOT, 'data/samples')
	const policies = path.join(ROOT, 'data/policies')
	const levels = await loadServiceLevels(path.join(policies, 'service-levels.yaml'))
	const { store, tokenKey } = await openStore({ place: config.STORE, logger, isQuiet: (at) => isQuiet(levels, at) })
	const partnerType = config.PARTNER_TYPE
	const settings = { partnerType, invoiceFormats: readInvoiceFormats(config.INVOICE_FORMATS) }
	const storeFolder = /^lowdb:(.+)$/u.exec(config.STORE)?.[1] ?? path.join(ROOT, 'data/store')
	const models = { cache: path.join(storeFolder, 'models'), shipped: path.join(ROOT, 'dist/models') }
	const [key, team, knowledge, invoices] = await Promise.all([
		tokenKey(config.TOKEN_SECRET),
		loadTeam(path.join(config.isDemo ? sampleFolder : policies, 'team.yaml')),
		createLiveKnowledge({ folder: KNOWLEDGE, ...models, settings, logger }),
		config.isDemo ? loadSampleInvoices(sampleFolder) : invoiceBook([]),
	])
	const samples = config.isDemo ? await loadSampleCustomers(sampleFolder) : []
	await Promise.all(samples.map((person) => store.customers.save(person)))
	const { articles, triage } = knowledge
	const policy = { ...levels, partnerType }
	const ends = { expires: config.MicrosoftAppPasswordExpires, timeZone: deskTimeZone(levels) }
	const secret = watchSecret({ ...ends, clock: Date.now, logger })
	const place = { url: config.PUBLIC_URL.replace(/\/+$/u, '') }
	const afterCommit = { wake: () => {} }
	const committed = () => afterCommit.wake()
	const kitFor = createKitFor({
		texts: loadTexts(path.join(ROOT, 'data/locales')),
		render: loadTemplates(path.join(ROOT, 'cards')),
		policy,
		team,
		clock: Date.now,
		topicTitle: (topic, locale) => articles.article(topic, locale)?.title ?? topic,
		newId: randomUUID,
	})
	const desk: Desk = { tickets: store.tickets, team, policy, clock: Date.now, readReply, committed }
	const links = createStatusLinks({ key, clock: now, publicUrl: () => place.url })
	const known = { secret, team, invoices, knowledge, articles, triage, samples }
	return { config, logger, store, key, ...known, kitFor, desk, links, place, afterCommit }
}

function createBotOf({ config, store, desk, triage, articles, kitFor, invoices, team, logger, place }: Base): Bot {
	const { saveReference } = store.references
	const feedback = createFeedback({ ...store, team, clock: Date.now })
	const articleLink = (language: string, id: string) => `${place.url}${articlePath(language, id)}`
	const own = { feedback, saveReference, readAmount, articleLink, tenantId: config.MicrosoftAppTenantId }
	return createBot({ ...store, ...own, desk, triage, articles, kitFor, invoices, logger })
}

/** The door for Teams: Microsoft's where the bot is registered, a stand-in's in tests and the tour, none in the plain demo. */
function createTeamsDoor({ config, logger, secret, kitFor, store, desk }: Base, bot: Bot) {
	const standIn = config.CONNECTOR_STAND_IN.replace(/\/+$/u, '')
	if (config.isDemo && standIn === '') return undefined
	const authentication = config.isDemo ? standInAuthentication(standIn) : teamsAuthentication(config, secret.tried)
	const onTurnError = createOnTurnError(kitFor)
	const limits = createSendingLimits(store.sends ?? createSendsInMemory(Date.now))
	const gate = createSendingGate({ limits, clock: Date.now, tenantPerSecond: config.TEAMS_SENDS_PER_SECOND })
	const line = createReplyLine({ gate, clock: Date.now, logger })
	const told = { newId: randomUUID, logger, tellUncertain: createTellUncertain(desk) }
	const replies = createReplyKeeping({ book: store.replies, carryReply: line.carry, ...told })
	const adapter = createTeamsAdapter({ authentication, logger, onTurnError, replies })
	const appId = config.isDemo ? STAND_IN_APP_ID : config.MicrosoftAppId
	const resume = () => replies.resume(adapter.leftFor(appId, bot))
	const stop = () => line.stop().then(replies.settled)
	return { adapter, appId, gate, givenUp: replies.givenUp, resume, stop }
}

/** The customers' chat: our own Direct Line endpoint with the bot behind it. */
function createChat({ store: { transcripts, others }, key, logger, kitFor }: Base, bot: Bot) {
	const tokens = createTokens({ key, clock: now, newId: randomUUID })
	const live = createLiveSockets({ transcripts, others, tokens, clock: now, newId: randomUUID, logger })
	const onTurnError = createOnTurnError(kitFor)
	const adapter = createDirectLineAdapter({ transcripts, clock: now, newId: randomUUID, live, logger, onTurnError })
	return { tokens, live, adapter, turns: createTurns({ adapter, transcripts, logic: bot, logger }) }
}

function createOutboxOf(
	{ config, store, desk, logger, team, kitFor, links }: Base,
	chat: Chat,
	teams: Teams | undefined,
): Outbox {
	const { mailbox, notices, references, transcripts, conversations } = store
	const { SMTP_URL: url, MAIL_FROM: from } = config
	const kept = config.isDemo ? createKeptMail({ mailbox, clock: Date.now }) : undefined
	const send = url === '' ? kept : createSmtp({ url, from })
	// Without mail, what the chat cannot carry is put before a person at once instead of after a day of vain tries.
	if (send === undefined) logger.warn('no SMTP_URL: customers are told in the chat only')
	const line = {
		async newestOf(userId: string) {
			const newest = (await transcripts.conversationsOfUser(userId))[0]
			return newest && { id: newest.id, locale: (await conversations.conversationState(newest.id))?.locale }
		},
		post: chat.adapter.post.bind(chat.adapter),
	}
	const eMail = send && createEMail({ send, mayDouble: url !== '', kitFor, statusLink: links.linkTo })
	const customer = [createWebChat({ chat: line, kitFor }), ...(eMail ? [eMail] : [])]
	const inTeams = teams && createTeams({ ...teams, references, team, kitFor, locale: 'en', logger, clock: Date.now })
	const staff = [...(inTeams ? [gatherAlarms(inTeams, { notices, clock: Date.now })] : []), createTab()]
	return createOutbox({ notices, desk, logger, channels: { customer, staff } })
}

function attachRooms(server: Server, base: Base, chat: Chat, teams: Teams | undefined): void {
	const { config, store, key, team } = base
	const { PARTNER_NAME: partnerName, PUBLIC_URL, SITE_SECRET: siteSecret, SITE_ORIGINS: origins, isDemo } = config
	const { customers, transcripts, notices, mailbox, questions, erasures } = store
	const said = { clock: now, newId: randomUUID, partnerName, isDemo, origins, admission: createAdmission() }
	const shared = { ...base, ...chat, customers, transcripts, notices, ...said }
	const lastConversation = async (userId: string) => (await transcripts.conversationsOfUser(userId))[0]?.id
	const signIn = createStaffSignIn({
		team,
		clock: now,
		key,
		isDemo,
		appId: config.MicrosoftAppId,
		tenantId: config.MicrosoftAppTenantId,
		publicHost: PUBLIC_URL === '' ? '' : new URL(PUBLIC_URL).host,
	})
	attachHealth(server, { ...base, isReady: () => canKeep(store) })
	attachMetrics(server, { ...base, tickets: store.tickets, notices, now: Date.now, givenUpReplies: teams?.givenUp })
	attachDirectLine(server, { ...shared, siteSecret, publicUrl: PUBLIC_URL === '' ? undefined : PUBLIC_URL })
	attachWebChatToken(server, { ...shared, lastConversation, siteSecret })
	attachStatusPage(server, shared)
	attachArticlePage(server, { ...base, partnerType: config.PARTNER_TYPE })
	const fileAddress = async (id: string) => `${FILES_PATH}${encodeURIComponent(id)}?t=${await chat.tokens.issueFile(id)}`
	attachTab(server, { ...shared, questions, erasures, knowledgeFolder: KNOWLEDGE, signIn, readAmount, fileAddress })
	attachStaticFiles(server, { mount: '/tab', folder: path.join(ROOT, 'dist/web/tab') })
	attachStaticFiles(server, { mount: '', folder: path.join(ROOT, 'dist/web'), only: ['widget.js'] })
	if (!isDemo) return
	attachDemoMail(server, { ...base, mailbox })
	attachStaticFiles(server, { mount: '', folder: path.join(ROOT, 'data/samples/site') })
}
