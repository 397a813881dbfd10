import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { type DeskMode, type DeskProcess, startDesk } from './desk-process.ts'

/** Longer than the tab takes to ask again (3 s) and the widget to come back after a restart. */
const PATIENCE_MS = 30_000
/** Where every file has a database and two processes, they start at the same time. */
const START_MS = 120_000

/** What a walk through the product needs. */
export interface Stage {
	readonly desk: DeskProcess
	/** A window of a person of his own; `beside` opens another tab of the same person's browser. */
	openWindow(options?: { beside?: Page; locale?: string }): Promise<Page>
}

type Walk = (stage: Stage) => Promise<void>

/**
 * A desk and a browser for the tests of this file. The function it answers takes a walk: it closes the walk's windows, fails on
 * a script error in any of them, and leaves pictures of them, named in the error, where the walk fails.
 */
export function setStage(mode?: DeskMode): (walk: Walk) => Promise<void> {
	let browser: Browser | undefined
	let desk: DeskProcess | undefined
	beforeAll(async () => {
		;[browser, desk] = await Promise.all([launchBrowser(), startDesk(mode)])
	}, START_MS)
	afterAll(async () => {
		await browser?.close()
		await desk?.stop()
	})
	return async (walk) => {
		if (browser === undefined || desk === undefined) throw new Error('the stage is not set')
		await walkOn(walk, browser, desk)
	}
}

async function walkOn(walk: Walk, browser: Browser, desk: DeskProcess): Promise<void> {
	const contexts = new Set<BrowserContext>()
	const scriptErrors: string[] = []
	async function openWindow({ beside, locale = 'en-GB' }: { beside?: Page; locale?: string } = {}): Promise<Page> {
		const context = beside?.context() ?? (await browser.newContext({ locale, viewport: { width: 1280, height: 860 } }))
		contexts.add(context)
		context.setDefaultTimeout(PATIENCE_MS)
		const page = await context.newPage()
		page.on('pageerror', (error) => scriptErrors.push(String(error)))
		return page
	}
	try {
		await walk({ desk, openWindow })
		expect(scriptErrors).toEqual([])
	} catch (error) {
		const folder = await photograph([...contexts].flatMap((context) => context.pages()))
		const words = error instanceof Error ? error.message : String(error)
		throw new Error(`${words}\nPictures of the windows: ${folder}`, { cause: error })
	} finally {
		await Promise.all([...contexts].map((context) => context.close()))
	}
}

async function photograph(pages: readonly Page[]): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'loopdesk-e2e-failed-'))
	for (const [index, page] of pages.entries()) {
		const name = new URL(page.url()).pathname.replaceAll(/\W+/gu, '-').slice(0, 20)
		await page.screenshot({ path: path.join(folder, `${index + 1}${name}.png`), timeout: 5000 }).catch(() => undefined)
	}
	return folder
}
