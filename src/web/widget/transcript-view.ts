import { element } from '../shared/element.ts'
import { createFollower } from './follower.ts'
import { type MessageContext, renderAvatar, renderMessage, speakerOf } from './message-view.ts'
import { dayOf, isSameDay, timeOf } from './times.ts'
import { byPlace, type Entry } from './transcript.ts'

/** The list of messages on the screen. */
export interface TranscriptView {
	element: HTMLElement
	/** Shows an entry at the end, or anew where it already stands. */
	show(entry: Entry): void
	/** Takes everything off the screen. */
	clear(): void
	/** Shows a line that nobody said. */
	notice(text: string): void
	/** Shows that somebody types, until their message comes or a moment has passed. */
	typing(name: string | undefined): void
	/** Something below the messages changed its size. */
	settle(): void
	/** Scrolls to the latest message. */
	toEnd(): void
	/** While history arrives, screen readers stay quiet. */
	busy(isBusy: boolean): void
}

interface Shown {
	entry: Entry
	row: HTMLElement
	isFirst: boolean
}

const GROUP_GAP = 5 * 60_000
const TYPING_TIME = 8000

function hasCards({ activity }: Entry): boolean {
	return activity.attachments.length > 0
}

/** An empty list. */
export function createTranscriptView(context: MessageContext, now: () => number): TranscriptView {
	const { texts } = context
	const list = element('div', { class: 'messages', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions' })
	const dots = element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i'))
	const typingText = element('span', { class: 'for-readers', role: 'status' })
	const typingRow = element('div', { class: 'typing', hidden: true }, dots, typingText)
	const scroller = element('div', { class: 'scroller', role: 'region', tabindex: '0' }, list, typingRow)
	const follower = createFollower(scroller, texts)
	const shown = new Map<string, Shown>()
	let typingTimer: ReturnType<typeof setTimeout> | undefined

	function drawMeta(entry: Entry): HTMLElement {
		const { at } = entry.activity
		const time = element('time', { datetime: new Date(at).toISOString() }, timeOf(at, texts))
		return element('div', { class: 'meta' }, element('span', { class: 'speaker' }, speakerOf(entry, context)), time)
	}

	function drawRow(entry: Entry, isFirst: boolean): HTMLElement {
		const row = element('div', { class: `row row-${entry.from}${isFirst ? ' first' : ''} ${entry.delivery}` })
		if (isFirst && entry.from !== 'user') row.append(renderAvatar(entry, context))
		if (isFirst) row.append(drawMeta(entry))
		row.append(renderMessage(entry, context))
		if (!row.querySelector('.message-body > :not(.for-readers)')) row.hidden = true
		return row
	}

	function add(entry: Entry): void {
		const next = [...shown.values()].find((other) => byPlace(other.entry.activity, entry.activity) > 0)
		if (next === undefined) append(entry)
		else insert(entry, next)
	}

	/** Something that belongs further up, such as history that comes after what was written meanwhile. */
	function insert(entry: Entry, next: Shown): void {
		const row = drawRow(entry, true)
		const later = [...shown].filter(([, other]) => byPlace(other.entry.activity, entry.activity) > 0)
		for (const [key] of later) shown.delete(key)
		shown.set(entry.key, { entry, row, isFirst: true })
		for (const [key, other] of later) shown.set(key, other)
		follower.around(() => next.row.before(row), false)
	}

	/** A message of ours that has got its number may have to step before one that came faster. */
	function move(at: Shown, entry: Entry): void {
		shown.delete(entry.key)
		at.row.remove()
		add(entry)
	}

	function append(entry: Entry): void {
		const last = [...shown.values()].at(-1)?.entry
		const newDay = !last || !isSameDay(last.activity.at, entry.activity.at)
		if (newDay) list.append(element('div', { class: 'day' }, dayOf(entry.activity.at, now(), texts)))
		const sameSpeaker = last && last.from === entry.from && last.activity.from.name === entry.activity.from.name
		const isFirst = newDay || !sameSpeaker || entry.activity.at - last.activity.at > GROUP_GAP
		const row = drawRow(entry, isFirst)
		shown.set(entry.key, { entry, row, isFirst })
		row.classList.add('new')
		follower.append(row, list, entry.from === 'user')
	}

	function isOvertaken(entry: Entry): boolean {
		const all = [...shown.values()]
		const index = all.findIndex((other) => other.entry.key === entry.key)
		return all.slice(index + 1).some((other) => byPlace(other.entry.activity, entry.activity) < 0)
	}

	function redraw(at: Shown, entry: Entry): void {
		const row = drawRow(entry, at.isFirst)
		follower.around(() => at.row.replaceWith(row), false)
		Object.assign(at, { entry, row })
	}

	function typing(name: string | undefined): void {
		clearTimeout(typingTimer)
		follower.around(() => {
			typingRow.hidden = name === undefined
			typingText.textContent = name === undefined ? '' : texts.say('typing', { name })
		}, false)
		if (name !== undefined) typingTimer = setTimeout(() => typing(undefined), TYPING_TIME)
	}

	function clear(): void {
		shown.clear()
		list.replaceChildren()
		typing(undefined)
	}

	texts.live(() => {
		scroller.setAttribute('aria-label', texts.say('conversation'))
		// A card that is being filled in keeps what was entered, in the language it was sent in.
		for (const at of shown.values()) {
			if (hasCards(at.entry)) at.row.querySelector('.meta')?.replaceWith(drawMeta(at.entry))
			else redraw(at, at.entry)
		}
	})

	return {
		element: element('div', { class: 'transcript' }, scroller, follower.button),
		typing,
		clear,
		settle: () => follower.around(() => undefined, false),
		toEnd: () => follower.toEnd(),
		notice: (text) => follower.around(() => list.append(element('p', { class: 'notice' }, text)), false),
		busy: (isBusy) => list.setAttribute('aria-busy', String(isBusy)),
		show(entry) {
			const at = shown.get(entry.key)
			if (at === undefined) add(entry)
			else if (isOvertaken(entry)) move(at, entry)
			else redraw(at, entry)
			if (entry.from !== 'user') typing(undefined)
		},
	}
}
