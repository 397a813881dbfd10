import type { Server } from 'restify'
import { z } from 'zod'
import { noticeWords } from '../../cards/notice-words.ts'
import { ticketActions } from '../../cards/ticket-actions.ts'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { staffActor } from '../../tickets/actor.ts'
import type { Notice } from '../../tickets/notice.ts'
import { type StaffRequest, staffRoute, type TabDeps } from './tab-deps.ts'

const SHOWN = 50
const readSchema = z.object({ ids: z.array(z.string().max(300)).max(200) })

/**
 * What this person is told: the same notices that Teams carries, readable here too; and what Teams may be unable to carry soon, the
 * news of the bot's own secret.
 */
export function attachNotificationRoutes(server: Server, deps: TabDeps): void {
	server.get(
		'/api/notifications',
		staffRoute(deps, async (request) => {
			const notices = await deps.notices.inbox(request.member.id, SHOWN)
			const items = await Promise.all(notices.map((notice) => itemOf(deps, request, notice)))
			const shown = items.filter((item) => item !== undefined)
			const secret = request.member.role === 'manager' ? deps.secret.news() : undefined
			return { json: { items: shown, unread: shown.filter(({ read }) => !read).length, ...(secret && { secret }) } }
		}),
	)
	server.post(
		'/api/notifications/read',
		staffRoute(deps, async ({ req, member }) => {
			const parsed = readSchema.safeParse(await readJson(req))
			if (!parsed.success) throw new AppError('bad-input', 'no ids', { details: { fields: ['ids'] } })
			await deps.notices.markRead(member.id, parsed.data.ids, deps.desk.clock())
			return { json: {} }
		}),
	)
}

async function itemOf({ desk }: TabDeps, { member, kit }: StaffRequest, notice: Notice) {
	const ticket = await desk.tickets.load(notice.ticket)
	if (ticket === undefined) return undefined
	const { title, words } = noticeWords(kit, notice, ticket)
	// A new ticket's title says enough in a list; it often is the beginning of the customer's words.
	const isTitled = words === undefined || notice.kind === 'new-ticket'
	// An escalation that waits is acknowledged where it is told, and not at the older news of the same ticket.
	const step = notice.kind === 'escalated' ? 'acknowledge' : 'take'
	const quick = ticketActions(kit, staffActor(member), ticket).find(({ verb }) => verb === step)
	return {
		id: notice.id,
		at: notice.at,
		ticket: notice.ticket,
		kind: notice.kind,
		text: isTitled ? title : kit.text('notices.with-words', { title, words }),
		read: notice.readBy?.[member.id] !== undefined,
		...(quick && { action: { verb: quick.verb, title: quick.title, version: ticket.version } }),
	}
}
