import type { Server } from 'restify'
import { AppError } from '../errors.ts'

/** Opens the door. Throws `misconfigured` where that cannot be: somebody else listens there, it is not allowed, or not of this machine. */
export function listen(server: Server, { PORT, HOST }: { readonly PORT: number; readonly HOST: string }): Promise<void> {
	return new Promise((resolve, reject) => {
		// restify passes the error on as its own, and an event 'error' that nobody hears ends the process.
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(new AppError('misconfigured', reasonOf(error.code ?? error.message, PORT, HOST), { cause: error }))
		})
		server.listen(PORT, HOST, () => resolve())
	})
}

function reasonOf(code: string, port: number, host: string): string {
	if (code === 'EADDRINUSE') return `port ${port} is in use. Set PORT to a free one.`
	if (code === 'EACCES') return `this user may not listen on port ${port}. Set PORT to one above 1023.`
	return `it cannot listen on ${host} (${code}). Set HOST to an address of this machine.`
}
