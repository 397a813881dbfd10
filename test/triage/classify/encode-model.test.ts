import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClassifier } from '../../../src/triage/classify/create-classifier.ts'
import { decodeModel, encodeModel } from '../../../src/triage/classify/encode-model.ts'
import { trainClassifier } from '../../../src/triage/classify/train-classifier.ts'
import { SAMPLE } from './sample-examples.ts'

describe.each(['quick', 'full'] as const)('a model of %s effort as bytes', (effort) => {
	const { model } = trainClassifier(SAMPLE, { effort })
	const bytes = encodeModel(model)

	test('comes back as it was', () => {
		expect(decodeModel(bytes)).toEqual(model)
		expect(createClassifier(decodeModel(bytes), 'en').scores('charged twice')).toEqual(
			createClassifier(model, 'en').scores('charged twice'),
		)
	})

	test('comes back from the middle of a longer buffer, wherever it starts', () => {
		const longer = new Uint8Array(bytes.length + 7)
		longer.set(bytes, 3)
		expect(decodeModel(longer.subarray(3, 3 + bytes.length))).toEqual(model)
	})

	test('is refused when any byte was changed', () => {
		fc.assert(
			fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
				const damaged = bytes.slice()
				damaged[at] = (damaged[at] ?? 0) ^ change
				expect(() => decodeModel(damaged)).toThrow(expect.objectContaining({ code: 'damaged' }))
			}),
			{ numRuns: 20 },
		)
	})

	test('is refused when it was cut off', () => {
		for (const length of [0, 3, 15, 16, 200, bytes.length - 1])
			expect(() => decodeModel(bytes.subarray(0, length))).toThrow(expect.objectContaining({ code: 'damaged' }))
	})

	test('is refused with its version when it is of another one', () => {
		const other = bytes.slice()
		new DataView(other.buffer).setUint32(4, 99)
		expect(() => decodeModel(other)).toThrow('Classifier model of version 99')
	})
})
