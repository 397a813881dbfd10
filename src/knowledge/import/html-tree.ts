/** Text with the HTML elements in it. Markdown is text to this parser. */
export type HtmlNode = string | HtmlElement
export type HtmlElement = {
	readonly tag: string
	readonly attributes: ReadonlyMap<string, string>
	readonly children: HtmlNode[]
}

const VOID = new Set(['br', 'hr', 'img', 'col', 'input', 'source', 'wbr', 'meta', 'link'])
/** Elements that end when the next of these begins, as authors rarely close them. */
const ENDED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
	li: new Set(['li']),
	p: new Set(['p', 'ul', 'ol', 'table', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'div']),
	td: new Set(['td', 'th', 'tr', 'tbody', 'tfoot']),
	th: new Set(['td', 'th', 'tr', 'tbody', 'tfoot']),
	tr: new Set(['tr', 'tbody', 'tfoot', 'thead']),
	thead: new Set(['tbody', 'tfoot']),
	tbody: new Set(['tbody', 'tfoot']),
	caption: new Set(['colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr']),
	colgroup: new Set(['thead', 'tbody', 'tr']),
	dt: new Set(['dt', 'dd']),
	dd: new Set(['dt', 'dd']),
}
const OTHERS = `
	a abbr b blockquote center cite code del details div dl em figure figcaption font h1 h2 h3 h4 h5 h6 i iframe kbd mark nav
	ol pre s script section small span strong style sub summary sup table tfoot tt u ul var video`
const KNOWN = new Set([...Object.keys(ENDED_BY), ...VOID, ...OTHERS.trim().split(/\s+/u)])
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:_-][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/gu
const ATTRIBUTE = /([A-Za-z:_-][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gu
/** Deeper than any author nests, and shallow enough for the walk over the tree. */
const DEEPEST = 200

/** Reads the HTML in a text; forgiving, as browsers are. Unknown tags are placeholders like `<tenant>` and stay text. */
export function parseHtml(text: string): HtmlElement {
	const root: HtmlElement = { tag: '', attributes: new Map(), children: [] }
	const open = [root]
	let end = 0
	for (const match of text.matchAll(TAG)) {
		const [whole, slash = '', name = '', attributes = '', selfClosed = ''] = match
		const tag = name.toLowerCase()
		if (!KNOWN.has(tag)) continue
		addText(open, text.slice(end, match.index))
		end = match.index + whole.length
		if (slash === '/') close(open, tag)
		else begin(open, tag, readAttributes(attributes), selfClosed === '/')
	}
	addText(open, text.slice(end))
	return root
}

function begin(open: HtmlElement[], tag: string, attributes: ReadonlyMap<string, string>, selfClosed: boolean): void {
	while (open.length > 1 && ENDED_BY[open.at(-1)?.tag ?? '']?.has(tag) === true) open.pop()
	const element = { tag, attributes, children: [] }
	open.at(-1)?.children.push(element)
	if (!selfClosed && !VOID.has(tag) && open.length < DEEPEST) open.push(element)
}

function close(open: HtmlElement[], tag: string): void {
	const depth = open.findLastIndex((element) => element.tag === tag)
	// A cell's stray end tag must not close the table around the cell.
	const table = open.findLastIndex((element) => element.tag === 'table')
	if (depth > 0 && (depth >= table || tag === 'table')) open.length = depth
}

function addText(open: readonly HtmlElement[], text: string): void {
	if (text !== '') open.at(-1)?.children.push(text)
}

function readAttributes(source: string): ReadonlyMap<string, string> {
	const found = [...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]): [string, string] => [
		name.toLowerCase(),
		double ?? single ?? bare ?? '',
	])
	return new Map(found)
}
