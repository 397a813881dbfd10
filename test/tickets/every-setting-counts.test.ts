import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Policy, policySchema, type ServiceLevels } from '../../src/tickets/policy.ts'
import { dueOf } from '../../src/tickets/promises.ts'
import { PRIORITIES } from '../../src/tickets/ticket.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from './model/desk.ts'
import { HOUR, START } from './model/people.ts'

const FILE = path.join(import.meta.dirname, '../../data/policies/service-levels.yaml')
const SHIPPED = parse(await readFile(FILE, 'utf8')) as ServiceLevels
/** The shipped file with what it only shows as an example. */
const WHOLE = {
	...SHIPPED,
	segments: {
		premium: { customers: ['company-2'], promises: { normal: { firstResponseHours: 3, updateHours: 15, resolutionHours: 39 } } },
	},
	silence: { ...SHIPPED.silence, calendar: 'office' },
}
/** The Monday before Christmas, 10:00 in Paris. */
const MONDAY = Date.UTC(2026, 11, 21, 9)

type Story = (the: TestDesk) => Promise<string>
const FILED = { request: '1', packet: PACKET }
const ASKED = { text: 'which line?' }

/** Tickets on which the clock has something to do. */
const STORIES: readonly Story[] = [
	...PRIORITIES.map((priority) => (the: TestDesk) => the.open('agent', { priority })),
	...PRIORITIES.map((priority) => async (the: TestDesk) => {
		const number = await the.open('agent', { priority })
		await the.does('agent', 'reply-to-customer', number, { text: 'soon' })
		return number
	}),
	(the) => the.open('agent', {}, 'stranger'),
	...(['ask-customer', 'escalate-upstream', 'resolve'] as const).map((verb) => async (the: TestDesk) => {
		const number = await the.open('agent')
		const input = { 'ask-customer': ASKED, 'escalate-upstream': FILED, resolve: RESOLUTION }[verb]
		await the.does('agent', verb, number, input)
		return number
	}),
	async (the) => {
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		return number
	},
]

/** All that the clock does of itself to these tickets, and when; reminders arrive at once. */
async function toldBy(policy: Policy): Promise<string> {
	const done: string[] = []
	for (const [index, story] of STORIES.entries()) {
		const the = createTestDesk(policy)
		the.pass(MONDAY - START)
		const number = await story(the)
		for (let steps = 0; steps < 9; steps += 1) {
			const [next] = dueOf(the.ticket(number), policy)
			if (next === undefined) break
			the.pass(Math.max(0, next.at - the.now()))
			await the.does('clock', next.verb, number, next.input)
			if (next.verb === 'remind-customer') await the.receives(number, 'reminder')
			done.push(`${index} ${next.verb} ${(the.now() - MONDAY) / HOUR}`)
		}
	}
	return done.join('\n')
}

type Tree = Record<string, unknown>

/** The settings of the file by their path, each with another value that fits. */
function others(tree: Tree, before: readonly string[] = []): (readonly [path: string, other: Tree])[] {
	return Object.entries(tree).flatMap(([key, value]) => {
		const here = [...before, key]
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return others(value as Tree, here)
		return [[here.join('.'), changed(WHOLE, here, other(key, value))] as const]
	})
}

function other(key: string, value: unknown): unknown {
	if (typeof value === 'number') return value + 1
	if (key === 'calendar') return value === '24x7' ? 'office' : '24x7'
	if (key === 'timeZone') return 'America/Toronto'
	if (key === 'customers') return []
	if (key === 'resolution') return ['pending-customer']
	if (key === 'update') return ['pending-upstream']
	if (key === 'holidays') return []
	if (key === 'monday-friday') return ['10:00-11:00']
	return Array.isArray(value) ? value.map((one: number) => one + 1) : undefined
}

function changed(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree {
	return { ...tree, [key]: rest.length === 0 ? value : changed(tree[key] as Tree, rest, value) }
}

const policyOf = (levels: Tree, partnerType: Policy['partnerType'] = 'direct'): Policy => ({
	...policySchema.parse(levels),
	partnerType,
})
const PLAIN = await toldBy(policyOf(WHOLE))
const BY_PROVIDER = await toldBy(policyOf(WHOLE, 'indirect-reseller'))

it.each(others(WHOLE))('the setting %s changes what the clock does', async (name, levels) => {
	const isProviders = name.startsWith('upstream.provider')
	const told = await toldBy(policyOf(levels, isProviders ? 'indirect-reseller' : 'direct'))
	expect(told).not.toBe(isProviders ? BY_PROVIDER : PLAIN)
})
