import { afterAll, beforeAll } from 'vitest'
import { type DeskProcess, newFolder, startDesk } from './start-desk.ts'

type Env = Readonly<Record<string, string>>

/** One real server for a whole file, on a store of its own; it must end cleanly when the file does. */
export function useDesk(env: () => Env | Promise<Env> = () => ({})): () => DeskProcess {
	let desk: DeskProcess | undefined
	let remove: (() => Promise<void>) | undefined
	beforeAll(async () => {
		const place = await newFolder()
		remove = place.remove
		desk = await startDesk({ folder: place.folder, env: await env() })
	})
	afterAll(async () => {
		const code = await desk?.stop()
		await remove?.()
		if (code !== 0) throw new Error(`the desk ended by ${code}: ${desk?.log()}`)
	})
	return () => {
		if (desk === undefined) throw new Error('the desk has not started')
		return desk
	}
}
