import * as fc from 'fast-check'
import { CLAIMS } from '../../../src/tickets/claim-windows.ts'
import { OUTCOMES, PRIORITIES } from '../../../src/tickets/ticket.ts'
import { VERBS, type VerbName } from '../../../src/tickets/verbs.ts'
import type { PacketDraft } from '../../../src/tickets/packet.ts'
import { PACKET, RESOLUTION } from './desk.ts'
import { ACTORS, type ActorName, CUSTOMERS, DAY, HOUR, MEMBERS, STAFF_NAMES } from './people.ts'

/** Words that come with a yes, and how a person reads them. */
export const COMMENTS = {
	'yes, it is solved': 'yes',
	'thank you': 'yes',
	'': 'yes',
	'still broken': 'no',
	'yes, but the second line is still there': 'no',
	'maybe, I will check next week': 'neither',
	'Automatic reply: I am out of the office': 'neither',
} as const
export type Comment = keyof typeof COMMENTS

/**
 * One thing that happens, as plain data so that a failing sequence shrinks. Tickets and notices are meant by position among those
 * that exist (modulo their count); `resolution` and `at` in an input count from the latest resolution and from now, and
 * `outcome` is the moment of that resolution.
 */
export type Step =
	| { readonly do: 'open'; readonly who: ActorName; readonly reporter: (typeof CUSTOMERS)[number]; readonly form: object }
	| {
			readonly do: 'verb'
			/** `own`: the person who reported that ticket. */
			readonly who: ActorName | 'own'
			readonly verb: VerbName
			readonly ticket: number
			readonly input: Readonly<Record<string, unknown>>
			/** How many versions behind the actor is; `none` when he names none. */
			readonly behind: number | 'none'
	  }
	| {
			readonly do: 'deliver'
			readonly notice: number
			readonly outcome: 'delivered' | 'failed' | 'ambiguous'
			readonly channel: string
	  }
	| { readonly do: 'pass'; readonly milliseconds: number }
	/** The clock works; `early`: it also claims that everything is due that will be. */
	| { readonly do: 'tick'; readonly early?: true }
	/** Days on which only the clock and the delivery work; the newest notices arrive. */
	| { readonly do: 'quiet'; readonly days: number }
	/** The same activity or request comes again: the step so many steps before, with its cause. */
	| { readonly do: 'repeat'; readonly back: number }
	| { readonly do: 'together'; readonly steps: readonly Step[] }

type VerbStep = Extract<Step, { do: 'verb' }>

const ticket = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4)
const text = fc.constantFrom('soon', 'which line?', 'the second line')
const behind = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -1, max: 2 }) })
const resolution = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) })
const invoice = fc.constantFrom('INV-1', ' inv-1 ', 'INV-2')
const happenedOn = fc.constantFrom('2026-02-15', '2026-09-20', '2026-09-20', '2026-10-01', '2026-10-01', '2027-01-31')
/** Nothing lacks but, where the window of its claim is over, the reason; or the day of the incident has not come yet. */
const filled = fc.record({
	invoice,
	happenedOn,
	claim: fc.constantFrom(...CLAIMS),
	windowReason: fc.constantFrom('found in the audit', 'found in the audit', undefined),
})
/** One thing is wrong with it. */
const spoilt = fc.constantFrom<PacketDraft[]>(
	{ contactEmail: 'Reporter@customer.example' },
	{ evidence: '  ' },
	...(['healthChecked', 'knownIssuesChecked', 'noDuplicate'] as const).map((check) => ({ [check]: false })),
	...Object.keys(PACKET).map((field) => ({ [field]: undefined })),
)
const packet = fc.oneof(
	{ weight: 3, arbitrary: filled.map((some) => ({ ...PACKET, ...some })) },
	{ weight: 1, arbitrary: fc.tuple(filled, spoilt).map(([some, wrong]) => ({ ...PACKET, ...some, ...wrong })) },
)

function verb(name: VerbName, who: readonly VerbStep['who'][], input: fc.Arbitrary<object>): fc.Arbitrary<VerbStep> {
	const base = { do: fc.constant('verb' as const), verb: fc.constant(name), who: fc.constantFrom(...who) }
	return fc.record({ ...base, ticket, input: input as fc.Arbitrary<Record<string, unknown>>, behind })
}

const outcome = fc.oneof(
	{ weight: 5, arbitrary: fc.constant<object>(RESOLUTION) },
	{ weight: 2, arbitrary: fc.constant({ outcome: 'credited', text: RESOLUTION.text, amount: { minor: 900, currency: 'EUR' } }) },
	{
		weight: 2,
		arbitrary: fc.record({
			outcome: fc.constantFrom(...OUTCOMES),
			text: fc.constantFrom('no', RESOLUTION.text, RESOLUTION.text),
			amount: fc.constantFrom(undefined, { minor: 900, currency: 'EUR' }, { minor: 0, currency: 'JPY' }),
		}),
	},
)
const by = ['own', 'own', 'own', 'own', 'own', 'own', ...CUSTOMERS] as const
const comment = fc.constantFrom(...(Object.keys(COMMENTS) as Comment[]))
const files = fc.constantFrom([], [], [], [{ id: 'file-1', name: 'scan.pdf' }])
const said = fc.constantFrom('agreed', 'agreed', 'disagreed', 'nothing')
const at = fc.constantFrom<(number | 'outcome')[]>(0, 0, 0, 'outcome', 'outcome', 'outcome', -1, -HOUR, -DAY, 2 * HOUR)
const colleague = fc.constantFrom(undefined, undefined, ...MEMBERS.map(({ id }) => id), 'user-1')

const staffVerbs = fc.oneof(
	{ weight: 10, arbitrary: verb('resolve', STAFF_NAMES, outcome) },
	{
		weight: 7,
		arbitrary: verb('escalate-upstream', STAFF_NAMES, fc.record({ request: fc.constantFrom('1', '2', '3', '4', ' '), packet })),
	},
	{ weight: 2, arbitrary: verb('prepare-packet', STAFF_NAMES, packet) },
	{ weight: 5, arbitrary: verb('record-upstream-answer', STAFF_NAMES, fc.record({ text, solved: fc.boolean() })) },
	{
		weight: 4,
		arbitrary: verb(
			'record-call',
			STAFF_NAMES,
			fc.record({ at, with: fc.constantFrom('Person', 'Person', 'Person', 'Person', ' '), said }),
		),
	},
	{ weight: 3, arbitrary: verb('merge', STAFF_NAMES, fc.record({ into: ticket })) },
	{ weight: 2, arbitrary: verb('reopen', STAFF_NAMES, fc.record({ reason: text })) },
	{ weight: 4, arbitrary: verb('ask-customer', STAFF_NAMES, fc.record({ text })) },
	{ weight: 1, arbitrary: verb('reply-to-customer', STAFF_NAMES, fc.record({ text })) },
	{ weight: 1, arbitrary: verb('add-note', STAFF_NAMES, fc.record({ text })) },
	{ weight: 1, arbitrary: verb('assign', STAFF_NAMES, fc.record({ to: colleague })) },
	{ weight: 1, arbitrary: verb('set-priority', STAFF_NAMES, fc.record({ priority: fc.constantFrom(...PRIORITIES) })) },
	{ weight: 2, arbitrary: verb('escalate-to-manager', STAFF_NAMES, fc.record({ reason: text })) },
	{ weight: 2, arbitrary: verb('send-again', STAFF_NAMES, fc.record({ notice: fc.nat({ max: 3 }) })) },
	{ weight: 3, arbitrary: verb('acknowledge', ['manager', 'otherManager', 'manager', 'agent'], fc.constant({})) },
)

const customerVerbs = fc.oneof(
	{ weight: 8, arbitrary: verb('confirm', by, fc.record({ resolution, comment })) },
	{ weight: 3, arbitrary: verb('reject', by, fc.record({ resolution, comment })) },
	{ weight: 4, arbitrary: verb('add-message', by, fc.record({ text: fc.oneof(text, comment), files })) },
	{ weight: 1, arbitrary: verb('withdraw', by, fc.record({ comment })) },
)

/** Anybody tries anything, with input of another verb. */
const wild: fc.Arbitrary<VerbStep> = fc
	.tuple(
		fc.constantFrom(...(Object.keys(VERBS) as VerbName[])),
		fc.oneof(staffVerbs, customerVerbs),
		fc.constantFrom(...people()),
	)
	.map(([name, step, who]) => ({
		...step,
		verb: name,
		who,
		input: { ...step.input, key: 'update:1', notice: 'n', kind: 'reply' },
	}))

function people(): ActorName[] {
	return (Object.keys(ACTORS) as ActorName[]).filter((name) => ACTORS[name].kind !== 'system')
}

const form = fc.constantFrom<object[]>({}, {}, {}, {}, { priority: 'urgent' }, { dispute: undefined }, { title: '' })
const opens = { do: fc.constant('open' as const), form }
const opening: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.constantFrom(...CUSTOMERS)
			.chain((who) => fc.record({ ...opens, who: fc.constant(who), reporter: fc.constant(who) })),
	},
	{
		weight: 2,
		arbitrary: fc.record({ ...opens, who: fc.constantFrom(...STAFF_NAMES), reporter: fc.constantFrom(...CUSTOMERS) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			...opens,
			who: fc.constantFrom(...CUSTOMERS, 'clock' as const),
			reporter: fc.constantFrom(...CUSTOMERS),
		}),
	},
)

const command: fc.Arbitrary<Step> = fc
	.oneof({ weight: 6, arbitrary: staffVerbs }, { weight: 4, arbitrary: customerVerbs }, { weight: 1, arbitrary: wild })
	.chain((step) => fc.constantFrom<Step[]>(...Array.from({ length: 12 }, () => step), { ...step, behind: 'none' }))

const passing: fc.Arbitrary<Step> = fc
	.constantFrom(1, 60_000, HOUR, 6 * HOUR, DAY, 3 * DAY, 4 * DAY, 8 * DAY, 40 * DAY, -1, -HOUR, -2 * DAY, -40 * DAY)
	.map((milliseconds) => ({ do: 'pass', milliseconds }))

const delivery: fc.Arbitrary<Step> = fc.record({
	do: fc.constant('deliver' as const),
	notice: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 2 }) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) }),
	outcome: fc.constantFrom<('delivered' | 'failed' | 'ambiguous')[]>(
		'delivered',
		'delivered',
		'delivered',
		'failed',
		'ambiguous',
	),
	channel: fc.constantFrom('web-chat', 'e-mail'),
})

const single = fc.oneof(
	{ weight: 12, arbitrary: command },
	{ weight: 4, arbitrary: delivery },
	{ weight: 4, arbitrary: fc.constantFrom<Step[]>({ do: 'tick' }, { do: 'tick' }, { do: 'tick' }, { do: 'tick', early: true }) },
	{ weight: 3, arbitrary: passing },
	{ weight: 1, arbitrary: fc.constantFrom(2, 4, 15).map((days): Step => ({ do: 'quiet', days })) },
	{ weight: 1, arbitrary: opening },
	{ weight: 2, arbitrary: fc.constantFrom(0, 0, 1, 2, 5, 20).map((back): Step => ({ do: 'repeat', back })) },
)

const together: fc.Arbitrary<Step> = fc
	.array(fc.oneof(command, delivery), { minLength: 2, maxLength: 3 })
	.map((steps) => ({ do: 'together', steps }))

/** A life of the desk: a ticket, then up to so many steps of anything. Short ones occur too, so that a failing one shrinks. */
export function lives(maxLength: number): fc.Arbitrary<Step[]> {
	const later = fc.array(fc.oneof({ weight: 14, arbitrary: single }, { weight: 1, arbitrary: together }), {
		maxLength,
		size: 'max',
	})
	const open = (who: (typeof CUSTOMERS)[number]): Step => ({ do: 'open', who, reporter: who, form: {} })
	return later.map((rest) => [open('reporter'), open('reporter'), open('colleague'), ...rest])
}
