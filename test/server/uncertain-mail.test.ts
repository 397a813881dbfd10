import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSmtp } from '../delivery/smtp-desk.ts'
import { act, newRequestId, openFor, staffToken } from './start-desk.ts'
import { useDesk } from './use-desk.ts'

const server = { dropsAfterData: true }
let smtp: Awaited<ReturnType<typeof startSmtp>>
const desk = useDesk(async () => {
	smtp = await startSmtp(server)
	return { SMTP_URL: smtp.url }
})
afterAll(() => smtp.stop())

interface Shown {
	readonly ticket: { readonly alarms: readonly string[] }
	readonly notices: readonly {
		readonly id: string
		readonly status: string
		readonly statusText: string
		readonly sendAgain?: string
		readonly attempts: readonly { readonly channel: string; readonly outcome: string }[]
	}[]
	readonly history: readonly { readonly text: string }[]
}

let token = ''
let number = ''
beforeAll(async () => {
	token = await staffToken(desk(), 'dana')
	number = await openFor(desk(), token, 'Twice the same', 'alex')
})

const shown = async (language = 'en') =>
	(await desk().ask(`/api/tickets/${number}`, { token, headers: { 'accept-language': language } })).json as unknown as Shown

async function shownOnce(holds: (view: Shown) => boolean): Promise<Shown> {
	await expect.poll(async () => holds(await shown())).toBe(true)
	return shown()
}

describe('a mail whose server hung up with the whole mail in hands', () => {
	it('is shown as perhaps arrived where the staff looks, in both languages, and is not sent again by itself', async () => {
		const { notices, ticket, history } = await shownOnce((view) => view.notices[0]?.status === 'ambiguous')
		expect(notices[0]).toMatchObject({
			statusText: 'may have arrived, not certain',
			sendAgain: 'Send again',
			attempts: [{ outcome: 'refused' }, { channel: 'e-mail', outcome: 'may have arrived, not certain' }],
		})
		expect(ticket.alarms.join()).toContain('may not have')
		expect(history.at(-1)?.text).toBe('A notice may not have reached its reader: ticket opened')
		const french = await shown('fr')
		expect(french.notices[0]).toMatchObject({ statusText: 'peut-être arrivé, sans certitude', sendAgain: 'Renvoyer' })
		expect(french.history.at(-1)?.text).toMatch(/^Un avis n’est peut-être pas parvenu/)
		expect(smtp.mails).toHaveLength(1)
	})

	it('is sent again when a person says so, once, and is then told as sent', async () => {
		server.dropsAfterData = false
		const [notice] = (await shown()).notices
		const body = { verb: 'send-again', requestId: newRequestId(), data: { notice: notice?.id } }
		const press = () => desk().ask(`/api/tickets/${number}/actions`, { token, body })
		expect([(await press()).status, (await press()).status]).toEqual([200, 200])
		const { notices, ticket } = await shownOnce((view) => view.notices[1]?.status === 'delivered')
		expect(notices).toHaveLength(2)
		expect(notices.map(({ sendAgain }) => sendAgain)).toEqual([undefined, undefined])
		expect(ticket.alarms).toEqual([])
		expect(smtp.mails).toHaveLength(2)
		const late = await act(desk(), token, number, 'send-again', { notice: notice?.id })
		expect([late.status, JSON.stringify(late.json)]).toEqual([409, expect.stringContaining('does not need to be sent again')])
	})
})
