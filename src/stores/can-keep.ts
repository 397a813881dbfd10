import type { Store } from './store.ts'

/** Whether the store can make something durable right now. */
export function canKeep({ turns, probe }: Pick<Store, 'turns' | 'probe'>): Promise<boolean> {
	return (probe?.() ?? turns.markHandled('readyz', Date.now())).then(
		() => true,
		() => false,
	)
}
