import type { OfferedAction } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { menu } from './menu.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'

const SHOWN = 3

/** What this person may do now: the most sensible step stressed, a few beside it, the rest in a menu. */
export function actionBar(actions: readonly OfferedAction[], state: DeskState, desk: Desk): Described {
	const { shown, rest } = arranged(actions)
	const primary = shown[0]
	const button = (action: OfferedAction) => actionButton(action, action === primary, state, desk)
	const items = rest.map(({ verb, title, style }) => ({
		id: verb,
		title,
		isRisky: style === 'destructive',
		run: () => desk.act(verb),
	}))
	return h(
		'div',
		{ class: 'action-bar', key: 'actions', role: 'group', 'aria-label': say('actions.label') },
		actions.length === 0 && h('p', { class: 'quiet' }, say('actions.none')),
		shown.map(button),
		items.length > 0 && menu({ id: 'more-actions', label: say('actions.more'), items }),
	)
}

function arranged(actions: readonly OfferedAction[]): { shown: OfferedAction[]; rest: OfferedAction[] } {
	const weight = ({ style }: OfferedAction) => (style === 'positive' ? 0 : style === 'destructive' ? 2 : 1)
	const ordered = actions.toSorted((one, other) => weight(one) - weight(other))
	// A menu for a single entry would only hide it.
	const room = ordered.length === SHOWN + 1 ? SHOWN + 1 : SHOWN
	return { shown: ordered.slice(0, room), rest: ordered.slice(room) }
}

function actionButton({ verb, title, style }: OfferedAction, isPrimary: boolean, { running }: DeskState, desk: Desk): Child {
	const look = style === 'destructive' ? 'destructive-outline' : isPrimary ? 'primary' : ''
	return h(
		'button',
		{
			key: verb,
			type: 'button',
			class: `button ${look}`,
			'data-verb': verb,
			disabled: running !== undefined,
			'aria-busy': running === verb ? 'true' : undefined,
			onclick: () => desk.act(verb),
		},
		title,
	)
}
