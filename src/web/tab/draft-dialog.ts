import { type Api, messageOf } from './api.ts'
import { openDialog } from './dialog.ts'
import { type Child, type Described, h } from './dom.ts'
import { draftFields, readDraft } from './draft-view.ts'
import { messageBar } from './message-bar.ts'
import type { DraftAnswer, Gap } from './report-contract.ts'
import { skeletonForm } from './skeletons.ts'
import { say } from './texts.ts'
import { showToast } from './toasts.ts'

interface Flow {
	readonly api: Api
	readonly gap: Gap
	readonly mayApprove: boolean
	/** Called when the article is saved. */
	readonly done: () => void
}

interface DraftState {
	answer?: DraftAnswer | undefined
	problem?: string | undefined
	isSending: boolean
}

/** The article that a gap asks for, to be read, corrected and approved. */
export function openDraftDialog(flow: Flow): void {
	const { api, gap, done } = flow
	const state: DraftState = { isSending: false }
	const dialog = openDialog('dialog')
	let isShown = false

	function show(change: Partial<DraftState>): void {
		Object.assign(state, change)
		if (isShown && !dialog.element.isConnected) return
		isShown = true
		dialog.draw({ title: say('draft.title'), subtitle: subtitle(gap), body: body(state), footer: footer() })
	}

	async function approve(): Promise<void> {
		const draft = readDraft(dialog.element)
		show({ isSending: true, problem: undefined })
		try {
			await api.post(`/gaps/${gap.id}/article`, draft)
			dialog.close()
			showToast({ text: say('draft.approved'), tone: 'good' })
			done()
		} catch (error) {
			show({ problem: messageOf(error) })
			dialog.element.querySelector('.modal-body')?.scrollTo({ top: 0 })
		}
		show({ isSending: false })
	}

	function footer(): Child[] {
		return [
			h('button', { type: 'button', class: 'button', key: 'cancel', onclick: dialog.close }, say('common.cancel')),
			flow.mayApprove && state.answer !== undefined && approveButton(state.isSending, () => void approve()),
			!flow.mayApprove && h('p', { class: 'quiet draft-note', key: 'note' }, say('draft.onlyManagers')),
		]
	}

	show({})
	api
		.get<DraftAnswer>(`/gaps/${gap.id}/draft`)
		.then((answer) => show({ answer }))
		.catch((error: unknown) => show({ problem: messageOf(error) }))
}

function approveButton(isSending: boolean, onclick: () => void): Described {
	return h(
		'button',
		{
			type: 'button',
			class: 'button primary',
			key: 'approve',
			'data-testid': 'approve',
			disabled: isSending,
			'aria-busy': isSending ? 'true' : undefined,
			onclick,
		},
		say('draft.approve'),
	)
}

function subtitle({ language, answeredIn = '' }: Gap): string {
	return say('draft.subtitle', { language: say(`gaps.language.${language}`), ticket: answeredIn })
}

function body({ answer, problem }: DraftState): Child[] {
	return [
		h('div', { class: 'form-messages', role: 'alert', key: 'messages' }, problem !== undefined && messageBar('error', problem)),
		answer === undefined ? problem === undefined && skeletonForm() : draftFields(answer),
	]
}
