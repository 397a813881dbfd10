import { pino } from 'pino'
import { beforeEach, expect, it } from 'vitest'
import { watchSecret } from '../../src/bot/watch-secret.ts'

const HOUR = 3_600_000

interface Line {
	readonly level: number
	readonly msg: string
	readonly [more: string]: unknown
}
const [INFO, WARN, ERROR] = [30, 40, 50]

let log: Line[]
let now: number
let look: () => void
beforeEach(() => {
	log = []
	look = () => undefined
	now = Date.parse('2027-01-24T10:00:00Z')
})

const watch = (expires: string | undefined) => {
	const logger = pino({}, { write: (line: string) => void log.push(JSON.parse(line) as Line) })
	const often = (given: () => void) => {
		look = given
	}
	return watchSecret({ expires, timeZone: 'UTC', clock: () => now, logger, often })
}

function livesOn(hours: number): void {
	for (let passed = 0; passed < hours; passed += 1) {
		now += HOUR
		look()
	}
}

it('warns at its start and once a day, with the days that are left and what to do', () => {
	const secret = watch('2027-01-25')
	expect(log).toMatchObject([{ level: WARN, expires: '2027-01-25', daysLeft: 1 }])
	expect(log[0]?.msg).toMatch(/about to expire: make a new client secret in Microsoft Entra, set .*, and restart/u)
	livesOn(72)
	expect(log.map(({ daysLeft }) => daysLeft)).toEqual([1, 0, -1, -2])
	expect(log[2]?.msg).toMatch(/is past: make a new/u)
	expect(secret.news()).toEqual({ level: 'expired', expires: '2027-01-25', daysLeft: -2 })
})

it('is silent until 30 days before, and speaks then without a restart', () => {
	const secret = watch('2027-02-24')
	livesOn(13)
	expect([log, secret.news()]).toEqual([[], undefined])
	livesOn(1)
	expect(log).toMatchObject([{ daysLeft: 30 }])
	expect(secret.news()?.level).toBe('soon')
})

it('looks at nothing where no day is known', () => {
	const secret = watch(undefined)
	livesOn(48)
	expect([log, secret.news()]).toEqual([[], undefined])
})

it('says once that the secret is refused, however often it is tried, and again only after it was taken', () => {
	const secret = watch(undefined)
	secret.tried(undefined)
	for (let tries = 0; tries < 5; tries += 1) secret.tried('expired')
	expect(log).toMatchObject([{ level: ERROR, refusal: 'expired', msg: expect.stringContaining('has expired') as string }])
	expect(secret.news()).toEqual({ level: 'refused', refusal: 'expired' })
	secret.tried(undefined)
	expect(secret.news()).toBeUndefined()
	secret.tried('wrong')
	expect(log.map(({ level }) => level)).toEqual([ERROR, INFO, ERROR])
	expect(log[2]?.msg).toMatch(/value \(not the id\)/u)
})

it('puts the refusal before the day in what managers are told', () => {
	const secret = watch('2027-01-31')
	secret.tried('wrong')
	expect(secret.news()).toEqual({ level: 'refused', refusal: 'wrong' })
})
