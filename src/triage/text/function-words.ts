import type { Language } from '../types.ts'

const EN = `
	a about after again all already am an and any are as at be because been before being but by can cannot cant could did
	didnt do does doesnt doing done dont each for from get had has hasnt have having he her here hers him his how i if ill
	im in into is isnt it its ive just know let me more most much must my need no not now of off on one only or other our
	out please she should so some still such tell than thank thanks that ok okay yes thats the their them then there these
	they this those to too under until up us very want was wasnt we were weve what whats when where which while who whom why
	will with would you your youre hello hi hey
`

const FR = `
	a ai aie ainsi alors apres as au aucun aussi autre aux avant avec avez avoir avons c car ce ceci cela celle celui ces
	cet cette chez comme comment d dans de deja depuis des dois donc du elle elles en encore entre est et etait etais ete
	etes etre eu fait faire faut ici il ils j je jusque l la le les leur leurs lui m ma mais me mes mettre moi mon n ne ni
	nos notre non nous ok on ont oui ou par pas peu peut peux plus pour pourquoi pouvez puis puisque quand que quel quelle
	quelles quels qui quoi s sa sans se ses si soit son sont sous suis sur svp t ta te tes toi ton toujours tous tout toute
	toutes tres tu un une vers veut veux voici vos votre voudrais vous y bonjour merci salut bonsoir
`

/** The words that hold a sentence together: strong signs of the language, no sign of the topic. Folded as `splitWords` folds. */
export const FUNCTION_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
	en: new Set(EN.trim().split(/\s+/u)),
	fr: new Set(FR.trim().split(/\s+/u)),
}
