/** An object of an Adaptive Card, or a whole card, as it arrived. */
export type CardNode = Readonly<Record<string, unknown>>

/** What a person types or chooses, by the id of the input. */
export type Inputs = Readonly<Record<string, string>>

/** A button with what it sends. */
export interface CardButton {
	readonly type: string
	readonly title: string
	readonly verb: string
	readonly data: CardNode
	/** Behind "…" until it is unfolded. */
	readonly isSecondary: boolean
	readonly skipsInputs: boolean
}

/** The objects in a list that came from outside. */
export function nodesOf(list: unknown): CardNode[] {
	return Array.isArray(list) ? list.filter((item): item is CardNode => typeof item === 'object' && item !== null) : []
}

/** A string, or the empty one where there is none. */
export function stringOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The object itself and all that a person sees inside it. */
export function* everyNode(node: CardNode): Generator<CardNode> {
	yield node
	for (const [key, value] of Object.entries(node)) {
		if (key === 'fallback' || key === 'data' || key === 'choices') continue
		for (const inner of nodesOf(Array.isArray(value) ? value : [value])) yield* everyNode(inner)
	}
}

/** All buttons of a card, those of its rows included. */
export function buttonsOf(card: CardNode): CardButton[] {
	return [...everyNode(card)]
		.filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit')
		.map((node) => {
			const data = nodesOf([node['data']])[0] ?? {}
			return {
				type: stringOf(node['type']),
				title: stringOf(node['title']),
				verb: stringOf(node['verb']) || stringOf(data['verb']),
				data,
				isSecondary: node['mode'] === 'secondary',
				skipsInputs: node['associatedInputs'] === 'none',
			}
		})
}

/** Everything that a card says, in order, a line for each text. */
export function wordsOf(card: CardNode): string {
	const words = [...everyNode(card)].flatMap((node) => {
		if (node['type'] === 'TextBlock' || node['type'] === 'TextRun') return [stringOf(node['text'])]
		if (node['type'] === undefined && 'value' in node && 'title' in node)
			return [`${stringOf(node['title'])}: ${stringOf(node['value'])}`]
		return []
	})
	return words.join('\n')
}

/** The inputs of a card. */
export function inputsOf(card: CardNode): CardNode[] {
	return [...everyNode(card)].filter((node) => stringOf(node['type']).startsWith('Input.'))
}

/**
 * What pressing this button sends: its data with what stands in the inputs, `typed` over what was there before. Throws where a
 * client would not let a person do it: no such button, no such input, no such choice, a required input left empty.
 */
export function press(card: CardNode, title: string, typed: Inputs = {}): { button: CardButton; data: CardNode } {
	const buttons = buttonsOf(card)
	const button = buttons.find((candidate) => candidate.title === title)
	if (button === undefined) {
		throw new Error(`the card has no button “${title}”, but ${buttons.map((each) => `“${each.title}”`).join(', ') || 'none'}`)
	}
	const inputs = inputsOf(card)
	const unknown = Object.keys(typed).find((id) => !inputs.some((input) => input['id'] === id))
	if (unknown !== undefined) throw new Error(`the card has no input “${unknown}”`)
	if (button.skipsInputs) return { button, data: button.data }
	return { button, data: { ...button.data, ...Object.fromEntries(inputs.map((input) => filled(input, typed))) } }
}

function filled(input: CardNode, typed: Inputs): [string, string] {
	const id = stringOf(input['id'])
	const value = typed[id] ?? stringOf(input['value'])
	if (value === '' && input['isRequired'] === true) throw new Error(`“${stringOf(input['label'])}” must be filled in`)
	if (value !== '' && input['type'] === 'Input.ChoiceSet') {
		const choices = nodesOf(input['choices']).map((choice) => stringOf(choice['value']))
		if (!choices.includes(value)) throw new Error(`“${value}” is not among the choices ${choices.join(', ')}`)
	}
	return [id, value]
}
