import type * as AdaptiveCards from 'adaptivecards'
import type { Card } from '../../src/cards/templates.ts'

// The package's entry does not load in Node; its bundle does, and has no types of its own.
const bundle = '../../node_modules/adaptivecards/dist/adaptivecards.js'
const loaded = (await import(bundle)) as { default: typeof AdaptiveCards }
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = loaded.default

/** Teams and our own widgets fold away what is more than fits; the library's own limit is five. */
const HOST = new HostConfig({ actions: { maxActions: 30 } })

type Node = Readonly<Record<string, unknown>>

/** Every object inside a card, the card itself first. */
export function nodesOf(node: unknown): Node[] {
	if (Array.isArray(node)) return node.flatMap(nodesOf)
	if (typeof node !== 'object' || node === null) return []
	return [node as Node, ...Object.values(node).flatMap(nodesOf)]
}

/** All texts in a card, wherever they stand. */
export function stringsOf(node: unknown): string[] {
	if (typeof node === 'string') return [node]
	if (Array.isArray(node)) return node.flatMap(stringsOf)
	return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsOf) : []
}

/** Texts that readers of Adaptive Cards take for Markdown: `TextBlock.text` and both sides of a fact. */
export function markdownOf(card: Card): string[] {
	return nodesOf(card).flatMap((node) => {
		if (node['type'] === 'TextBlock') return [String(node['text'])]
		if (node['type'] !== 'FactSet') return []
		return (node['facts'] as Node[]).flatMap(({ title, value }) => [String(title), String(value)])
	})
}

/** The buttons of a card, `selectAction` included. */
export function actionsOf(card: Card): Node[] {
	return nodesOf(card).filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'))
}

/** Top-level buttons by verb. */
export function verbsOf(card: Card): string[] {
	const actions = card['actions'] as readonly { data: { verb: string; form?: string } }[]
	return actions.map(({ data }) => data.form ?? data.verb)
}

const TYPES: Readonly<Record<string, readonly string[]>> = {
	boolean: ['isMultiline', 'isRequired', 'wrap', 'isSubtle', 'separator', 'bleed'],
	number: ['maxLength'],
	string: ['text', 'title', 'id', 'label', 'placeholder', 'value', 'errorMessage', 'color', 'style', 'speak', 'mode'],
}

/** What is wrong with a card, in sentences; nothing when it is fine. The real library reads it as version 1.5. */
export function faultsOf(card: Card): string[] {
	const context = new SerializationContext(Versions.v1_5)
	const parsed = new AdaptiveCard()
	parsed.hostConfig = HOST
	parsed.parse(structuredClone(card), context)
	const faults = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message)
	faults.push(...parsed.validateProperties().validationEvents.map(({ message }) => message))
	if (card['version'] !== '1.5') faults.push('the version is not 1.5')
	if (typeof card['speak'] !== 'string' || card['speak'] === '') faults.push('speak is missing')
	if (JSON.stringify(card).includes('${')) faults.push('a place was not filled')
	for (const node of nodesOf(card)) faults.push(...wrongTypes(node))
	for (const { title, data } of actionsOf(card)) {
		if (String(title).length > 40) faults.push(`a button of ${String(title).length} letters: ${String(title)}`)
		const { verb, card: id } = (data ?? {}) as Node
		if (typeof verb !== 'string' || typeof id !== 'string') faults.push(`a button without verb or card: ${String(title)}`)
	}
	const ids = nodesOf(card).flatMap(({ type, id }) => (String(type).startsWith('Input.') ? [String(id)] : []))
	if (new Set(ids).size !== ids.length) faults.push(`two inputs share an id: ${ids.join(' ')}`)
	return faults
}

/** A template that fills a place with text where the schema asks for a number or a boolean is not seen by the library. */
function wrongTypes(node: Node): string[] {
	if (typeof node['type'] !== 'string') return []
	return Object.entries(TYPES).flatMap(([type, names]) =>
		names
			.filter((name) => node[name] !== undefined && typeof node[name] !== type)
			.map((name) => `${String(node['type'])}.${name} is no ${type}`),
	)
}
