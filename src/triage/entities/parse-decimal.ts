/**
 * A number as people of both languages write it: `1 234,56`, `1.234,56`, `1,234.56`, `1'234.50`, `1,299`, `99,9`. Where only
 * one kind of mark occurs, three digits behind the last one mean thousands: prices have two decimals, `1,299` is a price and `1,2990`
 * is none.
 */
export function parseDecimal(written: string): number {
	const compact = written.replace(/[\s'’]/gu, '')
	const comma = compact.lastIndexOf(',')
	const point = compact.lastIndexOf('.')
	if (comma < 0 && point < 0) return Number(compact)
	if (comma >= 0 && point >= 0) return withDecimals(compact, Math.max(comma, point))
	const mark = Math.max(comma, point)
	const single = compact.indexOf(compact.charAt(mark)) === mark
	const grouped = compact.length - mark === 4 && !(single && compact.startsWith('0'))
	return grouped ? Number(compact.replace(/[.,]/gu, '')) : withDecimals(compact, mark)
}

function withDecimals(compact: string, mark: number): number {
	return Number(`${compact.slice(0, mark).replace(/[.,]/gu, '')}.${compact.slice(mark + 1)}`)
}
