import type { AskedQuestion, CameOfIt, QuestionBook } from '../../bot/ports.ts'
import type { Database } from './database.ts'
import { documentOf, factsOf, limitOf } from './documents.ts'

interface Found {
	readonly came: CameOfIt
	readonly document: Omit<AskedQuestion, 'came'>
}

/** The new one is not among those that the statement sees: it counts as one more. */
const KEEP = {
	name: 'keep-question',
	text: `WITH kept AS (
			INSERT INTO questions (id, at, came, document) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id
		), surplus AS (
			SELECT id FROM questions WHERE at < $5
			UNION SELECT id FROM (SELECT id FROM questions ORDER BY at DESC, id DESC OFFSET greatest($6::integer - 1, 0) LIMIT 20) AS oldest
		)
		DELETE FROM questions WHERE id IN (SELECT id FROM surplus) AND EXISTS (SELECT FROM kept)`,
}
const ONE = { name: 'question', text: 'SELECT came, document FROM questions WHERE id = $1' }
const NEWEST = { name: 'questions', text: 'SELECT came, document FROM questions ORDER BY at DESC, id DESC LIMIT $1' }
const ADD = { name: 'add-outcome', text: 'UPDATE questions SET came = came || $2::jsonb WHERE id = ANY ($1::text[])' }

export function createQuestions({ database }: { database: Database }): QuestionBook {
	const questionsBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<Found>(statement, values)).map(({ came, document }): AskedQuestion => ({ ...document, came }))

	return {
		async keepQuestion({ came, ...question }, { before, atMost }) {
			const most = Math.min(atMost, 2_000_000_000)
			await database.query(
				KEEP,
				[question.id, question.at, factsOf(came), documentOf(question), before, most],
				`question ${question.id}`,
			)
		},
		question: async (id) => (await questionsBy(ONE, [id]))[0],
		addOutcome: async (ids, came) => void (await database.query(ADD, [[...ids], factsOf(came)])),
		questions: (limit) => questionsBy(NEWEST, [limitOf(limit)]),
	}
}
