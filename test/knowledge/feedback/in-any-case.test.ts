import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { inAnyCase } from '../../../src/knowledge/feedback/in-any-case.ts'

it.each([
	['monsieur|ma[iî]tre', 'MAÎTRE'],
	[String.raw`m\.\s?`, 'M. '],
	[String.raw`[ \t\u00a0]+à`, '\u00a0À'],
	[String.raw`d['’]apr[èe]s(?![\p{L}\p{M}])`, 'D’APRÈS'],
])('%s fits %s', (pattern, text) => {
	expect(new RegExp(`^(?:${inAnyCase(pattern)})$`, 'u').test(text)).toBe(true)
	expect(new RegExp(`^(?:${inAnyCase(pattern)})$`, 'u').test(text.toLowerCase())).toBe(true)
})

it('leaves what is escaped as it is', () => {
	expect(inAnyCase(String.raw`[\t\u00a0]\s\b`)).toBe(String.raw`[\t\u00a0]\s\b`)
})

it('hides names also in a process whose patterns are no longer optimized', () => {
	const file = path.join(import.meta.dirname, '../../../src/knowledge/feedback/scrub.ts')
	const program = `import { scrub } from '${file}'; console.log(scrub('Monsieur D’Artagnan attend', 'fr', new Set()))`
	const options = ['--no-regexp-optimization', '--input-type=module', '--eval', program]
	expect(execFileSync(process.execPath, options, { encoding: 'utf8' })).toBe('Monsieur [nom] attend\n')
})
