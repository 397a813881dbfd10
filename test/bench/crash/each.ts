/** As many questions at the same time as a database answers well. */
const AT_ONCE = 20

/** Does it for each item, some at the same time. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	const left = items.values()
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (const item of left) await work(item)
		}),
	)
}
