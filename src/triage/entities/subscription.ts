import { type Found, readAll } from './found.ts'

// Mail programs and Word turn hyphens into ones that do not break, or into dashes.
const GUID = /(?<![0-9a-f-])[0-9a-f]{8}[-‐‑–][0-9a-f]{4}[-‐‑–][0-9a-f]{4}[-‐‑–][0-9a-f]{4}[-‐‑–][0-9a-f]{12}(?![0-9a-f-])/giu

/** GUIDs in lower case. What a GUID names (subscription or tenant) only the desk's data can tell. */
export function findSubscriptions(text: string): Found<string>[] {
	return readAll(text, GUID, (match) => match[0].toLowerCase().replace(/[‐‑–]/gu, '-'))
}
