import { afterEach, beforeEach } from 'vitest'
import { type BotDesk, startBotDesk } from './desk.ts'

/** A fresh desk for each test of a file. */
export function useBotDesk(): () => BotDesk {
	let desk: BotDesk | undefined
	beforeEach(async () => {
		desk = await startBotDesk()
	})
	afterEach(async () => desk?.stop())
	return () => {
		if (desk === undefined) throw new Error('the desk is not open')
		return desk
	}
}
