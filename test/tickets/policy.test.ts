import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadServiceLevels } from '../../src/stores/files/service-levels-file.ts'
import { nextPromise } from '../../src/tickets/promises.ts'
import { isQuiet } from '../../src/tickets/service-hours.ts'
import { createTestDesk } from './model/desk.ts'
import { HOUR, START } from './model/people.ts'

const SHIPPED = path.join(import.meta.dirname, '../../data/policies/service-levels.yaml')
/** As the file was before there were calendars. */
const OLD = {
	promises: {
		low: { firstResponseHours: 24, updateHours: 168 },
		normal: { firstResponseHours: 8, updateHours: 96 },
		high: { firstResponseHours: 4, updateHours: 48 },
		urgent: { firstResponseHours: 1, updateHours: 24 },
	},
	silence: { notices: 2, remindAfterDays: 3, waitDays: 7 },
	upstream: { answerHours: 36, untoldHours: 4 },
}

let folder: string
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'policy-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function load(levels: object) {
	const file = path.join(folder, 'service-levels.yaml')
	await writeFile(file, stringify(levels))
	return loadServiceLevels(file)
}

describe('the file of the promises', () => {
	it('is read as it was before there were calendars: every hour counts', async () => {
		const the = createTestDesk({ ...(await load(OLD)), partnerType: 'direct' })
		const number = await the.open()
		expect(nextPromise(the.ticket(number), the.desk.policy)).toBe(START + 8 * HOUR)
	})

	it('comes with the hours of an office, and none at night but for what is urgent', async () => {
		const the = createTestDesk({ ...(await loadServiceLevels(SHIPPED)), partnerType: 'direct' })
		const [normal, urgent] = [await the.open(), await the.open('agent', { priority: 'urgent' })]
		// Monday 11:00 in Paris: six hours are left of it, two more on Tuesday.
		expect(nextPromise(the.ticket(normal), the.desk.policy)).toBe(START + 24 * HOUR)
		expect(nextPromise(the.ticket(urgent), the.desk.policy)).toBe(START + HOUR)
	})

	it.each([
		['a field that it does not know', { ...OLD, calender: 'office' }, 'calender'],
		['an unknown field in a promise', { ...OLD, promises: { ...OLD.promises, low: { ...OLD.promises.low, hours: 2 } } }, 'hours'],
		['a calendar that is not there', { ...OLD, calendar: 'office' }, 'no calendar "office"'],
		[
			'a calendar that is not there in a segment',
			{ ...OLD, segments: { gold: { promises: { low: { ...OLD.promises.low, calendar: 'constructor' } } } } },
			'no calendar "constructor"',
		],
		['a pause in a state in which nobody waits', { ...OLD, pauses: { update: ['open'] } }, 'pauses'],
		['no alarm at all', { ...OLD, alarms: { afterHours: [] } }, 'afterHours'],
	])('is refused with %s, by its name', async (_what, levels, named) => {
		await expect(load(levels)).rejects.toThrow(named)
	})
})

describe('quiet hours', () => {
	it.each([
		['2026-11-24T13:00:00+01:00', false],
		['2026-11-24T18:59:59+01:00', false],
		['2026-11-24T19:00:00+01:00', true],
		['2026-11-25T07:00:00+01:00', true],
		['2026-11-25T07:00:01+01:00', false],
		['2026-11-28T12:00:00+01:00', true],
	])('are those around which the desk is closed: %s is one: %s', async (at, expected) => {
		expect(isQuiet(await loadServiceLevels(SHIPPED), Date.parse(at))).toBe(expected)
	})

	it('do not come where every hour counts', () => {
		expect(isQuiet({}, Date.parse('2026-11-28T03:00:00+01:00'))).toBe(false)
	})
})
