import { expect, test } from 'vitest'
import { readActivity } from '../../../src/web/widget/activity.ts'
import { createTranscript } from '../../../src/web/widget/transcript.ts'

const NOW = 1_795_000_000_000

function heard(id: string, sequence: number, from = 'loopdesk', clientActivityID?: string) {
	const channelData = { 'webchat:sequence-id': sequence, ...(clientActivityID !== undefined && { clientActivityID }) }
	const activity = readActivity({ type: 'message', id, text: id, from: { id: from }, channelData }, NOW)
	if (activity === undefined) throw new Error('no activity')
	return activity
}

test('messages stand in the order of the conversation, however they arrive', () => {
	const transcript = createTranscript()
	for (const [id, sequence] of [['third', 3] as const, ['first', 1] as const, ['second', 2] as const]) {
		transcript.receive(heard(id, sequence), 'alex')
	}
	expect(transcript.entries().map(({ activity }) => activity.text)).toEqual(['first', 'second', 'third'])
})

test('what is on its way stands after the history that comes later, and then at its own place', () => {
	const transcript = createTranscript()
	transcript.receive(heard('first', 1), 'alex')
	transcript.sending({ id: 'mine', activity: { type: 'message', text: 'mine' }, delivery: 'sending', tries: 0 }, 'alex', NOW)
	transcript.receive(heard('second', 2), 'alex')
	transcript.receive(heard('answer', 4), 'alex')
	expect(transcript.entries().map(({ activity }) => activity.text)).toEqual(['first', 'second', 'answer', 'mine'])
	transcript.receive(heard('mine', 3, 'alex', 'mine'), 'alex')
	expect(transcript.entries().map(({ activity }) => activity.text)).toEqual(['first', 'second', 'mine', 'answer'])
})
