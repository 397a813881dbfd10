import { openDialog } from './dialog.ts'
import type { DeskNotification } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { skeletonList } from './skeletons.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'
import { exactly, moment } from './times.ts'

/** The bell's panel. The answer draws it again, while it is open. */
export function openNotificationsDrawer(state: DeskState, desk: Desk, read: (ids: readonly string[]) => void): () => void {
	const dialog = openDialog('drawer')
	const draw = () => {
		const items = state.notifications?.items
		const unread = (items ?? []).filter((item) => !item.read).map(({ id }) => id)
		dialog.draw({
			title: say('notifications.title'),
			body: [
				unread.length > 0 &&
					h(
						'button',
						{ type: 'button', class: 'link-button mark-read', key: 'read', onclick: () => read(unread) },
						say('notifications.markAll'),
					),
				content(items, state.now, (item, act) => {
					dialog.close()
					desk.followNotification(item, act)
				}),
			],
		})
	}
	draw()
	return () => {
		if (dialog.element.open) draw()
	}
}

type Follow = (item: DeskNotification, act: boolean) => void

function content(items: readonly DeskNotification[] | undefined, now: number, follow: Follow): Child {
	if (items === undefined) return skeletonList()
	if (items.length === 0) {
		return h(
			'div',
			{ class: 'empty', key: 'empty' },
			h('div', { class: 'empty-drawing' }, icon('bell')),
			h('h3', {}, say('notifications.none')),
			h('p', {}, say('notifications.noneHint')),
		)
	}
	return h(
		'ul',
		{ class: 'notifications', key: 'items' },
		items.map((item) => itemView(item, now, follow)),
	)
}

function itemView(item: DeskNotification, now: number, follow: Follow): Described {
	const { action } = item
	return h(
		'li',
		{ class: `notification${item.read ? '' : ' unread'}`, key: item.id, 'data-kind': item.kind },
		h(
			'button',
			{ type: 'button', class: 'notification-open', onclick: () => follow(item, false) },
			h(
				'span',
				{ class: 'notification-head' },
				h('span', { class: 'number' }, item.ticket),
				!item.read && h('span', { class: 'badge accent' }, say('notifications.new')),
				h('time', { class: 'quiet', title: exactly(item.at) }, moment(item.at, now)),
			),
			h('span', { class: 'notification-text' }, item.text),
		),
		action &&
			h(
				'button',
				{ type: 'button', class: 'button small', 'data-verb': action.verb, onclick: () => follow(item, true) },
				action.title,
			),
	)
}
