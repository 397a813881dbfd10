import { expect, test } from 'vitest'
import { readMessage } from '../../../src/triage/message/read-message.ts'

const FIRST = 'the fee is new'
const SECOND = 'the plan was ended'

/** Reads two sentences, each surely of a topic of its own; `likelier` is the topic that the whole speaks for. */
function read(text: string, likelier: 'fee' | 'ended', needsAction: (topic: string) => boolean) {
	const judge = (stretch: string) => {
		const has = [stretch.includes(FIRST), stretch.includes(SECOND)]
		const [fee, ended] = has[0] === has[1] ? (likelier === 'fee' ? [0.8, 0.2] : [0.2, 0.8]) : has[0] ? [0.97, 0.03] : [0.03, 0.97]
		return new Map([
			['fee', fee],
			['ended', ended],
		])
	}
	const telling = (clause: string) => ({ text: clause, telling: 5 })
	const { guesses, second } = readMessage({ judge, telling, isIdle: () => false, needsAction }, text)
	return { leading: guesses[0]?.topic, second: second?.topic }
}

test.each(['fee', 'ended'] as const)('of two issues alike the one leads that the whole message speaks for: %s', (likelier) => {
	const other = likelier === 'fee' ? 'ended' : 'fee'
	for (const text of [`${FIRST}. ${SECOND}.`, `${SECOND}. ${FIRST}.`])
		for (const needsAction of [() => true, () => false])
			expect(read(text, likelier, needsAction)).toEqual({ leading: likelier, second: other })
})

test('the one that needs action leads, whatever the whole speaks for', () => {
	for (const text of [`${FIRST}. ${SECOND}.`, `${SECOND}. ${FIRST}.`])
		expect(read(text, 'fee', (topic) => topic === 'ended')).toEqual({ leading: 'ended', second: 'fee' })
})
