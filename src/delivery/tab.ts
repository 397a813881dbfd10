import type { Channel } from './channel.ts'

/** The last channel of the staff: the tab lists every stored notice, so whatever reaches the store reaches its reader. */
export function createTab(): Channel {
	return { name: 'tab', carry: async () => ({ outcome: 'delivered' }) }
}
