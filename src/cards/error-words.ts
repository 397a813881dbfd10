import { AppError } from '../errors.ts'
import type { Kit } from './kit.ts'

/** What a person reads when something was refused: what happened and what to do next. Unknown errors say nothing of the inside. */
export function errorWords(kit: Pick<Kit, 'text' | 'find'>, error: unknown): string {
	if (!(error instanceof AppError)) return kit.text('errors.unexpected')
	const values = readable(kit, error)
	const finer = error.reason === undefined ? undefined : kit.find(`errors.${error.reason}`, values)
	const isSomewhere = error.code === 'bad-input' && values['fields'] === ''
	return finer ?? kit.text(isSomewhere ? 'errors.bad-input-somewhere' : `errors.${error.code}`, values)
}

function readable(kit: Pick<Kit, 'find'>, error: AppError): Record<string, string | number> {
	const values = Object.entries(error.details).map(([key, value]) => {
		if (typeof value === 'number') return [key, value] as const
		if (typeof value === 'string') return [key, (key === 'state' ? kit.find(`states.${value}`) : undefined) ?? value] as const
		return [key, value.map((item) => kit.find(`fields.${item}.label`) ?? item).join(', ')] as const
	})
	return { fields: '', ticket: '', state: '', lacking: '', name: '', ...Object.fromEntries(values) }
}
