import { expect, test } from 'vitest'
import { rankArticles } from '../../src/knowledge/rank.ts'
import type { Audience } from '../../src/triage/types.ts'

const article = (id: string, topic: string, audience: Audience[], partner?: string[]) => ({
	id,
	topic,
	audience,
	...(partner && { partner }),
})
const tax = article('tax-vat', 'tax-vat', ['customer', 'staff'])
const taxForStaff = article('tax-vat-staff', 'tax-vat', ['staff'])
const currency = article('currency', 'currency', ['customer', 'staff'])
const candidates = [
	{ article: tax, score: 9 },
	{ article: taxForStaff, score: 6 },
	{ article: currency, score: 8 },
]
const idsFor = (audience: Audience) => rankArticles(candidates, { topic: 'tax-vat', audience }).map(({ article: { id } }) => id)

test('the staff gets what is written for it first, within the topic that was asked', () => {
	expect(idsFor('staff')).toEqual(['tax-vat-staff', 'tax-vat', 'currency'])
	expect(idsFor('customer')[0]).toBe('tax-vat')
})

test('an article for one kind of partner comes before those for all', () => {
	const forResellers = article('tax-reseller', 'tax-vat', ['customer', 'staff'], ['indirect-reseller'])
	const ranked = (partnerType?: string) =>
		rankArticles([...candidates, { article: forResellers, score: 4 }], {
			topic: 'tax-vat',
			audience: 'customer',
			...(partnerType !== undefined && { partnerType }),
		})[0]?.article.id
	expect(ranked('indirect-reseller')).toBe('tax-reseller')
	expect(ranked('direct')).toBe('tax-vat')
	expect(ranked()).toBe('tax-vat')
})
