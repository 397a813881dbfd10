import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createKitFor, type KitFor } from '../../src/cards/kit.ts'
import { loadTemplates } from '../../src/cards/templates.ts'
import { loadTexts } from '../../src/cards/texts.ts'
import type { Policy } from '../../src/tickets/policy.ts'
import { POLICY, TEAM } from '../tickets/model/people.ts'

export const ROOT = path.join(import.meta.dirname, '../..')
export const LOCALES = ['en', 'fr'] as const
export const SURFACES = ['teams', 'web'] as const

export const texts = loadTexts(path.join(ROOT, 'data/locales'))
export const render = loadTemplates(path.join(ROOT, 'cards'))

/** The product's texts and templates for readers of cards at this time. */
export function kitsAt(now: number, policy: Policy = POLICY): KitFor {
	let ids = 0
	const newId = () => `card-${(ids += 1)}`
	return createKitFor({ texts, render, policy, team: TEAM, clock: () => now, topicTitle: (topic) => topic, newId })
}

/** All texts of a language by dotted key, read without the product's own reader. */
export function tableOf(locale: (typeof LOCALES)[number]): Map<string, string> {
	const root: unknown = JSON.parse(readFileSync(path.join(ROOT, `data/locales/${locale}.json`), 'utf8'))
	const table = new Map<string, string>()
	const walk = (node: unknown, prefix: string): void => {
		if (typeof node === 'string') {
			table.set(prefix, node)
			return
		}
		for (const [key, inner] of Object.entries(node as object)) walk(inner, prefix === '' ? key : `${prefix}.${key}`)
	}
	walk(root, '')
	return table
}
