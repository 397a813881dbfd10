import { fold } from './fold.ts'

const OPENINGS = [
	String.raw`(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: (?:there|all|team|everyone|support|sir|madam|sir or madam|billing team|support team))*`,
	String.raw`(?:bonjour|bonsoir|salut|coucou|hello|cher|chere|chers)(?: (?:madame|monsieur|messieurs|mesdames|a tous|a toutes|l'equipe|toute l'equipe|le support))*`,
	String.raw`(?:madame|monsieur)(?:,? (?:madame|monsieur))?`,
	String.raw`i hope (?:you are|you're|youre|this finds you|all is|everything is)(?: (?:doing )?(?:well|good|fine))?`,
	String.raw`hope (?:you are|you're|all is)(?: (?:doing )?well)?`,
	String.raw`j'espere que vous allez bien`,
	String.raw`sorry to (?:bother|disturb)(?: you)?(?: again)?`,
	String.raw`desolee? de vous (?:deranger|embeter)`,
]
const CLOSINGS = [
	String.raw`(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot)?(?: in advance| for (?:your|the) (?:help|time|support|answer|reply))?`,
	String.raw`(?:kind|best|warm)(?:est)? regards`,
	'regards|cheers|sincerely|yours (?:sincerely|faithfully)|best wishes',
	String.raw`(?:je vous )?(?:merci|remercie)(?: (?:beaucoup|bien|infiniment))?(?: (?:d'avance|par avance|de votre (?:aide|retour|reponse)|pour votre (?:aide|retour|reponse)))*`,
	String.raw`(?:bien )?(?:cordialement|sinceres salutations|bonne journee|belle journee|bonne soiree|bien a vous|a bientot)`,
	String.raw`(?:dans l')?(?:attente|attendant)(?: de)? (?:votre|une) (?:retour|reponse)`,
]

const SEPARATOR = String.raw`[\s,.;:!?()-]*`
const OPENING = new RegExp(`^${SEPARATOR}(?:${OPENINGS.join('|')})(?![\\p{L}\\p{N}'])${SEPARATOR}`, 'u')
const CLOSING = new RegExp(
	`(?:^|[\\s,.;:!?()-])${SEPARATOR}(?:${CLOSINGS.join('|')})(?![\\p{L}\\p{N}'])([^.!?\\n]{0,40})?${SEPARATOR}$`,
	'u',
)

/**
 * A message without its greeting and its signature, folded: "Bonjour, facture svp, merci d'avance" asks for an invoice, it is
 * no greeting. Where nothing else would remain (or only a name) the message stays as it is.
 */
export function stripCourtesy(text: string): string {
	const whole = fold(text)
	let body = whole
	for (let turn = 0; turn < 4; turn += 1) {
		const shorter = body.replace(OPENING, '')
		if (shorter === body) break
		body = shorter
	}
	// A closing stands at the end: looking at the tail only keeps long messages fast.
	const tailStart = Math.max(0, body.length - 200)
	let tail = body.slice(tailStart)
	for (let turn = 0; turn < 3; turn += 1) {
		const shorter = tail.replace(CLOSING, (all, signature: string | undefined) => (isSignature(signature) ? '' : all))
		if (shorter === tail) break
		tail = shorter
	}
	body = body.slice(0, tailStart) + tail
	return /\p{L}{2}/u.test(body) ? body : whole
}

/** What follows a closing is a name if it is at most three words; anything longer belongs to the message. */
function isSignature(text = ''): boolean {
	return (text.match(/\p{L}+/gu)?.length ?? 0) <= 3
}
