/** A file with a zero byte is a picture or an archive, whatever its name says. */
const UTF_16: readonly { mark: readonly [number, number]; label: string }[] = [
	{ mark: [0xff, 0xfe], label: 'utf-16le' },
	{ mark: [0xfe, 0xff], label: 'utf-16be' },
]
/** Marks of our own stand here while code is set aside; a document that already uses them loses them. */
const PRIVATE_USE = /[\ue000-\uf8ff]/gu

/**
 * The text of a file: UTF-8 with or without its mark, UTF-16 with its mark, else Windows Latin-1, which old tools wrote. Lines
 * end with `\n`.
 * @returns undefined where it is not text.
 */
export function decode(bytes: Uint8Array): string | undefined {
	const wide = UTF_16.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
	if (wide === undefined && bytes.includes(0)) return undefined
	const text = wide === undefined ? narrow(bytes) : new TextDecoder(wide.label).decode(bytes)
	return text
		.replace(/^\ufeff/u, '')
		.replace(/\r\n?/gu, '\n')
		.replace(PRIVATE_USE, '')
}

function narrow(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
	} catch {
		return new TextDecoder('windows-1252').decode(bytes)
	}
}
