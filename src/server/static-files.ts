import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Server } from 'restify'

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
}

/** A folder of files under a path. */
export interface StaticFolder {
	/** `/tab`, or the empty text for the root. */
	readonly mount: string
	readonly folder: string
	/** Only these names are served, where given. */
	readonly only?: readonly string[]
}

/** Serves files that the build made. Names with a content hash are kept by browsers for a year, everything else is asked for again. */
export function attachStaticFiles(server: Server, { mount, folder, only }: StaticFolder): void {
	const root = path.resolve(folder)
	async function serve(req: Request, res: Response): Promise<void> {
		const wanted = decoded(req.path().slice(mount.length).replace(/^\/+/u, ''))
		const name = wanted === '' || wanted.endsWith('/') ? `${wanted}index.html` : wanted
		const file = path.resolve(root, name)
		const type = TYPES[path.extname(file)]
		const isInside = file.startsWith(`${root}${path.sep}`)
		const found = isInside && type !== undefined && (only === undefined || only.includes(name)) ? await fileAt(file) : undefined
		if (found === undefined || type === undefined) {
			notFound(res)
			return
		}
		const etag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`
		const isHashed = name.startsWith('assets/')
		const headers = { etag, 'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache', 'content-type': type }
		if (req.header('if-none-match') === etag) {
			res.sendRaw(304, '', headers)
			return
		}
		res.writeHead(200, { ...headers, 'content-length': found.size })
		await pipeline(createReadStream(file), res).catch(() => res.destroy())
	}
	if (only !== undefined) {
		for (const name of only) server.get(`${mount}/${name}`, serve)
		return
	}
	if (mount !== '')
		server.get(mount, async (_req: Request, res: Response) => void res.sendRaw(301, '', { location: `${mount}/` }))
	server.get(`${mount}/*`, serve)
}

async function fileAt(file: string): Promise<{ size: number; mtimeMs: number } | undefined> {
	const found = await stat(file).catch(() => undefined)
	return found?.isFile() ? found : undefined
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name)
	} catch {
		return '\0'
	}
}

function notFound(res: Response): void {
	res.sendRaw(404, JSON.stringify({ error: { code: 'not-found' } }), { 'content-type': 'application/json' })
}
