import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../../errors.ts'

/** A text and the class that it belongs to. */
export type Labelled = { text: string; label: string }

const line = z.object({ text: z.string(), label: z.string().min(1) })

/**
 * The labelled texts of a file of JSON lines.
 * @throws AppError `not-found` for a missing file, `bad-input` for a line that is not one, with its number.
 */
export async function readExamples(file: string): Promise<Labelled[]> {
	const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new AppError('not-found', `Cannot read ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`)
	})
	const examples = content
		.replace(/^\uFEFF/u, '')
		.split(/\r?\n/u)
		.flatMap((written, index) => (written.trim() === '' ? [] : [parse(written, `${file}, line ${index + 1}`)]))
	if (examples.length === 0) throw new AppError('bad-input', `${file} holds no examples.`)
	return examples
}

function parse(written: string, place: string): Labelled {
	let json: unknown
	try {
		json = JSON.parse(written)
	} catch {
		throw new AppError('bad-input', `${place}: not a line of JSON.`)
	}
	const checked = line.safeParse(json)
	if (!checked.success) throw new AppError('bad-input', `${place}: needs "text" and "label", both strings.`)
	return checked.data
}
