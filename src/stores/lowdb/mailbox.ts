import type { Mailbox } from '../../delivery/ports.ts'
import type { Engine } from './engine.ts'
import { addKey, createSortedKeys, descending, removeKey } from './sorted-keys.ts'
import { mapped, take } from './take.ts'

export function createMailbox({ engine }: { engine: Engine }): Mailbox {
	const byTime = createSortedKeys()
	engine.watch('mails', (id, after, before) => {
		if (before !== undefined) removeKey(byTime, before.at, id)
		if (after !== undefined) addKey(byTime, after.at, id)
	})

	return {
		async keepMail(mail) {
			if (engine.newest('mails', mail.id) === undefined) await engine.commit([['mails', mail.id, mail]])
			else await engine.settled('mails', mail.id)
		},
		keptMails: async (limit) =>
			take(
				mapped(descending(byTime), ([, id]) => engine.get('mails', id)),
				limit,
			),
	}
}
