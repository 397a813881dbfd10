import { avatar } from './badges.ts'
import type { Person } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import type { Desk, DeskState } from './state.ts'
import { locale, say } from './texts.ts'

const TYPING = 250
let typing: ReturnType<typeof setTimeout> | undefined

/** Partner, search, knowledge, notifications, language and person. */
export function headerView(state: DeskState, desk: Desk): Described {
	return h(
		'header',
		{ class: 'header' },
		brand(state.session.partnerName),
		searchBox(state, desk),
		h(
			'div',
			{ class: 'header-tools' },
			h(
				'button',
				{ type: 'button', class: 'tool-button', onclick: desk.openKnowledge, 'data-testid': 'knowledge' },
				icon('book'),
				h('span', { class: 'tool-label' }, say('knowledge.title')),
			),
			state.me?.role === 'manager' && eraser(desk),
			bell(state, desk),
			languages(desk),
			state.session.demo ? personSwitch(state, desk) : me(state.me),
		),
	)
}

function brand(partnerName: string): Described {
	return h(
		'div',
		{ class: 'brand' },
		h(
			'svg',
			{ class: 'brand-mark', viewBox: '0 0 32 32', 'aria-hidden': 'true' },
			h('path', { class: 'brand-ring', d: 'M25 16a9 9 0 1 1-3.1-6.8' }),
			h('path', { class: 'brand-check', d: 'm12 16 3.2 3.2L24.5 9' }),
		),
		h('div', { class: 'brand-names' }, h('strong', {}, partnerName), h('span', {}, say('header.desk'))),
	)
}

function searchBox({ route }: DeskState, desk: Desk): Described {
	const search = (text: string) => desk.go({ text }, { replace: true })
	return h(
		'form',
		{ class: 'search', role: 'search', onsubmit: (event: Event) => event.preventDefault() },
		icon('search'),
		h('input', {
			type: 'search',
			class: 'search-input',
			value: route.text,
			placeholder: say('header.search'),
			'aria-label': say('header.search'),
			oninput(event: Event) {
				const { value } = event.target as HTMLInputElement
				clearTimeout(typing)
				typing = setTimeout(() => search(value.trim()), TYPING)
			},
		}),
	)
}

function eraser(desk: Desk): Described {
	return h(
		'button',
		{
			type: 'button',
			class: 'tool-button',
			'data-testid': 'erase-customer',
			'aria-label': say('erase.title'),
			title: say('erase.title'),
			onclick: () => desk.eraseCustomer(),
		},
		icon('lock'),
	)
}

function bell({ notifications }: DeskState, desk: Desk): Described {
	const unread = notifications?.unread ?? 0
	return h(
		'button',
		{
			type: 'button',
			class: 'tool-button bell',
			'data-testid': 'bell',
			'aria-label': unread > 0 ? say('notifications.labelUnread', { count: unread }) : say('notifications.title'),
			title: say('notifications.title'),
			onclick: desk.openNotifications,
		},
		icon('bell'),
		unread > 0 && h('span', { class: 'count-bubble' }, unread > 99 ? '99+' : String(unread)),
	)
}

function languages(desk: Desk): Described {
	const choice = (code: 'en' | 'fr', name: string) =>
		h(
			'button',
			{
				type: 'button',
				class: 'segment',
				lang: code,
				'aria-label': name,
				'aria-pressed': String(locale() === code),
				onclick: () => desk.chooseLanguage(code),
			},
			code.toUpperCase(),
		)
	return h(
		'div',
		{ class: 'segments', role: 'group', 'aria-label': say('header.language') },
		choice('en', 'English'),
		choice('fr', 'Français'),
	)
}

function personSwitch({ session, me: person }: DeskState, desk: Desk): Described {
	return h(
		'label',
		{ class: 'person-switch', title: say('header.demoHint') },
		avatar(person?.name ?? '?'),
		h('span', { class: 'person-label' }, say('header.youAre')),
		h(
			'select',
			{
				class: 'person-select',
				'data-testid': 'person',
				onchange: (event: Event) => desk.choosePerson((event.target as HTMLSelectElement).value),
			},
			(session.staff ?? []).map((each) =>
				h('option', { key: each.id, value: each.id, selected: each.id === person?.id }, nameAndRole(each)),
			),
		),
		icon('down'),
	)
}

function me(person: Person | undefined): Child {
	if (person === undefined) return undefined
	return h(
		'div',
		{ class: 'person-switch', title: nameAndRole(person) },
		avatar(person.name),
		h('span', { class: 'person-label' }, person.name),
	)
}

function nameAndRole({ name, role }: Person): string {
	return `${name} (${say(`roles.${role}`)})`
}
