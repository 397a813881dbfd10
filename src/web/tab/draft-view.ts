import { type Child, type Described, h } from './dom.ts'
import { messageBar } from './message-bar.ts'
import { type ArticleDraft, type DraftAnswer, NEXT_STEPS } from './report-contract.ts'
import { say } from './texts.ts'

type Choice = readonly [value: string, title: string]

/** The fields of a drafted article, filled in. */
export function draftFields({ draft, topics }: DraftAnswer): Described {
	const known = topics.map(({ id, title }): Choice => [id, title === id ? say('draft.newTopic', { id }) : title])
	const audiences: Choice[] = [
		['everybody', say('draft.everybody')],
		['staff', say('draft.staff')],
	]
	const steps = NEXT_STEPS.map((step): Choice => [step, say(`draft.nexts.${step}`)])
	const { title, topic, audience, next, questions, body, id, language, sources } = draft
	return h(
		'div',
		{ class: 'draft', key: 'draft' },
		messageBar('info', say('draft.check')),
		field(say('draft.name'), h('input', { name: 'title', class: 'field-input', value: title, lang: language, maxlength: 200 })),
		field(say('draft.body'), h('textarea', { name: 'body', class: 'field-input', rows: 8, value: body, lang: language })),
		field(
			say('draft.questions'),
			h('textarea', { name: 'questions', class: 'field-input', rows: 5, value: questions.join('\n'), lang: language }),
		),
		h(
			'div',
			{ class: 'field-pair' },
			field(say('draft.topic'), select('topic', known, topic)),
			field(say('draft.audience'), select('audience', audiences, audience.includes('customer') ? 'everybody' : 'staff')),
			field(say('draft.next'), select('next', steps, next)),
			field(say('draft.file'), h('input', { name: 'id', class: 'field-input', value: id, maxlength: 80, spellcheck: 'false' })),
		),
		h('p', { class: 'quiet' }, say('draft.source', { source: sources.join(', ') })),
	)
}

function field(label: string, input: Described): Described {
	return h('label', { class: 'field' }, h('span', { class: 'field-label' }, label), input)
}

function select(name: string, choices: readonly Choice[], chosen: string): Described {
	const options: Child[] = choices.map(([value, title]) => h('option', { value, selected: value === chosen }, title))
	return h('select', { name, class: 'field-input' }, options)
}

/** What stands in the fields now. */
export function readDraft(form: HTMLElement): Omit<ArticleDraft, 'language' | 'sources'> {
	const value = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value.trim() ?? ''
	const lines = value('questions').split('\n')
	return {
		id: value('id'),
		topic: value('topic'),
		title: value('title'),
		body: value('body'),
		audience: value('audience') === 'staff' ? ['staff'] : ['customer', 'staff'],
		next: NEXT_STEPS.find((step) => step === value('next')) ?? 'answer',
		questions: lines.map((line) => line.trim()).filter((line) => line !== ''),
	}
}
