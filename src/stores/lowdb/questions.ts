import type { AskedQuestion, CameOfIt, QuestionBook } from '../../bot/ports.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'
import { addKey, ascending, createSortedKeys, descending, removeKey } from './sorted-keys.ts'
import { mapped, take } from './take.ts'

/** Old questions that one new one takes away at most, so that no commit grows long. */
const DROPPED_AT_ONCE = 20

export function createQuestions({ engine }: { engine: Engine }): QuestionBook {
	const byTime = createSortedKeys()
	engine.watch('questions', (id, after, before) => {
		if (after?.at === before?.at) return
		if (before !== undefined) removeKey(byTime, before.at, id)
		if (after !== undefined) addKey(byTime, after.at, id)
	})

	function tooOld(before: number, atMost: number): Operation[] {
		let left = byTime.size + 1
		const drops: Operation[] = []
		for (const [at, id] of ascending(byTime)) {
			if ((at >= before && left <= atMost) || drops.length >= DROPPED_AT_ONCE) break
			drops.push(['questions', id])
			left -= 1
		}
		return drops
	}

	function changed(id: string, came: CameOfIt): Operation[] {
		const question = engine.newest('questions', id)
		if (question === undefined) return []
		const isNew = Object.entries(came).some(([key, value]) => question.came[key as keyof CameOfIt] !== value)
		const after: AskedQuestion = { ...question, came: { ...question.came, ...came } }
		return isNew ? [['questions', id, after]] : []
	}

	return {
		async keepQuestion(question, { before, atMost }) {
			if (engine.newest('questions', question.id) !== undefined) return engine.settled('questions', question.id)
			await engine.commit([['questions', question.id, question], ...tooOld(before, atMost)])
		},
		question: async (id) => engine.get('questions', id),
		async addOutcome(ids, came) {
			const operations = [...new Set(ids)].flatMap((id) => changed(id, came))
			if (operations.length > 0) await engine.commit(operations)
			else await Promise.all(ids.map((id) => engine.settled('questions', id)))
		},
		questions: async (limit) =>
			take(
				mapped(descending(byTime), ([, id]) => engine.get('questions', id)),
				limit,
			),
	}
}
