import type { TrainingExample } from '../../../src/triage/types.ts'

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
	'duplicate-charge': [
		'I was charged twice this month',
		'there are two identical lines on the bill',
		'you took the money two times',
		'double billed for the same licences',
		'we paid twice for one subscription',
		'the same invoice was paid two times',
		'duplicate charge on my card',
		'why is the licence on the invoice twice',
	],
	'get-invoice': [
		'where can I download the invoice',
		'please send me the bill for March',
		'I need a copy of my last invoice',
		'the invoice did not arrive by mail',
		'where do I find our invoices',
		'can I get the bill as a pdf',
		'no invoice this month, where is it',
		'send the invoice again please',
	],
	'cancel-subscription': [
		'how do I cancel my subscription',
		'please stop the subscription now',
		'we want to terminate the contract',
		'I no longer need these licences, cancel them',
		'end our subscription at the end of the month',
		'cancel everything today',
		'switch off the renewal and close the subscription',
		'how to get rid of a subscription',
	],
	'talk-to-person': [
		'I want to talk to a human',
		'let me speak with somebody',
		'can a person call me back',
		'connect me with an agent',
		'is there anybody real here',
		'I need a real person, not a bot',
		'give me the phone number of support',
		'call me please',
	],
}

/** Four topics with eight questions each, in English. */
export const SAMPLE: readonly TrainingExample[] = Object.entries(QUESTIONS).flatMap(([topic, texts]) =>
	texts.map((text) => ({ text, topic, language: 'en' as const })),
)
