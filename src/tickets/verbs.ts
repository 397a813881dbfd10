import { acknowledge } from './acknowledge.ts'
import { addMessage } from './add-message.ts'
import { addNote } from './add-note.ts'
import { askCustomer } from './ask-customer.ts'
import { assign } from './assign.ts'
import { closeSilent } from './close-silent.ts'
import { confirm } from './confirm.ts'
import { escalateToManager } from './escalate-to-manager.ts'
import { escalateUpstream } from './escalate-upstream.ts'
import { merge } from './merge.ts'
import { preparePacket } from './prepare-packet.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { recordAnswer } from './record-answer.ts'
import { recordCall } from './record-call.ts'
import { recordDelivery } from './record-delivery.ts'
import { recordUpstreamAnswer } from './record-upstream-answer.ts'
import { reject } from './reject.ts'
import { remindCustomer } from './remind-customer.ts'
import { reopen } from './reopen.ts'
import { replyToCustomer } from './reply-to-customer.ts'
import { resolve } from './resolve.ts'
import { sendAgain } from './send-again.ts'
import { setPriority } from './set-priority.ts'
import type { Verb } from './verb.ts'
import { withdraw } from './withdraw.ts'

/** All that can be done to a ticket that exists. Opening one is `open-dispute`. */
export const VERBS = {
	assign,
	'ask-customer': askCustomer,
	'reply-to-customer': replyToCustomer,
	'add-note': addNote,
	'set-priority': setPriority,
	'prepare-packet': preparePacket,
	'escalate-upstream': escalateUpstream,
	'record-upstream-answer': recordUpstreamAnswer,
	'escalate-to-manager': escalateToManager,
	acknowledge,
	resolve,
	'record-call': recordCall,
	'send-again': sendAgain,
	merge,
	reopen,
	'add-message': addMessage,
	confirm,
	reject,
	withdraw,
	'record-delivery': recordDelivery,
	'record-answer': recordAnswer,
	'raise-alarm': raiseAlarm,
	'remind-customer': remindCustomer,
	'close-silent': closeSilent,
} satisfies Record<string, Verb>

export type VerbName = keyof typeof VERBS

/** Whether a string that came from outside names a verb. */
export function isVerb(name: string): name is VerbName {
	return Object.hasOwn(VERBS, name)
}
