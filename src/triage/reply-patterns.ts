/**
 * A pattern for any of these phrases, as whole words of folded text (no accents, straight apostrophes); a line end separates
 * like `|`.
 */
function anyOf(phrases: string): RegExp {
	const lines = phrases.split('\n').map((line) => line.trim())
	return new RegExp(`(?<![\\p{L}\\p{N}])(?:${lines.filter((line) => line !== '').join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}

const TROUBLE = '(?:errors?|problems?|issues?|mistakes?|wrong (?:charge|amount|line)s?|duplicates?|(?:wrong |double )?charges?)'
const OVER = '(?:gone|fixed|corrected|solved|resolved|removed|credited|refunded|reversed)'
const ENNUI = '(?:erreurs?|problemes?|soucis?|doublons?|litiges?)'
const FINI = '(?:resolus?|reglee?s?|corrigee?s?|disparus?|remboursee?s?)'
const NOT = "(?:not|isn'?t|wasn'?t|hasn'?t|aren'?t|haven'?t|doesn'?t|didn'?t|don'?t|never|cannot|can'?t|won'?t)"
const DONE =
	'(?:solved|resolved|fixed|ok|okay|correct|corrected|right|yet|happy|satisfied|agree|works?|working|think so|received?|get|got|arrived|' +
	'changed?|confirm|credited|refunded|accept|acceptable|see|match|helpful|done|good|true|closed?)'
const BIEN = '(?:bon|bien|ok|resolu|regle|corrige|recu|correct|satisfait|content|fini|le cas|credite|rembourse)'

/**
 * Machines that answer: absence notices and bounces. They say nothing about the ticket (osTicket PR #1529: they must not
 * reopen).
 */
export const AUTO_REPLY = anyOf(String.raw`
	out of (?:the )?office|ooo|automatic reply|auto(?:matic)?[ -]?(?:reply|response|matic message)|autoreply
	auto-submitted|on (?:annual |parental |sick )?leave|on (?:vacation|holidays?)|away from (?:my desk|the office)
	limited access to (?:my )?e?-?mails?
	undeliver(?:able|ed)|delivery (?:status notification|has failed|failure|incomplete)|mail delivery|mailer-daemon
	mailbox (?:is )?(?:full|unavailable|not monitored)|address not found|could not be delivered
	no longer (?:works? (?:for|at)|with the company)
	reponse automatique|message automatique|absente? du bureau|absence du bureau|absent(?:e)? (?:jusqu'au|du \d)
	en conges? (?:jusqu|du)|acces limite a (?:ma|mes) (?:messagerie|mails?|e-mails?)|de retour (?:au bureau )?le \d
	automated (?:message|reply|response|e-?mail)|(?:please )?do not reply|merci de ne pas repondre|ne pas repondre a ce
	your (?:message|request|e-?mail|enquiry|inquiry|ticket) (?:has been|was) (?:received|registered|created|logged)
	we (?:have )?received your (?:message|request|e-?mail|enquiry|inquiry|ticket)|(?:ticket|case|request) (?:has been|was) created
	(?:5\d\d )?5\.\d\.\d+|user unknown|unknown user|(?:inbox|mailbox) (?:is )?full|returned to sender
	(?:maternity|paternity|sick|annual|parental) leave|sabbatical|abwesenheitsnotiz|abwesend
	votre (?:message|demande|courriel|e-?mail|mail) (?:a|est) (?:bien )?(?:ete )?(?:recue?|enregistree?|prise? en compte)
	(?:avons|ai) bien recu votre (?:message|demande|courriel|e-?mail|mail)|accuse de reception
	(?:plus|pas) en poste|fai[st] plus partie
	non remis|non distribue|echec de (?:la )?(?:remise|distribution)|n'a pas pu etre (?:remis|distribue|livre)
	boite (?:aux lettres )?(?:pleine|n'est pas surveillee|inconnue)
`)

/** Signs of an absence notice that a person may write too: they count where nothing says that it is not solved. */
export const ABSENCE = anyOf(String.raw`
	back (?:in the office )?on (?:\w+day|\d)|returning on (?:\w+day|\d)|for urgent (?:matters|issues|requests)
	en deplacement jusqu|a mon retour|en cas d'urgence
	(?:suis|serai) (?:actuellement |de nouveau )?(?:absente?|en conges?|en vacances|en deplacement)
`)

/** Good news in negative words: taken out before bad news is looked for. */
export const HARMLESS = anyOf(String.raw`
	no (?:more |further |other )?(?:problems?|issues?|questions?|errors?|complaints?|worries)(?: (?:any ?more|left|at all|now))?
	no longer (?:a problem|an issue|wrong)|nothing (?:else|more)(?: to (?:add|report))?|not a problem(?: any ?more)?
	(?:the |my |this |that )?${TROUBLE} (?:(?:is|are|was|were|has|have|been|now|finally|all) )*${OVER}
	(?:plus|pas) (?:de |d'|aucun )(?:problemes?|soucis?|erreurs?|questions?)
	(?:plus )?aucun(?:e)? (?:autre )?(?:probleme|souci|erreur|question)
	rien (?:d'autre )?a (?:signaler|ajouter|redire)
	(?:l'|le |la |les |mon |notre |ce )?${ENNUI} (?:(?:est|sont|a|ont|ete|bien|maintenant|enfin) )*${FINI}
	non plus|mais (?:oui|si)|no need (?:for|to) (?:anything|do anything)(?: else| more)?|pas besoin d'autre chose
`)

/** "Not sure" and "I do not know" are neither a no nor a yes. */
export const UNDECIDED = anyOf(String.raw`
	not (?:so |quite |really |entirely |completely )?(?:sure|certain)(?: yet)?|unsure|(?:do not|don'?t) know(?: yet)?|no idea
	(?:je ne |j'?e? ?)sais pas(?: encore)?|aucune idee|pas (?:tres |vraiment |tout a fait |encore )?(?:sure?|certaine?)
`)

/** Says that it is not solved, whatever else is said. */
export const REJECTION = anyOf(String.raw`
	${NOT}(?: \w+){0,2} ${DONE}
	still|but|however|although|though|except|unless|unsolved|unresolved|unfortunately|nope|negative|disagree
	reopen(?:ed)?|re-open|only (?:partly|partially|half)|partly|partially|not at all
	nothing (?:has )?(?:changed|happened|arrived)|came back|comes back
	same (?:problem|issue|error|thing|amount|mistake)|(?:charged|billed|wrong|happened|invoiced|debited) again
	again (?:wrong|charged|billed)|far from
	wrong|incorrect|mistakes?|errors?|missing|overcharged|problems?|broken
	another (?:wrong )?(?:charge|invoice|bill)|no (?:credit|refund|money|change|answer)|false|unacceptable
	ridiculous|not really|(?:absolutely|certainly|definitely|of course) not|(?:charged|billed|debited|invoiced) (?:me|us) again
	not what (?:we|i|was)|(?:i'?m |we'?re )?afraid (?:it'?s )?not|refuse|does(?:n'?t| not) (?:solve|fix|help)|not over|worse|nein
	want my money|nothing is (?:solved|fixed)
	conteste|contestons|refuse|refusons|loin d'etre|pire|sans effet
	toujours|mais|cependant|pourtant|sauf|neanmoins|malheureusement|helas|encore|rouvrir|rouvrez|partiellement
	en partie|a moitie|meme (?:probleme|erreur|montant|chose|souci)|rien (?:n'a change|recu|du tout|n'est)
	(?:rien|aucun) (?:remboursement|avoir|changement)|jamais (?:recu|eu|vu)|pas d'accord|desaccord|negatif|faux
	fausse|erreurs?|erronee?s?|incorrecte?s?|manque(?:nt)?|problemes?|soucis?|inadmissible|inacceptable
	(?:ne |n')\w+(?: \w+)? (?:pas|jamais|rien|plus|aucun)
	pas (?:encore|du tout|vraiment|tout a fait|completement|entierement)|pas ${BIEN}(?:e|es|s)?
	c'?est pas|ca marche pas
`)

/** Doubt, conditions, promises to look, and irony: a person must read it. */
export const DOUBT = anyOf(String.raw`
	unsure|maybe|perhaps
	i (?:think|guess|suppose|hope|believe|assume)|probably|possibly|hopefully|(?:it )?(?:seems|looks like|appears)
	kind of|sort of|more or less|we'?ll see|let'?s see|will check|i'?ll (?:check|see|look|let you know)
	let me (?:check|see)|need to (?:check|verify)|have to check|if|once|until|wait|depends|almost|nearly|should be
	what|when|why|who
	yeah,? right|yeah,? sure|sure,? (?:it is|why not|whatever)|of course it is|as if|whatever|in your dreams
	very funny|lol|haha+|nice try|good joke|oh (?:yes|great|sure|wonderful|fantastic)|great job|well done|bravo
	if you say so|yes please(?! (?:close|go ahead))|dream on|slow clap
	peut[- ]etre
	je (?:crois|pense|suppose|verifie|regarde|vais (?:verifier|voir|regarder))|on (?:va voir|verra|verifie)|j'espere
	probablement|sans doute|(?:il |ca |cela )?semble(?:rait)?|on dirait|a voir|a verifier|si|des que|presque
	plus ou moins|a peu pres|normalement|en principe|faut voir|attend(?:ez|s|ons)|quand|pourquoi|comment|quoi
	ben voyons|mais (?:oui )?bien sur|bien sur|c'est ca,? oui|a d'autres|mdr|ptdr|haha|tu parles|vous plaisantez
	quelle blague|la bonne blague|si vous le dites|mais oui|oui oui|c'est cela,? oui|oh oui
`)

/** A plain no at the beginning: after doubt, because "no, not sure" is doubt. */
export const PLAIN_NO = /^(?:no|nah|non|nan|n)(?![\p{L}\p{N}'])/u

/** Any negation at all: a yes beside it is no clear yes. */
export const NEGATION = anyOf(String.raw`no|not|never|none|nothing|\p{L}+n't|non|ne|pas|jamais|aucune?|rien|ni`)

/** Says that it is solved. "ok" is no yes: it acknowledges the message. */
export const CONFIRMATION = anyOf(String.raw`
	(?:it|that|this|everything) works|ok (?:for|with) (?:me|us)|(?:am|are|i'm|we're) (?:happy|satisfied|good)|i accept
	yes|yep|yeah|yup|yess+|y|indeed|absolutely|definitely|confirmed|i confirm|we confirm|confirm|solved|resolved
	fixed|sorted|settled|all (?:good|fine|set|clear|ok|okay|is well|in order|done)
	(?:it|that|this|everything|all)(?:'s| is| looks)? (?:now )?(?:good|fine|correct|right|ok|okay|perfect|clear|in order|done)(?: now)?
	looks (?:good|fine|right|ok|okay|correct|perfect)|works for (?:me|us)|that did it|(?:case|matter|ticket) closed
	(?:can )?see the (?:credit|refund|correction)|(?:money|credit|credit note|refund|payment) (?:is|has come|came) (?:back|here|there|in)
	works (?:now|again|fine|perfectly)|working now|perfect|correct|agreed|i agree|accepted
	happy with (?:it|this|that)|(?:you (?:can|may)|please) close(?: it| the (?:ticket|case))?
	(?:credit|credit note|refund|money|corrected invoice) (?:has )?(?:arrived|received|is here|came|come through)
	(?:got|received|have received) (?:the|my|our) (?:credit|refund|money|credit note)
	c (?:bon|ok|regle|resolu|parfait)|ok pour (?:moi|nous)|j'accepte|satisfaite?s?
	oui|ouais|ouep|yes|o|resolue?s?|reglee?s?|corrigee?s?|je (?:vous )?confirme|nous confirmons|confirme
	c'?est (?:bon|ok|parfait|tout bon|en ordre|correct|regle|resolu|exact|fait)
	tout (?:est )?(?:bon|ok|en ordre|rentre dans l'ordre|est rentre dans l'ordre|est regle|est resolu)|parfait
	impeccable|nickel|exact|exactement|tout a fait|absolument
	(?:vous pouvez|merci de) (?:cloturer|fermer|clore)(?: le (?:dossier|ticket))?
	(?:remboursement|avoir) (?:bien )?(?:recu|arrive)|(?:bien )?recu (?:le|mon|notre|l') ?(?:remboursement|avoir)
	ca (?:marche|fonctionne)(?: maintenant)?|je valide|nous validons|valide|affaire classee
	(?:je suis|nous sommes) d'accord|(?:remboursement|avoir|virement) (?:est|a ete) (?:bien )?(?:arrive|recu|la|credite)
	(?:facture|montant|compte) (?:est|sont) (?:maintenant )?(?:correcte?|juste|exacte?|bonne?|ok)
`)

/** Everything that politeness is made of; if nothing else was said, it was thanks. */
export const COURTESY = anyOf(String.raw`
	thanks?(?: you)?|thx|ty|cheers|many|so|very|much|a lot
	for (?:your|the|all) (?:your )?(?:help|support|answer|reply|time|work|patience|message|quick (?:reply|answer|help))
	for (?:letting (?:me|us) know|(?:the|this|your) (?:update|info|information|news|follow[- ]?up|heads[- ]up|explanation)|getting back)
	and|mate|tks|tx|well received|received|of course
	again|hi|hello|dear|ok|okay|great|good|nice|super|awesome|regards|kind|best
	have a (?:nice|good|great) (?:day|weekend|evening)|appreciate(?:d)?(?: it)?|much|noted|team|all|bye
	(?:de|pour) (?:l'|cette |ces |vos |votre )?(?:infos?|informations?|retour|reponse|reactivite|message|suivi|explication|aide)
	bcp|un grand|grand|precieuse?|bien recu|avoir|pris le temps
	merci|mercis|mille|remercie|je vous|beaucoup|bien|infiniment|d'avance|encore|pour (?:votre|tout|le|la|l'|cette)
	votre|aide|retour|reponse|rapide|message|bonjour|bonsoir|cordialement|d'accord|entendu
	c'est (?:gentil|noté|note)|genial|top|cool|bonne (?:journee|soiree|fin de journee)|bon week-?end|tres|a vous
	a toute l'equipe|l'equipe|vous|et|note|au revoir
`)

/** Praise that comes with thanks for news is about the news: "parfait, merci de l'info" does not say that it is solved. */
export const PRAISE = anyOf('perfect|parfait|impeccable|nickel|great|super|excellent')

/** Thanks for having been told. */
export const TOLD = anyOf(String.raw`
	thanks?(?: you)? for (?:letting (?:me|us) know|(?:the|this|your) (?:update|info|information|news|message|heads[- ]up))
	merci (?:de|pour) (?:l'|cette |ces |votre )(?:info|information|retour|message|nouvelle)s?
`)
