import type { CardSubmit } from './card-view.ts'
import { brandVariables } from './color.ts'
import { createComposer } from './composer.ts'
import { createConversation } from './conversation.ts'
import { createDrafts } from './drafts.ts'
import { createLauncher } from './launcher.ts'
import { firstLocale, type WidgetOptions } from './options.ts'
import { createPanel } from './panel.ts'
import { postBackData } from './post-back.ts'
import type { Session } from './session.ts'
import { createSessionStore } from './session-store.ts'
import { soon } from './soon.ts'
import { createSuggestions } from './suggestions.ts'
import { createTexts, type Locale, localeOf } from './texts.ts'
import type { Entry } from './transcript.ts'
import { createTranscriptView } from './transcript-view.ts'
import { createUnread } from './unread.ts'
import { onWakeUp } from './wake-up.ts'
import css from './widget.css?inline'

const PANEL_ID = 'loopdesk-panel'
/** The history of a resumed conversation has arrived when nothing came for this long. */
const QUIET = 600

function createShadow(color: string): ShadowRoot {
	const host = document.createElement('loopdesk-widget')
	for (const [name, value] of Object.entries(brandVariables(color))) host.style.setProperty(name, value)
	const shadow = host.attachShadow({ mode: 'open' })
	const sheet = new CSSStyleSheet()
	sheet.replaceSync(css)
	shadow.adoptedStyleSheets = [sheet]
	document.body.append(host)
	return shadow
}

/** Puts the chat on the page. It speaks to the desk only once the customer opens it, or when he did on an earlier page. */
export function startWidget(options: WidgetOptions): void {
	const now = () => Date.now()
	const store = createSessionStore(options)
	const texts = createTexts(localeOf(store.note('person', 'locale')) ?? firstLocale(options))
	const unread = createUnread(store)
	const drafts = createDrafts(store)
	let partnerName = store.read()?.partnerName || options.title || texts.say('title')
	let isOpen = false
	let quiet: ReturnType<typeof setTimeout> | undefined

	const conversation = createConversation({
		options,
		store,
		now,
		locale: () => texts.locale(),
		random: () => Math.random(),
		newId: () => crypto.randomUUID(),
		events: {
			onStatus: (status) => panel.setStatus(status),
			onSession,
			onEntry,
			onTyping: (name) => view.typing(name || partnerName),
			onGone,
		},
	})
	const { transcript } = conversation
	const view = createTranscriptView(
		{
			texts,
			partnerName: () => partnerName,
			useOf: (id) => transcript.useOf(id),
			onCardSubmit,
			drafts,
			onTryAgain: (key) => conversation.tryAgain(key),
		},
		now,
	)
	const suggestions = createSuggestions((answer) => conversation.say(answer))
	const composer = createComposer({ texts, drafts, onSend: (text, files) => conversation.write(text, files) })
	const body = [view.element, suggestions.element, composer.element]
	const panel = createPanel({ id: PANEL_ID, texts, partnerName, body, onLocale, onClose: () => show(false) })
	const launcher = createLauncher(texts, PANEL_ID, () => show(!isOpen))

	function onSession(session: Session, isNew: boolean): void {
		if (session.partnerName) partnerName = session.partnerName
		panel.setPartner(partnerName)
		if (!isNew) return
		view.clear()
		view.notice(texts.say('newConversation'))
	}

	function onGone(): void {
		view.clear()
		view.notice(texts.say('goneConversation'))
		suggestions.offer([])
		tellUnread()
	}

	function onLocale(locale: Locale): void {
		if (locale === texts.locale()) return
		store.keep('person', 'locale', locale)
		texts.change(locale)
		conversation.say({ type: 'event', name: 'change-language', value: locale })
	}

	function onCardSubmit(entry: Entry, { title, value, reusable }: CardSubmit): void {
		// What a message replies to is what marks a card as used.
		const replyToId = reusable ? undefined : entry.activity.id
		conversation.say({ type: 'message', value, replyToId, channelData: postBackData(title) })
		composer.focusUnlessTouch()
	}

	function onEntry(entry: Entry): void {
		view.show(entry)
		showUseOf(entry)
		settleSoon()
	}

	const settleSoon = soon(() => {
		suggestions.offer(transcript.suggesting()?.activity.suggested ?? [])
		view.settle()
		clearTimeout(quiet)
		quiet = setTimeout(() => view.busy(false), QUIET)
		tellUnread()
	})

	/** The card that this message of the customer used, or, after a failure, did not use. */
	function showUseOf({ from, activity, delivery }: Entry): void {
		if (from !== 'user' || !activity.replyToId) return
		if (delivery === 'sent') drafts.keep(activity.replyToId, undefined)
		const card = transcript.entries().find((each) => each.activity.id === activity.replyToId)
		if (card) view.show(card)
	}

	function tellUnread(): void {
		if (isOpen) unread.readAll(transcript.entries())
		launcher.show({ isOpen, unread: unread.count(transcript.entries()) })
	}

	function show(open: boolean): void {
		isOpen = open
		panel.element.hidden = !open
		store.keep('tab', 'open', open ? 'yes' : undefined)
		tellUnread()
		if (!open) return launcher.element.focus()
		conversation.start()
		view.toEnd()
		composer.focusUnlessTouch()
	}

	view.busy(true)
	createShadow(options.color).append(launcher.element, panel.element)
	onWakeUp(now, () => conversation.wake())
	tellUnread()
	if (store.note('tab', 'open')) show(true)
	else if (store.read()) conversation.start()
}
