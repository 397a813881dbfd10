import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutPassages } from '../../../src/knowledge/search/passages.ts'

describe('the passages of a text', () => {
	test('stand under their headings', () => {
		expect(cutPassages('Short answer.\n\n## Steps\n1. One\n2. Two\n\n### Then\nDone.')).toEqual([
			{ text: 'Short answer.' },
			{ text: '1. One\n2. Two', heading: 'Steps' },
			{ text: 'Done.', heading: 'Then' },
		])
	})

	test('keep a list with the sentence that introduces it, and short paragraphs together', () => {
		const [first, ...more] = cutPassages(`Choose one of these:\n\n${'- an entry of the list\n'.repeat(30)}\n\nAfterwards.`)
		expect(first?.text).toMatch(/^Choose one of these:\n\n- an entry/u)
		expect(more).toEqual([{ text: 'Afterwards.' }])
		expect(cutPassages('One.\n\nTwo.')).toEqual([{ text: 'One.\n\nTwo.' }])
	})

	test('take nothing in a code block for a heading', () => {
		expect(cutPassages('```sh\n# not a heading\n\nrun\n```')).toEqual([{ text: '```sh\n# not a heading\n\nrun\n```' }])
	})

	test('cut what is too long to be quoted, between lines or words', () => {
		for (const text of ['word '.repeat(2000), '- an entry\n'.repeat(500), 'x'.repeat(5000)]) {
			const passages = cutPassages(text)
			expect(passages.length).toBeGreaterThan(1)
			for (const passage of passages) expect(passage.text.length).toBeLessThanOrEqual(1300)
		}
	})

	test('end where a sentence ends before many blanks, and count characters that take more room', () => {
		for (const text of [`${'a'.repeat(1000)}.${' '.repeat(250)}b`, '🙂'.repeat(1300)]) {
			const kept = cutPassages(text).map((passage) => passage.text)
			expect(kept.length).toBeGreaterThan(1)
			expect(kept.join('')).toBe(text.replaceAll(' ', ''))
		}
	})

	test('are none of an empty text and of one with headings only', () => {
		expect(cutPassages('')).toEqual([])
		expect(cutPassages('# One\n## Two\n')).toEqual([])
	})

	test('lose no word, whatever is written', () => {
		const piece = fc.constantFrom('word', ' ', '\n', '\n\n', '- item', '| a | b |', '```', 'A sentence. ', 'list:', '\r\n')
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				const text = pieces.join('')
				const kept = cutPassages(text).map((passage) => passage.text)
				return kept.join('').replace(/\s/gu, '') === text.replace(/\s/gu, '')
			}),
		)
	})
})
