import { describe, expect, it } from 'vitest'
import { actionsOf, nodesOf, stringsOf, verbsOf } from '../cards/card-check.ts'
import { executeOf, HOUR, type Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => said.flatMap(({ text, card }) => [text ?? '', ...stringsOf(card)]).join('\n')
const buttons = (said: readonly Said[]) => said.flatMap(({ card }) => (card ? verbsOf(card) : []))
const version = async (ticket: string) => (await bot().load(ticket)).version

/** Presses a button of the ticket as it is now. */
async function press(memberId: string, verb: string, ticket: string, typed: object = {}): Promise<Said[]> {
	return bot().staffPresses(memberId, verb, { ticket, version: await version(ticket), ...typed })
}

const PACKET = {
	healthChecked: 'true',
	knownIssuesChecked: 'true',
	noDuplicate: 'true',
	stepsTried: 'Compared both lines',
	tenant: 't',
	subscription: 's',
	invoice: 'G004512877',
	amount: 'EUR 484.00',
	period: '2026-10',
	evidence: 'invoice',
	impact: 'Customer withholds payment',
	contactName: 'Dana',
	contactEmail: 'desk@partner.example',
	contactPhone: '+33 1',
	claim: 'duplicate-order-legacy',
	happenedOn: '2026-10-08',
}

describe('somebody of the staff who asks', () => {
	it('is answered from the articles of the staff too, with sources and other articles as buttons', async () => {
		const said = await bot().staffSays('dana', 'How do we escalate a billing problem to Microsoft?')
		expect(spoken(said)).toMatch(/As of \d/)
		expect(buttons(said)).toContain('show-article')
		const article = actionsOf(said[0]?.card ?? { type: 'AdaptiveCard' })[0]?.['data'] as { article: string }
		expect(spoken(await bot().staffPresses('dana', 'show-article', { article: article.article }))).toMatch(/As of \d/)
	})

	it('is answered in the language of the question', async () => {
		expect(spoken(await bot().staffSays('lucas', 'Comment faire remonter un problème à Microsoft ?'))).toContain('État au')
	})

	it('is answered in the language of a command, and in a channel in that of their own Teams', async () => {
		const number = await bot().openDispute()
		await bot().staffSays('dana', 'How do we escalate a billing problem to Microsoft?')
		expect(spoken(await bot().staffSays('dana', 'mes tickets'))).toContain('Rien ne vous est confié')
		expect(spoken(await bot().staffSays('dana', number))).toContain('Nouveau')
		expect(spoken(await bot().staffSays('dana', 'help'))).toContain('Hello Dana')
		const thread = { conversation: { id: '19:billing;messageid=1', conversationType: 'channel' } }
		await bot().staffSays('dana', 'How do we escalate a billing problem to Microsoft?', { ...thread, locale: 'en-GB' })
		expect(spoken(await bot().staffSays('lucas', number, { ...thread, locale: 'fr-FR' }))).toContain('Nouveau')
		expect(spoken(await bot().staffSays('dana', number, { ...thread, locale: 'en-GB' }))).toContain('Normal')
		const asked = await bot().staffSays('dana', 'Comment faire remonter un problème à Microsoft ?', {
			...thread,
			locale: 'en-GB',
		})
		const other = actionsOf(asked[0]?.card ?? { type: 'AdaptiveCard' })[0]?.['data'] as { verb: string }
		const pressed = await bot().take(
			bot().fromStaff('dana', { ...executeOf(other.verb, 'card', other), ...thread, locale: 'en-GB' }),
		)
		expect(spoken(pressed)).toContain('État au')
	})

	it('is told when no article answers', async () => {
		expect(spoken(await bot().staffPresses('dana', 'show-article', { article: '../../package' }))).toContain('I found nothing')
	})

	it('is greeted with the commands, in Teams’ language', async () => {
		const installed = { type: 'installationUpdate', action: 'add', locale: 'fr-FR' }
		const said = await bot().take(bot().fromStaff('lucas', installed))
		expect(spoken(said)).toContain('Bonjour Lucas')
		expect(buttons(said)).toEqual(['my-tickets', 'unassigned'])
	})
})

describe('the lists of the staff', () => {
	it('show what waits for somebody, and after taking it what is mine', async () => {
		const number = await bot().openDispute()
		expect(spoken(await bot().staffSays('dana', 'my tickets'))).toContain('Nothing is assigned to you')
		expect(spoken(await bot().staffSays('dana', 'unassigned'))).toContain(number)
		await press('dana', 'take', number)
		expect(spoken(await bot().staffSays('dana', 'unassigned'))).toContain('Nothing is waiting')
		const mine = await bot().staffSays('dana', 'my tickets')
		expect(spoken(mine)).toContain('Northwind Bikes')
		expect(spoken(await bot().staffSays('lucas', 'mes tickets'))).not.toContain(number)
	})

	it('open a ticket by its row, and by its number in any writing', async () => {
		const number = await bot().openDispute()
		const list = await bot().staffSays('dana', 'unassigned')
		const row = nodesOf(list[0]?.card).find((node) => node['selectAction'] !== undefined)?.['selectAction'] as { data: object }
		expect(row.data).toMatchObject({ verb: 'show-ticket', ticket: number })
		for (const text of [number, `ticket ${number}`, `#${number.toLowerCase()}`, number.replace('-', '')]) {
			expect((await bot().staffSays('dana', text))[0]?.summary).toContain(`${number}: `)
		}
		expect(spoken(await bot().staffSays('dana', 'ticket BD-9'))).toContain('I can’t find a ticket BD-9')
	})

	it('work in a channel too, where the bot is mentioned', async () => {
		const number = await bot().openDispute()
		const conversation = { id: '19:billing', conversationType: 'channel' }
		const said = await bot().staffSays('dana', `<at>Loopdesk</at> ticket ${number}\n`, { conversation })
		expect(said[0]?.summary).toContain(number)
	})
})

describe('a button of the staff', () => {
	it('acts as the person whom Teams names, never as one that the card names', async () => {
		const number = await bot().openDispute()
		await press('dana', 'take', number, { actor: 'mina', by: 'mina', name: 'Mina Okafor' })
		expect((await bot().load(number)).assignee).toEqual({ id: 'dana', name: 'Dana Ortiz' })
	})

	it('on a stale card changes nothing and shows the newer state (rule 5)', async () => {
		const number = await bot().openDispute()
		const old = await version(number)
		await press('lucas', 'take', number)
		const said = await bot().staffPresses('dana', 'take', { ticket: number, version: old })
		expect(spoken(said)).toContain('has changed in the meantime')
		expect(said.find(({ card }) => card)?.card).toBeDefined()
		expect((await bot().load(number)).assignee?.id).toBe('lucas')
	})

	it('that needs words shows its form first, and the form back when they are missing', async () => {
		const number = await bot().openDispute()
		const form = await press('dana', 'show-form', number, { form: 'resolve' })
		expect(spoken(form)).toContain('Tell the customer')
		const again = await press('dana', 'resolve', number, { outcome: 'goodwill', text: '', amount: '5 EUR' })
		expect(spoken(again)).toContain('Please correct it and send it again')
		expect(nodesOf(again[0]?.card).find(({ id }) => id === 'outcome')).toMatchObject({ value: 'goodwill' })
		expect((await bot().load(number)).state).toBe('new')
	})

	it.each(['confirm', 'reject', 'withdraw', 'close-silent', 'record-delivery', 'remind-customer', 'raise-alarm'])(
		'never closes or answers for the customer: %s',
		async (verb) => {
			const number = await bot().openDispute()
			await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
			const typed = { resolution: '1', notice: 'n', kind: 'resolved', outcome: 'delivered', channel: 'phone' }
			const said = await press('mina', verb, number, typed)
			expect(said.length).toBeGreaterThan(0)
			expect((await bot().load(number)).state).toBe('resolved')
			expect((await bot().load(number)).resolution?.told).toEqual([])
		},
	)

	it.each(['no-such-verb', '', '__proto__', 'toString', 'open'])('that nobody knows is answered kindly: "%s"', async (verb) => {
		const number = await bot().openDispute()
		const said = await press('dana', verb, number)
		expect(said[0]?.invoke).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
		expect(spoken(said)).toContain('I do not know this button')
	})

	it.each(['BD-9999', '', '__proto__', '../x'])('on a ticket that there is not is answered kindly: "%s"', async (ticket) => {
		for (const verb of ['take', 'resolve', 'show-ticket', 'show-form', 'add-note']) {
			const said = await bot().staffPresses('dana', verb, {
				ticket,
				version: 1,
				form: 'resolve',
				text: 'x',
				outcome: 'corrected',
			})
			expect(said[0]?.invoke?.statusCode).toBe(200)
			expect({ verb, said: spoken(said) }).not.toEqual({ verb, said: '' })
		}
	})

	it('with a version that is no number is refused', async () => {
		const number = await bot().openDispute()
		for (const wrong of ['one', '-1', '1e99', ' ']) {
			await bot().staffPresses('dana', 'take', { ticket: number, version: wrong })
			expect((await bot().load(number)).assignee).toBeUndefined()
		}
	})

	it('works as a submitted message too, for clients that know no Action.Execute', async () => {
		const number = await bot().openDispute()
		const value = { verb: 'take', card: 'c-1', ticket: number, version: 1 }
		const said = await bot().take(bot().fromStaff('dana', { value }))
		expect(said[0]?.summary).toContain(number)
		expect((await bot().load(number)).assignee?.id).toBe('dana')
	})
})

describe('the guided escalation upstream (rule 3)', () => {
	it('says what is lacking, keeps what was typed, and hands out the finished text', async () => {
		const number = await bot().openDispute()
		const { impact: _impact, contactEmail: _email, ...most } = PACKET
		const half = await press('dana', 'prepare-packet', number, most)
		expect(spoken(half)).toMatch(/• Impact on the customer[\s\S]*• Contact’s e-mail/)
		expect(spoken(half)).toContain('Compared both lines')
		const whole = await press('dana', 'prepare-packet', number, PACKET)
		expect(spoken(whole)).toContain(`Billing dispute ${number}`)
		expect(spoken(whole)).toContain('Customer withholds payment')
		const filed = await press('dana', 'escalate-upstream', number, { request: 'REQ-1' })
		expect(filed[0]?.summary ?? spoken(filed)).toContain(number)
		expect(await bot().load(number)).toMatchObject({ state: 'pending-upstream', upstream: { request: 'REQ-1' } })
	})

	it('cannot be cut short by a forged card', async () => {
		const number = await bot().openDispute()
		const said = await press('dana', 'escalate-upstream', number, { request: 'REQ-1' })
		expect(spoken(said)).toContain('The packet is not complete yet')
		expect((await bot().load(number)).upstream).toBeUndefined()
	})
})

describe('a dispute for a customer', () => {
	it('is opened by name in one step, and the customer is told', async () => {
		const form = await bot().staffSays('dana', 'open a dispute for northwind')
		expect(spoken(form)).toContain('G004512877')
		const said = await bot().staffPresses('dana', 'open-dispute', {
			customer: 'alex',
			topic: 'open-dispute',
			reason: 'The customer called: charged twice',
			amount: '€484.00',
		})
		const [ticket] = await bot().tickets()
		expect(ticket).toMatchObject({
			reporter: { userId: 'alex' },
			assignee: { id: 'dana' },
			title: 'The customer called: charged twice',
		})
		expect(spoken(said)).toContain('is open for Alex Morgan')
		const kinds = (await bot().store.notices.noticesOf(ticket?.number ?? '')).map(({ kind, to }) => `${kind} ${to.id}`)
		expect(kinds).toContain('opened-for-you alex')
	})

	it('asks which of several, and says when there is none', async () => {
		await bot().store.customers.save({
			userId: 'site:sam',
			name: 'Sam Morgan',
			locale: 'en',
			customer: { id: 'c', name: 'Southwind' },
		})
		const said = await bot().staffSays('dana', 'open a dispute for Morgan')
		expect(buttons(said)).toEqual(['show-dispute-form', 'show-dispute-form'])
		expect(spoken(await bot().staffSays('dana', 'open a dispute for Nobody Ltd'))).toContain(
			'find a customer called “Nobody Ltd”',
		)
		expect(spoken(await bot().staffSays('dana', 'open a dispute'))).toContain('For which customer?')
	})

	it('comes back as a form with the reason when something does not fit', async () => {
		const said = await bot().staffPresses('dana', 'open-dispute', { customer: 'alex', reason: 'Charged twice', amount: 'much' })
		expect(spoken(said)).toContain('I could not read the amount')
		expect(spoken(said)).toContain('Charged twice')
		expect(await bot().tickets()).toEqual([])
	})

	it('is refused for a customer that nobody knows', async () => {
		const said = await bot().staffPresses('dana', 'open-dispute', { customer: '__proto__', reason: 'x' })
		expect(spoken(said)).toContain('We do not know this customer')
		expect(await bot().tickets()).toEqual([])
	})
})

describe('the whole loop by chat and cards', () => {
	it('closes only after the customer was told and said yes', async () => {
		const number = await bot().openDispute()
		await press('dana', 'take', number)
		await press('dana', 'escalate-to-manager', number, { reason: 'More than my limit' })
		await press('mina', 'acknowledge', number)
		await press('dana', 'resolve', number, { outcome: 'credited', text: 'We credit the second line.', amount: '484 EUR' })
		await bot().told(number)
		bot().time.now += 2 * HOUR
		await bot().says('alex', 'no, still wrong')
		expect((await bot().load(number)).state).toBe('open')
		await press('dana', 'resolve', number, { outcome: 'credited', text: 'Now the credit is on its way.', amount: '484 EUR' })
		await bot().told(number)
		await bot().presses('alex', 'confirm', { ticket: number, resolution: 2, comment: 'thank you' })
		expect((await bot().load(number)).closure?.reason).toBe('agreed')
	})
})
