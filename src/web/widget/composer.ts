import { textOf } from './activity.ts'
import { button, element } from '../shared/element.ts'
import type { Drafts } from './drafts.ts'
import { createFileTray } from './file-tray.ts'
import { icon } from './icons.ts'
import type { Texts } from './texts.ts'

/** Where the customer writes. */
export interface Composer {
	element: HTMLElement
	/** Puts the cursor here, except on touch screens, where that would cover half of the screen with a keyboard. */
	focusUnlessTouch(): void
}

/** Characters that one message may have; the desk refuses longer ones. */
const LONGEST = 8000
/** From here on the hint counts down. */
const HINT_FROM = 7500
const HIGHEST = 144

interface Ports {
	texts: Texts
	drafts: Drafts
	onSend(text: string, files: readonly File[]): void
}

/** Its draft; cards' drafts have the ids of their messages. */
const DRAFT = 'composer'

/** A composer with what was left in it on an earlier page. */
export function createComposer({ texts, drafts, onSend }: Ports): Composer {
	const input = element('textarea', { class: 'input', rows: '1', enterkeyhint: 'send', 'aria-describedby': 'hint' })
	const hint = element('p', { class: 'hint', id: 'hint', 'aria-live': 'polite', hidden: true })
	const tray = createFileTray(texts, update)
	const send = element('button', { type: 'submit', class: 'send' }, icon('send'))
	const attach = button({ class: 'attach' }, () => tray.pick(), icon('attach'))
	const form = element(
		'form',
		{ class: 'composer', tabindex: '-1' },
		tray.element,
		element('div', { class: 'line' }, attach, input, send),
		hint,
		tray.picker,
	)

	function typed(): void {
		drafts.keep(DRAFT, input.value === '' ? undefined : { text: input.value })
		update()
	}

	function update(): void {
		const left = LONGEST - input.value.length
		input.style.height = 'auto'
		// A closed panel measures nothing.
		if (input.scrollHeight > 0) input.style.height = `${Math.min(input.scrollHeight, HIGHEST)}px`
		hint.hidden = input.value.length < HINT_FROM
		hint.classList.toggle('failed', left < 0)
		hint.textContent = left < 0 ? texts.say('tooLong', { over: -left }) : texts.say('charactersLeft', { left })
		send.disabled = left < 0 || (input.value.trim() === '' && tray.files().length === 0)
	}

	function submit(): void {
		if (send.disabled) return update()
		onSend(input.value.trim(), tray.files())
		input.value = ''
		tray.clear()
		typed()
		input.focus()
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault()
		submit()
	})
	input.value = textOf(drafts.of(DRAFT)?.['text']) ?? ''
	input.addEventListener('input', typed)
	input.addEventListener('keydown', (event) => {
		// While a Japanese or Chinese word is being composed, Enter chooses the word.
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
		event.preventDefault()
		submit()
	})
	input.addEventListener('paste', (event) => {
		const files = [...(event.clipboardData?.files ?? [])]
		if (files.length > 0) event.preventDefault()
		tray.add(files)
	})
	texts.live(() => {
		setNames({ input, send, attach }, texts)
		update()
	})
	return {
		element: form,
		focusUnlessTouch() {
			update()
			if (matchMedia('(hover: hover)').matches) input.focus()
			else form.focus()
		},
	}
}

function setNames(parts: { input: HTMLTextAreaElement; send: HTMLElement; attach: HTMLElement }, texts: Texts): void {
	parts.input.placeholder = texts.say('writeHere')
	parts.input.setAttribute('aria-label', texts.say('writeHere'))
	for (const name of ['send', 'attach'] as const) {
		parts[name].setAttribute('aria-label', texts.say(name))
		parts[name].title = texts.say(name)
	}
}
