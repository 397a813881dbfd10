const NAMED: Readonly<Record<string, string>> = {
	nbsp: '\u00a0',
	quot: '"',
	apos: "'",
	amp: '&',
	lt: '\\<',
	gt: '\\>',
	laquo: '«',
	raquo: '»',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	bull: '•',
	middot: '·',
	euro: '€',
	pound: '£',
	copy: '©',
	reg: '®',
	trade: '™',
	deg: '°',
	times: '×',
	rarr: '→',
	larr: '←',
	thinsp: '\u202f',
	ensp: ' ',
	emsp: ' ',
	shy: '',
	zwnj: '',
	eacute: 'é',
	Eacute: 'É',
	egrave: 'è',
	Egrave: 'È',
	ecirc: 'ê',
	Ecirc: 'Ê',
	euml: 'ë',
	agrave: 'à',
	Agrave: 'À',
	acirc: 'â',
	ccedil: 'ç',
	Ccedil: 'Ç',
	ocirc: 'ô',
	icirc: 'î',
	iuml: 'ï',
	ucirc: 'û',
	ugrave: 'ù',
	uuml: 'ü',
	oelig: 'œ',
	OElig: 'Œ',
}
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/gu
/** Escaped twice by a converter: `&amp;nbsp;`. */
const TWICE = /&amp;(?=(?:#\d+|nbsp|quot|[lr]aquo|rsquo);)/gu
const HIGHEST = 0x10_ff_ff

/** Entities of HTML as characters; `<` and `>` stay escaped for Markdown, and what is no entity stays as it is. */
export function decodeEntities(text: string): string {
	return text.replace(TWICE, '&').replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name] ?? entity
		const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
		if (code < 32 || code > HIGHEST || (code >= 0xd800 && code <= 0xf8ff)) return ''
		const character = String.fromCodePoint(code)
		return character === '<' || character === '>' ? `\\${character}` : character
	})
}
