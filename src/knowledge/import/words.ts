import type { Language } from '../../triage/types.ts'

const FRENCH_COLON = '\u00a0:'

/** What the importer itself writes into a document, in the document's language. */
export type ImportWords = {
	/** A picture is not taken along; its description is, where it has one. */
	picture(description: string): string
	/** The name of an alert such as `[!NOTE]`, with its colon; undefined for markers that only steer a website. */
	alert(kind: string): string | undefined
}

const ALERTS: Record<Language, Readonly<Record<string, string>>> = {
	en: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution', remarks: 'Note' },
	fr: {
		note: 'Remarque',
		remarque: 'Remarque',
		tip: 'Conseil',
		conseil: 'Conseil',
		important: 'Important',
		warning: 'Avertissement',
		avertissement: 'Avertissement',
		caution: 'Attention',
		attention: 'Attention',
	},
}

/** The words of one language. */
export function importWords(language: Language): ImportWords {
	const colon = language === 'fr' ? FRENCH_COLON : ':'
	return {
		picture: (description) => (description.trim() === '' ? '' : `(Image${colon} ${description.trim()})`),
		alert(kind) {
			const name = ALERTS[language][kind.toLowerCase()]
			return name === undefined ? undefined : `**${name}${colon}**`
		},
	}
}
