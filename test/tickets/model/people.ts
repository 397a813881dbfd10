import {
	type Actor,
	CLOCK,
	customerActor,
	DELIVERY,
	type Reporter,
	type StaffMember,
	staffActor,
} from '../../../src/tickets/actor.ts'
import type { Policy } from '../../../src/tickets/policy.ts'
import type { Team } from '../../../src/tickets/ports.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const START = Date.UTC(2026, 9, 5, 9)

function person(userId: string, customer: string): Reporter {
	return { userId, name: `Person ${userId}`, locale: 'en', customer: { id: customer, name: `Company ${customer}` } }
}

/** Two people of one company and one of another. */
export const REPORTERS = {
	reporter: { ...person('user-1', 'company-1'), email: 'reporter@customer.example' },
	colleague: person('user-2', 'company-1'),
	stranger: person('user-3', 'company-2'),
} as const
export type ReporterName = keyof typeof REPORTERS

function member(id: string, role: StaffMember['role']): StaffMember {
	return { id, name: `Staff ${id}`, role, aadObjectId: `aad-${id}` }
}

export const MEMBERS = [
	member('agent-1', 'agent'),
	member('agent-2', 'agent'),
	member('manager-1', 'manager'),
	member('manager-2', 'manager'),
] as const

export const TEAM: Team = {
	members: MEMBERS,
	member: (id) => MEMBERS.find((one) => one.id === id),
	memberByAadObjectId: (aad) => MEMBERS.find((one) => one.aadObjectId === aad),
}

export const ACTORS = {
	reporter: customerActor(REPORTERS.reporter),
	colleague: customerActor(REPORTERS.colleague),
	stranger: customerActor(REPORTERS.stranger),
	agent: staffActor(MEMBERS[0]),
	otherAgent: staffActor(MEMBERS[1]),
	manager: staffActor(MEMBERS[2]),
	otherManager: staffActor(MEMBERS[3]),
	clock: CLOCK,
	delivery: DELIVERY,
} as const satisfies Record<string, Actor>
export type ActorName = keyof typeof ACTORS

export const CUSTOMERS = ['reporter', 'colleague', 'stranger'] as const satisfies readonly ActorName[]
export const STAFF_NAMES = ['agent', 'otherAgent', 'manager', 'otherManager'] as const satisfies readonly ActorName[]

/** Numbers of its own, so that no test passes by the default policy. */
export const POLICY: Policy = {
	partnerType: 'direct',
	promises: {
		low: { firstResponseHours: 24, updateHours: 160 },
		normal: { firstResponseHours: 8, updateHours: 90 },
		high: { firstResponseHours: 4, updateHours: 40 },
		urgent: { firstResponseHours: 1, updateHours: 20 },
	},
	silence: { notices: 2, remindAfterDays: 3, waitDays: 7 },
	upstream: { answerHours: 36, untoldHours: 5 },
}

/** Hours of an office, reminders and several levels; its numbers are its own as well. */
export const OFFICE_POLICY: Policy = {
	...POLICY,
	calendars: {
		office: {
			timeZone: 'Europe/Paris',
			hours: { 'monday-friday': ['09:00-12:30', '13:30-18:00'] },
			holidays: ['11-11', '12-25', 'easter+1'],
		},
	},
	calendar: 'office',
	promises: {
		low: { firstResponseHours: 16, updateHours: 40 },
		normal: { firstResponseHours: 8, updateHours: 24, resolutionHours: 60 },
		high: { firstResponseHours: 4, updateHours: 16, resolutionHours: 29 },
		urgent: { firstResponseHours: 1, updateHours: 20, resolutionHours: 48, calendar: '24x7' },
	},
	pauses: { update: [], resolution: ['pending-customer', 'pending-upstream'] },
	alarms: { remindBeforeHours: [1, 3], afterHours: [0, 4, 12] },
	upstream: { answerHours: 9, calendar: 'office', provider: { answerHours: 12, calendar: '24x7' }, untoldHours: 4 },
}
