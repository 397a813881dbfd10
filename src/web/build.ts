import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { InlineConfig, Plugin } from 'vite'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/**
 * Builds the browser code: `widget.js` is one classic script which any website can load with a single tag, and `tab/` is a page
 * with hashed assets, served under `/tab/`.
 */
export async function buildWeb(options: { outDir: string; watch: boolean }): Promise<void> {
	const { build } = await import('vite')
	if (!options.watch) await rm(options.outDir, { recursive: true, force: true })
	for (const config of [widget(options.outDir), tab(options.outDir)]) {
		const watch = options.watch ? {} : null
		const shared = { watch, emptyOutDir: false, chunkSizeWarningLimit: 1500 }
		await build({ configFile: false, logLevel: 'warn', ...config, build: { ...config.build, ...shared } })
	}
}

function widget(outDir: string): InlineConfig {
	return {
		root: `${HERE}widget`,
		plugins: [withoutUnusedParts()],
		build: {
			outDir,
			assetsInlineLimit: Number.MAX_SAFE_INTEGER,
			rolldownOptions: {
				input: `${HERE}widget/main.ts`,
				output: { format: 'iife', entryFileNames: 'widget.js' },
			},
		},
	}
}

function tab(outDir: string): InlineConfig {
	return { root: `${HERE}tab`, base: '/tab/', build: { outDir: `${outDir}/tab` } }
}

/** Parts of directlinejs for other servers and for browsers of before 2018: left out, the script is 40 % smaller. */
const UNUSED: ReadonlySet<string> = new Set(['./directLineStreaming', 'core-js/features/promise', 'url-search-params-polyfill'])

function withoutUnusedParts(): Plugin {
	const empty = '\0unused'
	return {
		name: 'without-unused-parts',
		enforce: 'pre',
		resolveId: (id) => (UNUSED.has(id) ? empty : undefined),
		load: (id) => (id === empty ? 'export const DirectLineStreaming = undefined' : undefined),
	}
}

function hasVite(): boolean {
	try {
		return Boolean(import.meta.resolve('vite'))
	} catch {
		return false
	}
}

async function main(args: readonly string[]): Promise<void> {
	if (args.includes('--if-possible') && !hasVite()) {
		console.warn('The browser code is not built: vite is missing, because development dependencies were left out.')
		return
	}
	await buildWeb({ outDir: DIST, watch: args.includes('--watch') })
}

if (import.meta.main) await main(process.argv.slice(2))
