import { ActivityHandler, CloudAdapter, MessageFactory } from 'botbuilder'
import { createServer, type Next, plugins, type Request, type Response } from 'restify'
import { standInAuthentication } from '../../../src/bot/teams-authentication.ts'

/**
 * The echo bot of the Bot Framework's samples (`02.echo-bot`): restify with its body parser, a plain CloudAdapter, one reply.
 * Only its authentication asks the stand-in of the Bot Connector instead of Microsoft; the checks are the same.
 */
class EchoBot extends ActivityHandler {
	constructor() {
		super()
		this.onMessage(async (context, next) => {
			const text = `Echo: ${context.activity.text}`
			await context.sendActivity(MessageFactory.text(text, text))
			await next()
		})
	}
}

const adapter = new CloudAdapter(standInAuthentication(process.env['CONNECTOR_STAND_IN'] ?? ''))
const bot = new EchoBot()
const server = createServer()
server.use(plugins.bodyParser())
server.post('/api/messages', (req: Request, res: Response, next: Next) => {
	adapter.process(req as never, res as never, (context) => bot.run(context)).then(() => next(), next)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
