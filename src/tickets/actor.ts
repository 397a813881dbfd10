/** A partner employee as the team policy knows them. */
export interface StaffMember {
	readonly id: string
	readonly name: string
	readonly role: 'agent' | 'manager'
	/** The person's object id in the partner's Microsoft Entra tenant: how Teams tells us who acts. */
	readonly aadObjectId: string
}

/** A customer's person who reported the problem and must be told how it ends. */
export interface Reporter {
	/** Our own id of this person, from a verified token; never an e-mail address. */
	readonly userId: string
	readonly name: string
	readonly locale: 'en' | 'fr'
	/** The customer account, the company that is billed. */
	readonly customer: {
		readonly id: string
		readonly name: string
		readonly tenant?: string
		/** Which promises it has, where the policy knows several. */
		readonly segment?: string | undefined
	}
	/** Where mail may go. Known from the account, or typed by a visitor for this ticket only. */
	readonly email?: string
}

/** Parts of the desk that act by themselves. */
export type SystemPart = 'clock' | 'delivery'

/** Who acts. Built from server state and verified tokens only (rule 6). */
export type Actor =
	| { readonly kind: 'customer'; readonly id: string; readonly name: string }
	| { readonly kind: 'agent' | 'manager'; readonly id: string; readonly name: string }
	| { readonly kind: 'system'; readonly id: SystemPart; readonly name: string }

export type ActorKind = Actor['kind']

/** The clock of the desk, which closes silent tickets and raises alarms. */
export const CLOCK: Actor = { kind: 'system', id: 'clock', name: 'clock' }

/** The delivery room, which records what became of a notice. */
export const DELIVERY: Actor = { kind: 'system', id: 'delivery', name: 'delivery' }

/** A staff member as the actor of a command. */
export function staffActor(member: StaffMember): Actor {
	return { kind: member.role, id: member.id, name: member.name }
}

/** A customer's person as the actor of a command. */
export function customerActor(reporter: Reporter): Actor {
	return { kind: 'customer', id: reporter.userId, name: reporter.name }
}
