/** What the people of the tour say and what it tells, in English. `{name}` places are filled in. */
export const EN = {
	usage: 'Usage: npm run tour [-- --lang en|fr --store postgres://… --processes 1…9]',
	title: 'Loopdesk: one billing dispute goes all the way round',
	subtitle:
		'A real desk on this machine, the customer over Direct Line, the staff over the Bot Connector’s protocol. Nothing leaves this computer.',
	'where-chat': 'in the web chat',
	'where-teams': 'in Teams',
	'where-channel': 'in the channel “Billing”',
	'where-mail': 'by e-mail',
	'to-person': 'to {name}',
	'presses-with': 'fills in',
	expected: 'Expected: {what}.',
	seen: 'Seen: {seen}',
	nothing: 'nothing',

	'chapter-opens': 'The desk opens',
	'scene-opens': 'At {partner}, Dana adds Loopdesk to the team and opens her own chat with it. Mina, her manager, does the same.',
	'check-welcome': 'the team, the agent and the manager are welcomed',

	'chapter-question': 'A question',
	'scene-question': '{customer} opens the chat on the partner’s website.',
	'customer-asks': 'Hello, we were charged twice for Microsoft 365 Business Standard in October.',
	'check-greeted': '{name} is greeted by name',
	'check-answered': 'answered from the article on duplicate charges, with its sources and their date',
	'check-ways': 'the answer offers a dispute and a person',

	'chapter-dispute': 'A dispute, in a minute',
	'check-prefilled': 'the form knows the customer’s words and invoices already',
	amount: '484.00 EUR',
	period: '2026-10',
	'check-opened': '{ticket} is open, and the customer knows until when the desk answers',

	'chapter-taken': 'Somebody takes it',
	'check-announced': 'the team’s channel announces the dispute, with its summary for the notification',
	'check-taken': 'Dana has it, and the customer was told who looks after it',

	'chapter-asked': 'A question back',
	'agent-asks': 'Did you order more licences in October, or are all 40 of them from July?',
	'customer-answers': 'All 40 are from July, we have ordered nothing since.',
	'check-asked': 'Dana’s question arrives as her own words, and the ticket waits for the customer',
	'check-quiet': 'the answer goes straight to Dana, and the bot stays quiet',

	'chapter-upstream': 'To the provider, with a complete packet',
	steps: 'Compared the invoice with the reconciliation file: same subscription, same dates, same quantity on two lines.',
	evidence: 'Invoice G004512877 and the October reconciliation file, lines 14 and 15.',
	impact: 'The customer has paid 484.00 EUR too much and waits for it.',
	'contact-email': 'dana@harbour-cloud.example',
	'contact-phone': '+1 555 0100',
	'incident-date': '2026-11-08',
	request: '2611220040001234',
	'check-lacking': 'the card says what the packet still lacks ({count} things)',
	'check-no-early-escalation': 'nobody can record a request while the packet is incomplete',
	'check-packet': 'the packet is complete, and its text is ready to paste',
	'check-sent-upstream': 'the customer knows that it went to the provider',

	'chapter-manager': 'A manager hears early',
	'escalation-reason': 'Northwind renews on Friday and asks for this first. Please have an eye on it.',
	'check-escalated': 'Mina gets the escalation with its reason',
	'check-acknowledged': 'she acknowledges it with one click',

	'chapter-untold': 'Solved upstream, and the customer does not know',
	'upstream-answer': 'Confirmed: the second line was a duplicate. It has been taken off; the next invoice shows it.',
	'check-untold': 'the card’s first line warns that the customer has not been told',

	'chapter-proposed': 'A solution, and a question',
	'first-solution':
		'Microsoft found the second line of October to be a duplicate and has taken it off. Your next invoice shows it.',
	'check-proposed': 'the customer reads exactly these words and is asked whether it is solved',
	'check-not-closed': 'told, but not closed: the ticket waits for the customer’s yes',

	'chapter-no': 'No, still wrong',
	'customer-rejects': 'No, still wrong: the 484.00 EUR that we have paid are not back.',
	'check-reopened': '{ticket} is open again, and the customer knows that we are on it',
	'check-rejection-told': 'Dana and Mina are told, in the customer’s words',

	'chapter-second': 'A better solution, and nobody at home',
	'scene-offline': '{customer} closes the laptop. Dana arranges the credit.',
	'second-solution': 'You get the 484.00 EUR back: credit note G004530114 is issued and goes off your next invoice.',
	'scene-mail': 'Nobody reads the chat, so the notice goes by e-mail.',
	'check-mailed': 'the mail carries the solution and a private link',
	'check-status-page': 'the link opens the ticket and asks the same question',

	'chapter-yes': 'Yes',
	'scene-back': '{customer} opens the laptop again. The chat goes on where it was.',
	'check-back': 'the solution waits in the chat',
	'customer-confirms': 'Yes, that solves it. Thank you, Dana!',
	'check-closed': '{ticket} is closed, with the customer’s yes',
	'check-loop-closed': 'Dana hears that the loop is closed',

	'chapter-history': 'What remains',
	'check-history': 'the history has all of it, in order ({count} entries)',
	'check-once': 'every notice reached the customer, and the chat says nothing twice',
	'fact-told': 'The customer was told',
	'told-times': '{count} times ({channels})',
	'fact-checks': 'Checked',
	'checks-passed': '{count} things, all of them right',
	'fact-took': 'It took',
	'took-seconds': '{seconds} s',
	failed: 'The tour stopped in “{chapter}”.',
}

/** A line of the tour by its key. */
export type Lines = Readonly<Record<keyof typeof EN, string>>
