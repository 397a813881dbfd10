import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { createLiveKnowledge, type LiveKnowledge } from '../../../src/knowledge/live/create-live-knowledge.ts'

export type Said = { level: 'info' | 'warn' | 'error'; message: string; details: Record<string, unknown> }

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
	'tax-vat': ['why is there vat on my invoice', 'which tax rate applies', 'we are exempt from vat', 'the vat number is missing'],
	currency: ['in which currency do you bill', 'exchange rate of the dollar', 'can we pay in euros', 'wrong exchange rate'],
	greeting: ['hello', 'hi there', 'good morning', 'hello bot'],
}

const FRENCH = ['pourquoi y a-t-il de la TVA sur ma facture', 'quel est le taux de taxe', 'nous sommes exonérés de TVA']

/** An article file of a small desk. */
export function articleText(
	id: string,
	body = `The answer about ${id}.`,
	questions = QUESTIONS[id] ?? [`what is ${id}`],
): string {
	return `---
id: ${id}
topic: ${id}
title: About ${id}
audience: [customer, staff]
commerce: [any]
effective: 2023-10-01
sources: [EN docs]
next: answer
questions:
${questions.map((question) => `  - ${question}`).join('\n')}
---
${body}
`
}

/** A knowledge folder of its own, the log, and desks that are closed after each test. */
export async function liveFolder() {
	const root = await mkdtemp(path.join(tmpdir(), 'know-live-'))
	const folder = path.join(root, 'knowledge')
	const cache = path.join(root, 'store', 'models')
	const said: Said[] = []
	await mkdir(path.join(folder, 'en'), { recursive: true })
	for (const id of Object.keys(QUESTIONS)) await writeFile(path.join(folder, 'en', `${id}.md`), articleText(id))
	await mkdir(path.join(folder, 'fr'))
	await writeFile(path.join(folder, 'fr', 'tax-vat.md'), articleText('tax-vat', 'La réponse.', FRENCH))
	const log = (level: Said['level']) => (details: object, message: string) => {
		said.push({ level, message, details: { ...details } })
	}
	const logger = { info: log('info'), warn: log('warn'), error: log('error') }
	const open: LiveKnowledge[] = []
	cleanUps.push(async () => {
		for (const live of open) await live.close()
		await rm(root, { recursive: true })
	})
	return {
		folder,
		cache,
		said,
		logger,
		file: (id: string) => path.join(folder, 'en', `${id}.md`),
		/** How often a full training has ended. */
		learnt: () => said.filter(({ details }) => details['model'] === 'full').length,
		async start(change: { settleMs?: number; pollMs?: number; restMs?: number } = {}): Promise<LiveKnowledge> {
			const live = await createLiveKnowledge({ folder, cache, logger, settleMs: 60, pollMs: 60_000, restMs: 0, ...change })
			open.push(live)
			return live
		},
	}
}

const cleanUps: (() => Promise<void>)[] = []
afterEach(async () => {
	for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})
