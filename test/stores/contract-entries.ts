import * as fc from 'fast-check'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copy } from '../../src/stores/move/copy.ts'
import type { EntrySource, EntryTarget } from '../../src/stores/move/entry.ts'
import { writeExport } from '../../src/stores/move/write-export.ts'
import { openSource, openTarget } from '../../src/stores/open-entries.ts'
import { readStore } from '../../src/stores/read-store.ts'
import type { Store } from '../../src/stores/store.ts'
import { lives } from '../tickets/model/steps.ts'
import { createWorld } from '../tickets/model/world.ts'
import type { Place } from './contract.ts'
import { erasureOf, leaveTraces, MARKS } from './contract-erase.ts'
import { fill, LEFT, picture } from './contract-reopening.ts'
import { lowdbPlace } from './lowdb-place.ts'
import { NOON, opening } from './samples.ts'

const logger = pino({ level: 'silent' })
const progress = () => undefined
const RANDOM_DESKS = 1
const BATCH = 20
/** Of the batches, one is tried as the place where it breaks off; no divisor of their number. */
const EVERY = 4

/** Everything as the lines of an export. */
export async function exportOf(place: Pick<Place, 'address'>): Promise<string> {
	const source = await openSource({ place: place.address, logger, alone: false })
	let text = ''
	try {
		await writeExport({ source, write: async (more) => void (text += more), progress })
	} finally {
		await source.close()
	}
	return text
}

/** Copies a place into another one; `until` may break it off by throwing. */
export async function move(
	from: Place,
	to: Place,
	until: (target: EntryTarget) => EntryTarget = (target) => target,
): Promise<void> {
	const source = await openSource({ place: from.address, logger, alone: true })
	try {
		const target = await openTarget({ place: to.address, from: source.identity, logger })
		try {
			await copy({ source: inSmallBatches(source), target: until(target), progress, stillAlone: source.stillAlone })
		} finally {
			await target.close()
		}
	} finally {
		await source.close()
	}
}

/** So that there are some even in a small desk. */
function inSmallBatches(source: EntrySource): EntrySource {
	return {
		...source,
		async *entries() {
			for await (const batch of source.entries()) {
				for (let start = 0; start < batch.length; start += BATCH) yield batch.slice(start, start + BATCH)
			}
		},
	}
}

/** Breaks off before the batch with this number, counted from 0. */
function brokenOffAt(batch: number) {
	let batches = 0
	return (target: EntryTarget): EntryTarget => ({
		...target,
		async put(entries, lines) {
			if ((batches += 1) > batch) throw new Error('pulled the plug')
			return target.put(entries, lines)
		},
	})
}

export function describeEntries(newPlace: () => Promise<Place>): void {
	describe('moving', () => {
		const places: Place[] = []
		const place = async (made: Promise<Place> = newPlace()) => {
			places.push(await made)
			return made
		}
		let from: Place
		let to: Place
		beforeEach(async () => {
			from = await place()
			to = await place(lowdbPlace())
		})
		afterEach(async () => {
			for (const each of places.splice(0)) await each.remove()
		})
		const within = async <T>(at: Place, work: (store: Store) => Promise<T>): Promise<T> => {
			const store = await at.open()
			try {
				return await work(store)
			} finally {
				await store.close()
			}
		}

		it('takes everything to lowdb and back, into a store that goes on where the first one stopped', async () => {
			const { before, highest } = await within(from, async (store) => {
				await fill(store)
				return { before: await picture(store), highest: await store.tickets.reserveNumber() }
			})
			await move(from, to)
			const back = await place()
			await move(to, back)
			expect(await exportOf(back)).toBe(await exportOf(from))
			await within(back, async (store) => {
				expect(await picture(store)).toEqual(before)
				const { tickets, transcripts, turns, replies } = store
				expect(await tickets.reserveNumber()).toBe(`BD-${Number(highest.slice(3)) + 1}`)
				expect(await tickets.commit('one', [opening('BD-2000')])).toBe('repeated')
				expect(await tickets.commit('new', [opening('BD-2000')])).toBe('committed')
				expect(await transcripts.append('c', { id: 'a2', type: 'message' })).toBe(2)
				expect(await transcripts.append('c', { id: 'a3', type: 'message' })).toBe(3)
				expect(await turns.isHandled('turn')).toBe(true)
				expect(await replies.takeReplies()).toEqual(LEFT)
				expect(await replies.noteTry('z', true)).toBe(true)
			})
		})

		it('goes on after it was broken off anywhere, and no desk starts before it is done', async () => {
			await within(to, fill)
			const wanted = await exportOf(to)
			const batches = wanted.split('\n').length
			for (let batch = 0; ; batch += EVERY) {
				const target = await newPlace()
				const end = await move(to, target, brokenOffAt(batch)).then(
					() => 'done',
					(error: Error) => error.message,
				)
				if (end === 'done') return target.remove()
				expect(end).toBe('pulled the plug')
				expect(batch).toBeLessThan(batches)
				await expect(target.open()).rejects.toMatchObject({ reason: 'store-half-copied' })
				await expect(exportOf(target)).rejects.toMatchObject({ reason: 'store-half-copied' })
				await move(to, target)
				expect(await exportOf(target)).toBe(wanted)
				await target.remove()
			}
		})

		it('takes what is there now where the source went on after the copy was broken off', async () => {
			await within(to, fill)
			await expect(move(to, from, brokenOffAt(4))).rejects.toThrow('pulled the plug')
			await within(to, async ({ tickets, references }) => {
				await tickets.commit('more', [opening('BD-1000')])
				await references.dropReference('team', await references.reference('team'))
			})
			await move(to, from)
			expect(await exportOf(from)).toBe(await exportOf(to))
		})

		it('takes what is there now where there is less than when the copy was broken off', async () => {
			await within(to, fill)
			const broken = move(to, from, (target) => ({ ...target, finish: () => Promise.reject(new Error('pulled the plug')) }))
			await expect(broken).rejects.toThrow('pulled the plug')
			await within(to, async ({ references, replies }) => {
				await references.dropReference('team', await references.reference('team'))
				for (const { id } of await replies.takeReplies()) if (id !== 'x') await replies.dropReply(id)
			})
			await move(to, from)
			expect(await exportOf(from)).toBe(await exportOf(to))
		})

		it('refuses a target that holds a desk, or the rest of another copy, and changes nothing in it', async () => {
			await within(from, fill)
			await within(to, ({ tickets }) => tickets.commit('other', [opening('BD-7')]))
			const before = await exportOf(from)
			await expect(move(to, from)).rejects.toMatchObject({ code: 'bad-input', reason: 'store-not-empty' })
			expect(await exportOf(from)).toBe(before)
			const half = await place()
			await expect(move(from, half, brokenOffAt(3))).rejects.toThrow('pulled the plug')
			await expect(move(to, half)).rejects.toMatchObject({ reason: 'store-not-empty' })
			await move(from, half)
			await expect(move(from, from)).rejects.toMatchObject({ code: 'bad-input' })
		})

		it('is refused while a desk runs on either side; an export and a look into it are not, and change nothing', async () => {
			const running = await from.open()
			await fill(running)
			const lines = await exportOf(from)
			const reader = await readStore({ place: from.address, logger })
			expect(await reader.questions.questions(9)).toEqual(await running.questions.questions(9))
			expect(await reader.tickets.history('BD-1002')).toEqual(await running.tickets.history('BD-1002'))
			await expect(reader.tickets.commit('new', [opening('BD-3000')])).rejects.toMatchObject({ code: 'busy' })
			await reader.close()
			await expect(move(from, to)).rejects.toMatchObject({ code: 'misconfigured', reason: 'store-in-use' })
			const other = await lowdbPlace()
			await within(other, fill)
			await expect(move(other, from)).rejects.toMatchObject({ reason: expect.stringMatching(/^store-/) })
			await other.remove()
			await running.close()
			expect(await exportOf(from)).toBe(lines)
		})

		it('brings any desk there and back unchanged', async () => {
			const property = fc.asyncProperty(lives(60), async (steps) => {
				const [one, other, back] = [await lowdbPlace(), await newPlace(), await lowdbPlace()]
				try {
					const world = createWorld([false])
					for (const step of steps) await world.play(step)
					await within(one, async ({ tickets }) => {
						for (const { cause, changes } of world.store.commits) await tickets.commit(cause, changes)
					})
					await move(one, other)
					await move(other, back)
					expect(await exportOf(back)).toBe(await exportOf(one))
				} finally {
					for (const each of [one, other, back]) await each.remove()
				}
			})
			await fc.assert(property, { numRuns: RANDOM_DESKS, unbiased: true })
		})

		it('moves what is left of an erased person, and nothing more', async () => {
			const erase = async (store: Store) => {
				await leaveTraces(store)
				await store.erasures.erase(await erasureOf(store))
				await store.erasures.settled()
			}
			await within(to, erase)
			await move(to, from)
			const lines = await exportOf(from)
			expect(lines).toBe(await exportOf(to))
			for (const mark of MARKS) expect(lines).not.toContain(mark)
			await within(from, async ({ transcripts, erasures }) => {
				expect(await erasures.standing('tab:mina:1')).toMatchObject({ done: true, tickets: 1 })
				await transcripts.createConversation({ id: 'lost', userId: 'eve', locale: 'fr', createdAt: new Date(NOON) })
				expect(await transcripts.conversation('lost')).toBeUndefined()
			})
		})

		it('lets a person be erased where everything was moved to, with what was still to be said of them', async () => {
			await within(to, leaveTraces)
			await move(to, from)
			await within(from, async (store) => {
				expect(await store.erasures.erase(await erasureOf(store))).toBe('committed')
				expect((await store.replies.takeReplies()).map(({ id }) => id)).toEqual(['BD-1002'])
			})
		})

		it('keeps what a text can hold: nothing, any language, quotes, line ends and half characters', async () => {
			const text = '\u0000 "\\" \r\n\u2028 é 漢 🧾 \uD83E end'
			await within(to, async ({ tickets, mailbox, references }) => {
				await tickets.commit('one', [opening('BD-1001', { description: text })])
				await mailbox.keepMail({ id: 'm', to: 't', subject: text, text, html: text, at: NOON })
				await references.saveReference('team', { text, empty: {}, list: [null, []] })
			})
			await move(to, from)
			expect(await exportOf(from)).toBe(await exportOf(to))
			expect(await within(from, async ({ tickets }) => (await tickets.load('BD-1001'))?.description)).toBe(text)
		})
	})
}
