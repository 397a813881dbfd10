import { renderMarkdown, safeAddress } from '../shared/markdown.ts'
import { type Api, messageOf } from './api.ts'
import { copyText } from './clipboard.ts'
import { plainAnswer } from './plain-answer.ts'
import type { Article } from './contract.ts'
import { openDialog } from './dialog.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { messageBar } from './message-bar.ts'
import { createNewest } from './newest.ts'
import { skeletonList } from './skeletons.ts'
import { say } from './texts.ts'
import { day } from './times.ts'

const TYPING = 250

interface KnowledgeState {
	text: string
	articles?: readonly Article[] | undefined
	problem?: string | undefined
	/** The article whose answer was copied last. */
	copied?: string | undefined
	isSearching: boolean
}

/** Searches the knowledge beside the work; `about` is the title of the open ticket, offered as a first search. */
export function openKnowledgeDrawer(api: Api, about: string | undefined): void {
	const state: KnowledgeState = { text: '', isSearching: false }
	let typing: ReturnType<typeof setTimeout> | undefined
	const dialog = openDialog('drawer')
	const draw = () => {
		if (dialog.element.isConnected) dialog.draw({ title: say('knowledge.title'), body: body() })
	}
	const search = createNewest<readonly Article[]>({
		ask: () => api.get(`/articles?${new URLSearchParams({ text: state.text })}`),
		accept(articles) {
			Object.assign(state, { articles, problem: undefined, isSearching: false })
			draw()
		},
		refuse(error) {
			Object.assign(state, { articles: undefined, problem: messageOf(error), isSearching: false })
			draw()
		},
	})
	function look(text: string): void {
		Object.assign(state, { text, isSearching: text !== '', articles: text === '' ? undefined : state.articles })
		search.forget()
		if (text !== '') void search.load()
		draw()
	}
	async function copy({ id, answer }: Article): Promise<void> {
		state.copied = (await copyText(plainAnswer(answer))) ? id : undefined
		draw()
	}
	function body(): Child[] {
		const onType = (text: string) => {
			clearTimeout(typing)
			typing = setTimeout(() => look(text.trim()), TYPING)
		}
		return [
			searchField(state, onType),
			h('div', { class: 'articles', 'aria-live': 'polite', key: 'found' }, found(state, about, look, copy)),
		]
	}
	draw()
}

function searchField({ text }: KnowledgeState, onType: (text: string) => void): Described {
	return h(
		'div',
		{ class: 'search in-drawer', key: 'search' },
		icon('search'),
		h('input', {
			type: 'search',
			class: 'search-input',
			value: text,
			autofocus: true,
			placeholder: say('knowledge.search'),
			'aria-label': say('knowledge.search'),
			oninput: (event: Event) => onType((event.target as HTMLInputElement).value),
		}),
	)
}

function found(
	state: KnowledgeState,
	about: string | undefined,
	look: (text: string) => void,
	copy: (article: Article) => Promise<void>,
): Child {
	const { articles, problem, text, isSearching } = state
	if (problem !== undefined) return messageBar('error', problem)
	if (articles === undefined) return isSearching ? skeletonList() : start(about, look)
	if (articles.length === 0) return nothing(say('knowledge.none', { text }), say('knowledge.noneHint'))
	return articles.map((article) => articleView(article, state.copied === article.id, () => void copy(article)))
}

function start(about: string | undefined, look: (text: string) => void): Child[] {
	const offer =
		about !== undefined && h('button', { type: 'button', class: 'button', onclick: () => look(about) }, icon('search'), about)
	return [nothing(say('knowledge.start'), say('knowledge.startHint')), offer && h('div', { class: 'offer' }, offer)]
}

function nothing(title: string, hint: string): Described {
	return h('div', { class: 'empty' }, h('div', { class: 'empty-drawing' }, icon('book')), h('h3', {}, title), h('p', {}, hint))
}

function articleView(article: Article, isCopied: boolean, copy: () => void): Described {
	const { id, title, topicText, answer, sources, effective } = article
	return h(
		'article',
		{ class: 'panel article', key: id },
		topicText !== title && h('p', { class: 'article-topic' }, topicText),
		h('h3', {}, title),
		h('div', { class: 'prose', key: answer, mount: (place) => place.append(renderMarkdown(answer)) }),
		h(
			'footer',
			{ class: 'article-foot' },
			sourceList(sources),
			effective !== '' && h('p', { class: 'quiet' }, say('knowledge.effective', { date: day(effective) })),
		),
		h(
			'button',
			{ type: 'button', class: 'button small', onclick: copy },
			icon(isCopied ? 'check' : 'copy'),
			say(isCopied ? 'knowledge.copied' : 'knowledge.copy'),
		),
	)
}

function sourceList(sources: readonly string[]): Child {
	if (sources.length === 0) return undefined
	const view = (source: string) => {
		const href = safeAddress(source)
		const link = h(
			'a',
			{ href, target: '_blank', rel: 'noopener noreferrer' },
			href === undefined ? source : new URL(href).hostname,
		)
		return h('li', {}, href === undefined ? source : link)
	}
	return h('ul', { class: 'sources', 'aria-label': say('knowledge.sources') }, sources.map(view))
}
