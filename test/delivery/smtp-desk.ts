import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** What the server does with a mail. Numbers are refusals: at MAIL FROM, at RCPT TO, or after the whole mail. */
export interface Behaviour {
	readonly mailFrom?: number
	readonly rcptTo?: number
	readonly afterData?: number
	/** Hangs up with the whole mail in hands. */
	readonly dropsAfterData?: boolean
	/** Hangs up as soon as it has been greeted. */
	readonly dropsAtMailFrom?: boolean
	/** Says nothing more once it has the mail. */
	readonly isSilentAfterData?: boolean
	/** Says half of an answer once it has the mail, and then a little more of it, again and again. */
	readonly tricklesAfterData?: boolean
	/** Lets nobody in. */
	readonly greeting?: number
	/** Knows nobody who signs in. */
	readonly refusesSignIn?: boolean
}

/** A real SMTP server on loopback. */
export async function startSmtp(behaviour: Behaviour = {}) {
	const mails: { readonly from: string; readonly to: string[]; readonly raw: string }[] = []
	const sockets = new Set<Socket>()
	const refusal = (code: number) => Object.assign(new Error('refused by the test'), { responseCode: code })
	const server: SMTPServer = new SMTPServer({
		authOptional: behaviour.refusesSignIn !== true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onAuth: (_auth, _session, done) => done(refusal(535)),
		onConnect: (_session, done) => done(behaviour.greeting === undefined ? null : refusal(behaviour.greeting)),
		onMailFrom: (_address, _session, done) => {
			if (behaviour.dropsAtMailFrom) return dropAll()
			done(behaviour.mailFrom === undefined ? null : refusal(behaviour.mailFrom))
		},
		onRcptTo: (_address, _session, done) => done(behaviour.rcptTo === undefined ? null : refusal(behaviour.rcptTo)),
		onData: (stream, session, done) => {
			void text(stream).then((raw) => {
				const { mailFrom, rcptTo } = session.envelope
				mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw })
				if (behaviour.dropsAfterData) return dropAll()
				if (behaviour.tricklesAfterData) return trickle()
				if (!behaviour.isSilentAfterData) done(behaviour.afterData === undefined ? null : refusal(behaviour.afterData))
			})
		},
	})
	let trickling: NodeJS.Timeout | undefined
	const trickle = () => {
		trickling = setInterval(() => sockets.forEach((socket) => void socket.write('2')), 20)
	}
	const dropAll = () => {
		clearInterval(trickling)

		for (const socket of sockets) socket.destroy()
	}
	server.on('error', () => {})
	server.server.on('connection', (socket: Socket) => void sockets.add(socket))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.server.address() as AddressInfo
	const stop = () =>
		new Promise<void>((resolve) => {
			dropAll()
			server.close(() => resolve())
		})
	return { mails, url: `smtp://127.0.0.1:${port}`, port, stop }
}
