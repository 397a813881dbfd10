import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Money } from '../tickets/money.ts'
import { DISARMED_PLACE } from './templates.ts'

/** Reads an amount that a person typed, such as `1 234,56 €`. Undefined where there is none. */
export type ReadAmount = (text: string) => Money | undefined

const typedSchema = z.record(z.string().max(60), z.union([z.string().max(8000), z.boolean(), z.number(), z.null()]))

/** What a form sends: each input as the text that was typed. Refuses anything else with `bad-input`. */
export function typedValues(data: unknown): Record<string, string> {
	const parsed = typedSchema.safeParse(withoutTeamsOwn(data ?? {}))
	if (!parsed.success) throw new AppError('bad-input', 'form data does not fit', { details: { fields: [] } })
	const typed = (value: string | boolean | number | null) => String(value ?? '').replaceAll(DISARMED_PLACE, '${')
	return Object.fromEntries(Object.entries(parsed.data).map(([key, value]) => [key, typed(value)]))
}

/** Teams puts an object of its own beside what was typed. */
function withoutTeamsOwn(data: unknown): unknown {
	if (typeof data !== 'object' || data === null || !('msteams' in data)) return data
	const { msteams: _own, ...typed } = data
	return typed
}

/** Fields that are sent with every card and are no input. */
const ENVELOPE: ReadonlySet<string> = new Set(['verb', 'ticket', 'version', 'card', 'form', 'requestId'])

/**
 * Turns the typed texts of a form into the input of its verb: empty ones are left out, amounts and toggles are read. What
 * cannot be read is refused with `bad-input`, naming the field; the verb's own schema judges the rest.
 */
export function readForm(verb: string, typed: Readonly<Record<string, string>>, readAmount: ReadAmount): Record<string, unknown> {
	const given = Object.entries(typed).filter(([key, value]) => !ENVELOPE.has(key) && value.trim() !== '')
	const input = Object.fromEntries(given.map(([key, value]) => [key, readField(key, value, readAmount)]))
	if (verb !== 'record-call') return input
	const { date, time, ...rest } = input
	const at = new Date(`${String(date)}T${String(time)}`).getTime()
	if (Number.isNaN(at)) throw new AppError('bad-input', 'no such time', { details: { fields: ['date', 'time'] } })
	return { ...rest, at }
}

const TOGGLES: ReadonlySet<string> = new Set(['solved', 'healthChecked', 'knownIssuesChecked', 'noDuplicate'])

function readField(key: string, value: string, readAmount: ReadAmount): unknown {
	if (TOGGLES.has(key)) return value === 'true'
	if (key === 'resolution') return Number(value)
	if (key !== 'amount') return value
	const amount = readAmount(value)
	if (amount === undefined)
		throw new AppError('bad-input', 'not an amount', { reason: 'amount', details: { fields: ['amount'] } })
	return amount
}
