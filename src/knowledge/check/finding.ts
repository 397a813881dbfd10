/** A problem must be mended, a warning deserves a look, a note is for the record. */
export type Severity = 'problem' | 'warning' | 'note'

/** The name of the rule that a finding comes from; stable, for whoever reads `--json`. */
export type Rule =
	| 'broken'
	| 'translation'
	| 'translation-differs'
	| 'dead-link'
	| 'link-form'
	| 'unknown-host'
	| 'ended'
	| 'not-yet'
	| 'conflicting-question'
	| 'repeated-question'
	| 'similar-question'
	| 'missing-topic'
	| 'few-questions'
	| 'new-topic'

export type Finding = {
	readonly severity: Severity
	readonly rule: Rule
	/** Relative to the knowledge folder, with `/`. */
	readonly file: string
	/** From 1. */
	readonly line: number
	readonly message: string
	/** What to do, one sentence. */
	readonly advice: string
}
