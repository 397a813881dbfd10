/** What an element should be. A function value becomes a listener (`onclick`), `true` an empty attribute, `false` none. */
type Attributes = {
	readonly key?: string
	/** Fills the element once, when it is made; such an element has no described children. */
	readonly mount?: (made: HTMLElement) => void
	readonly [name: string]: Value
}

type Value = string | number | boolean | undefined | ((event: never) => void)

/** A described element: cheap to make again on every change, compared with what is on the page by `draw`. */
export interface Described {
	readonly tag: string
	readonly attributes: Attributes
	readonly children: readonly (Described | string)[]
}

export type Child = Described | string | undefined | false | readonly Child[]

const drawn = new WeakMap<Node, Described>()
const SVG_TAGS = new Set(['svg', 'path', 'circle'])

/** Describes an element. Strings become text, never markup. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Described {
	return { tag, attributes, children: flat(children) }
}

function flat(children: readonly Child[]): (Described | string)[] {
	return children.flatMap((child) => {
		if (child === undefined || child === false || child === '') return []
		return Array.isArray(child) ? flat(child) : [child as Described | string]
	})
}

/**
 * Makes the content of `parent` equal to the description and touches nothing that is equal already, so that focus, scrolling
 * and what somebody is typing survive a refresh.
 */
export function draw(parent: Element, ...children: readonly Child[]): void {
	const focused = document.activeElement
	drawChildren(parent, flat(children))
	// Moving an element on the page takes its focus away.
	if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused)) {
		focused.focus({ preventScroll: true })
	}
}

/** Makes one element outside any drawn region. */
export function make(described: Described): HTMLElement {
	return created(described) as HTMLElement
}

function drawChildren(parent: Element, next: readonly (Described | string)[]): void {
	const unused = [...parent.childNodes]
	const nodes = next.map((child) => {
		const found = unused.findIndex((node) => isSame(node, child))
		return found < 0 ? undefined : unused.splice(found, 1)[0]
	})
	// What is gone leaves first: then the rest need not move, and a click on a moved element would be lost.
	for (const node of unused) node.remove()
	for (const [index, child] of next.entries()) {
		const known = nodes[index]
		const node = known ?? created(child)
		if (known !== undefined) update(known, child)
		const place = parent.childNodes[index] ?? null
		if (place !== node) parent.insertBefore(node, place)
	}
}

function isSame(node: Node, child: Described | string): boolean {
	if (typeof child === 'string') return node.nodeType === Node.TEXT_NODE
	const before = drawn.get(node)
	return before !== undefined && before.tag === child.tag && before.attributes.key === child.attributes.key
}

function created(child: Described | string): Node {
	if (typeof child === 'string') return document.createTextNode(child)
	const made = SVG_TAGS.has(child.tag)
		? document.createElementNS('http://www.w3.org/2000/svg', child.tag)
		: document.createElement(child.tag)
	setAttributes(made, {}, child.attributes)
	drawn.set(made, child)
	if (child.attributes.mount) child.attributes.mount(made as HTMLElement)
	else drawChildren(made, child.children)
	return made
}

function update(node: Node, child: Described | string): void {
	if (typeof child === 'string') {
		if (node.nodeValue !== child) node.nodeValue = child
		return
	}
	const element = node as Element
	setAttributes(element, drawn.get(node)?.attributes ?? {}, child.attributes)
	drawn.set(node, child)
	if (!child.attributes.mount) drawChildren(element, child.children)
}

function setAttributes(element: Element, before: Attributes, next: Attributes): void {
	for (const name of new Set([...Object.keys(before), ...Object.keys(next)])) {
		if (name === 'key' || name === 'mount' || before[name] === next[name]) continue
		setAttribute(element, name, next[name])
	}
}

function setAttribute(element: Element, name: string, value: Value): void {
	if (typeof value === 'function' || name.startsWith('on')) Reflect.set(element, name, value ?? null)
	else if (name === 'value') Reflect.set(element, name, value)
	else if (value === undefined || value === false) element.removeAttribute(name)
	else element.setAttribute(name, value === true ? '' : String(value))
}
