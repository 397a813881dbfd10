import { ActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder'

/** A bot that answers everything, and does on request what bots do wrong. */
export class EchoBot extends ActivityHandler {
	/** What it heard, in order. */
	readonly heard: string[] = []
	/** `wait` is not answered, and the second of `two parts` not sent, before this ends. */
	gate: Promise<void> = Promise.resolve()

	constructor() {
		super()
		this.onMembersAdded(async (context, next) => {
			this.heard.push('joined')
			await context.sendActivity(context.activity.locale === 'fr' ? 'Bonjour' : 'Hello')
			await next()
		})
		this.onMessage(async (context, next) => {
			await this.#answer(context)
			await next()
		})
		this.onEvent(async (context, next) => {
			await context.sendActivity(`event ${context.activity.name} ${JSON.stringify(context.activity.value)}`)
			await next()
		})
	}

	protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
		return { status: 200, body: { did: context.activity.name } }
	}

	async #answer(context: TurnContext): Promise<void> {
		const { text, attachments, from } = context.activity
		this.heard.push(text)
		if (text === 'crash') throw new Error('the echo broke')
		if (text === 'two parts') await context.sendActivity('part one')
		if (text === 'wait' || text === 'two parts') await this.gate
		if (text === 'who') await context.sendActivity(`${from.id}|${from.name}|${from.role}|${context.activity.locale}`)
		else if (text === 'two parts') await context.sendActivity('part two')
		else if (text === 'change') await this.#change(context)
		else if (attachments?.length) await context.sendActivity(`got ${attachments.map(({ name }) => name).join(', ')}`)
		else
			await context.sendActivities([{ type: 'typing' }, { type: 'delay', value: 5 }, { type: 'message', text: `echo ${text}` }])
	}

	async #change(context: TurnContext): Promise<void> {
		const sent = await context.sendActivity('first')
		if (!sent) return
		await context.updateActivity({ type: 'message', id: sent.id, text: 'second' })
		await context.deleteActivity(sent.id)
	}
}
