/** Lines with the columns under each other: the first column to the left, figures to the right. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [head, ...rows]
	const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
	const line = (row: readonly string[]) =>
		row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')
	return all.map((row) => `  ${line(row).trimEnd()}`).join('\n')
}

/** 12345.6 as `12,346`, 1.234 as `1.23`. */
export function figure(value: number): string {
	return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 1000 ? 1 : 0 })
}

export function percent(share: number): string {
	return (100 * share).toFixed(1)
}
