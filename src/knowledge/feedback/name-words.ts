import { fold } from '../../triage/text/fold.ts'
import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { GIVEN_NAMES } from './given-names.ts'

/** Names that are words too: they are names only where they begin with a capital inside a sentence. */
const ORDINARY = new Set(
	`
	art baker bill booker brown carter case cash chase church cook cooper day drew english faith field fisher ford forest frank
	french grace grant gray green grey hall hill hope hunter jack joy june king knight lake lane lord love mark may miller mills
	moon moore noble north page park parker penny pierce pope potter power price prince rich rivers rose sharp short small smith
	spring star stern stone street strong sue summer sun taylor turner wall ward waters web weaver white will winter wise wood
	woods young april august
	aime ange bois blanc boulanger bon bonnet charpentier chevalier clair claire colin cordier courant court dieu dore fontaine
	france gentil grand gros jolly jour juste lafleur le legrand lemoine long marchand mars masson mercier mercredi meunier
	mignon moulin noel noir olive page parent pas petit pierre poirier pont prime roi rose roux roy sage sauvage serein tailleur
	tissier vidal vallee vert
	`
		.trim()
		.split(/\s+/u),
)

/** Said to and of people, and never a name. */
const NO_NAMES = new Set(
	`
	m mr mrs ms mx pr mme mmes mlle dr prof miss team support sir sirs madam maam madame madames monsieur messieurs mesdames mademoiselle all everyone everybody there folks
	guys billing microsoft azure office excel teams sharepoint copilot windows dynamics intune loopdesk customer service services
	desk bot assistant tous toutes equipe client clients facturation again dear
	business premium standard basic enterprise exchange online project visio power defender entra purview apps csp nce partner center
	centre cfo ceo cto it rh hr
	english french german spanish italian dutch anglais francais allemand espagnol italien neerlandais ca ami amis gang
	invoice invoices charge charges refund question problem issue subscription licence license licences licenses payment account
	urgent help credit price order facture factures probleme souci abonnement abonnements remboursement paiement compte commande
	prix litige urgence avoir question erreur error regards cordialement distinguees distingues sentiments
	advance attention help day week weekend assistance reply response answer time understanding patience support reponse retour
	aide journee soiree comprehension rapidite avance bien beaucoup much
	january february march april may june july august september october november december
	directeur directrice president presidente maire ministre juge prefet comptable responsable gerant gerante secretaire chef
	tresorier tresoriere compta comptabilite direction banque societe mairie poste
	power bi plan bonne noreply
	janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
	monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
	`
		.trim()
		.split(/\s+/u),
)

/** Folded words of people's names. */
export type Names = Pick<ReadonlySet<string>, 'has'>

const SPLIT = /[\s,.;()/]+/u

/** The folded words of people's names: the whole of `Jean-Pierre`, and its parts. */
export function nameWords(names: Iterable<string>): Set<string> {
	const words = [...names].flatMap((name) => fold(name).split(SPLIT))
	const parts = words.flatMap((word) => [word, ...word.split('-')])
	return new Set(parts.filter((part) => part.length > 1 && !isNoName(part)))
}

/** Whether a word cannot be a name where one is expected, as after "Hello". */
export function isNoName(word: string): boolean {
	// `PO`, `CHF`, `IT`.
	if (/^[A-Z]{2,3}$/u.test(word)) return true
	// The initial of a given name; `M.` is a title.
	if (/^(?!M)\p{Lu}\.$/u.test(word)) return false
	const folded = fold(word)
		.replace(/^(?:[cdjlmnst]|qu)'/u, '')
		.replace(/['.]/gu, '')
	return NO_NAMES.has(folded) || FUNCTION_WORDS.en.has(folded) || FUNCTION_WORDS.fr.has(folded)
}

/** Whether it is a frequent given name, in whatever case: `mohammed`, `Anne-Marie`. */
export function isGivenName(word: string): boolean {
	return GIVEN_NAMES.has(fold(word).split('-')[0] ?? '')
}

/** Where a word stands: at the start of a sentence its capital says nothing; behind a name it is likely to be one. */
export interface Standing {
	readonly startsSentence: boolean
	readonly isBehindName: boolean
}

/** Whether this word of a text is a name: one of these, a frequent given name, or what stands behind a name with a capital. */
export function isNamed(word: string, names: Names, { startsSentence, isBehindName }: Standing): boolean {
	const folded = fold(word).replace(/'s$/u, '')
	const isBig = /^\p{Lu}/u.test(word)
	if (isBig && isBehindName && !isNoName(word)) return true
	if (isBig && isGivenName(folded)) return true
	if (!names.has(folded) && !folded.split('-').every((part) => names.has(part))) return false
	if (ORDINARY.has(folded) && !isBehindName) return isBig && !startsSentence
	return folded.length > 2 || isBig
}
