import { describe, expect, test } from 'vitest'
import { createClassifier, openModel } from '../../../src/triage/classify/create-classifier.ts'
import { trainClassifier } from '../../../src/triage/classify/train-classifier.ts'
import { SAMPLE } from './sample-examples.ts'

const anyTopic = () => true

function best(chances: ReadonlyMap<string, number>): string | undefined {
	return [...chances].sort(([, a], [, b]) => b - a)[0]?.[0]
}

describe.each(['quick', 'full'] as const)('a classifier of %s effort', (effort) => {
	const { model, heldOut } = trainClassifier(SAMPLE, { effort, heldOutParts: 4 })
	const classifier = createClassifier(openModel(model), 'en')

	test.each([
		['we have been charged two times', 'duplicate-charge'],
		['send me the invoice for June', 'get-invoice'],
		['cancel the subscription please', 'cancel-subscription'],
		['may I talk to a person', 'talk-to-person'],
	])('understands %j, which it has not read', (text, topic) => {
		expect(best(classifier.classify(text, anyTopic))).toBe(topic)
	})

	test.each([
		['chraged twice', 'duplicate-charge'],
		['plese cancell my subscripton', 'cancel-subscription'],
		['downlod the invoce', 'get-invoice'],
	])('understands %j in spite of the slips', (text, topic) => {
		expect(best(classifier.classify(text, anyTopic))).toBe(topic)
	})

	test('gives chances that add up to 1, and none to a topic that is not allowed', () => {
		const chances = classifier.classify('charged twice', (topic) => topic !== 'duplicate-charge')
		expect(chances.get('duplicate-charge')).toBe(0)
		expect([...chances.values()].reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1)
	})

	test('gives finite scores to an empty text and to words of no example', () => {
		for (const text of ['', '€', '🙂🙂', 'zorglub quuxify']) expect(classifier.scores(text).every(Number.isFinite)).toBe(true)
		expect(classifier.support('zorglub quuxify')).toEqual({ seen: 0, words: 2, known: 0 })
	})

	test('is the same when it is trained again, and another one with another seed', () => {
		const { scores } = createClassifier(openModel(trainClassifier(SAMPLE, { effort }).model), 'en')
		const text = 'two bills for one month'
		expect(createClassifier(openModel(trainClassifier(SAMPLE, { effort }).model), 'en').scores(text)).toEqual(scores(text))
		const other = createClassifier(openModel(trainClassifier(SAMPLE, { effort, seed: 2 }).model), 'en')
		expect(other.scores(text)).not.toEqual(scores(text))
	})

	test('scores every example once by a model that has not read it', () => {
		expect(heldOut.map(({ example }) => example.text).sort()).toEqual(SAMPLE.map(({ text }) => text).sort())
		for (const { label, example, scores } of heldOut) {
			expect(model.topics[label]).toBe(example.topic)
			expect(scores).toHaveLength(model.topics.length)
		}
		const seen = SAMPLE.filter(({ text, topic }) => best(classifier.classify(text, anyTopic)) === topic).length
		const unseen = heldOut.filter(({ scores, label }) => scores.indexOf(Math.max(...scores)) === label).length
		expect(seen).toBe(SAMPLE.length)
		expect(unseen).toBeLessThan(seen)
		expect(unseen).toBeGreaterThan(SAMPLE.length / 4)
	})
})

test('titles and paragraphs teach, but how sure the classifier may be is measured on questions only', () => {
	const paragraph = {
		text: 'A voucher lowers the price.',
		topic: 'discount',
		language: 'en' as const,
		background: true,
	}
	const { model, heldOut } = trainClassifier([...SAMPLE, paragraph], { effort: 'quick', heldOutParts: 4 })
	expect(best(createClassifier(openModel(model), 'en').classify('do you have vouchers', anyTopic))).toBe('discount')
	expect(heldOut.map(({ example }) => example.text)).not.toContain(paragraph.text)
})

test('reads each example in its own language, and learns from all', () => {
	const french = [
		{ text: 'où est ma facture', topic: 'get-invoice', language: 'fr' as const },
		{ text: 'résilier notre abonnement', topic: 'cancel-subscription', language: 'fr' as const },
	]
	const { model } = trainClassifier([...SAMPLE, ...french], { effort: 'quick' })
	expect(model.topics).toContain('duplicate-charge')
	expect(best(createClassifier(openModel(model), 'en').classify('charged twice', anyTopic))).toBe('duplicate-charge')
	expect(best(createClassifier(openModel(model), 'fr').classify('je veux resilier l’abonnement', anyTopic))).toBe(
		'cancel-subscription',
	)
})

test('without examples it has no topics, and says so by giving no chances', () => {
	const { model, heldOut } = trainClassifier([], { effort: 'full' })
	expect(heldOut).toEqual([])
	expect(createClassifier(openModel(model), 'en').classify('hello', anyTopic)).toEqual(new Map())
})

test('the name of a topic is an example of it where that is wanted', () => {
	const { model } = trainClassifier(
		[
			{ text: 'one of this', topic: 'credit-note', language: 'en' },
			{ text: 'one of that', topic: 'seat-count', language: 'en' },
		],
		{ effort: 'quick', learnNames: true },
	)
	expect(best(createClassifier(openModel(model), 'en').classify('how many seats', anyTopic))).toBe('seat-count')
})
