import { describe, expect, it } from 'vitest'
import { desk } from './demo-desk.ts'

describe('the page of an article', () => {
	it('shows the whole article with its headings, its date and its source, and leads to the other language', async () => {
		const { status, text, headers } = await desk().ask('/help/en/duplicate-charge')
		expect(status).toBe(200)
		expect(headers.get('content-type')).toContain('text/html')
		expect(text).toContain('<html lang="en">')
		expect(text).toContain('<h1>Charged twice for the same thing</h1>')
		expect(text).toContain('<h2>Check first</h2>')
		expect(text).toMatch(/As of 1 October 2023/u)
		expect(text).toContain('href="/help/fr/duplicate-charge"')
		expect(text).not.toContain('**')
	})

	it('does not exist for what only the staff may read, for other languages and for unknown names', async () => {
		for (const path of ['en/collections', 'de/duplicate-charge', 'en/nothing', 'en/..%2f..%2fpackage', 'fr/escalate-upstream']) {
			const { status, text } = await desk().ask(`/help/${path}`)
			expect({ path, status }).toEqual({ path, status: 404 })
			expect(text).not.toContain('package.json')
		}
	})
})
