import type { Server } from 'restify'
import { AppError } from '../errors.ts'

/** Opens the door. Throws `misconfigured` where somebody else listens on the port already. */
export function listen(server: Server, { PORT, HOST }: { readonly PORT: number; readonly HOST: string }): Promise<void> {
	return new Promise((resolve, reject) => {
		// restify passes the error on as its own, and an event 'error' that nobody hears ends the process.
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(
				error.code === 'EADDRINUSE' ? new AppError('misconfigured', `port ${PORT} is in use. Set PORT to a free one.`) : error,
			)
		})
		server.listen(PORT, HOST, () => resolve())
	})
}
