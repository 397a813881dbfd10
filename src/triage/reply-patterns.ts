import { ANY_MONTH } from './entities/months.ts'
import { WEEKDAY } from './entities/relative-date.ts'
import { anyOf } from './text/any-of.ts'

const TROUBLE = '(?:errors?|problems?|issues?|mistakes?|wrong (?:charge|amount|line)s?|duplicates?|(?:wrong |double )?charges?)'
const OVER = '(?:gone|fixed|corrected|solved|resolved|removed|credited|refunded|reversed)'
const ENNUI = '(?:erreurs?|problemes?|soucis?|doublons?|litiges?)'
const FINI = '(?:resolus?|reglee?s?|corrigee?s?|disparus?|remboursee?s?)'
const NOT = "(?:not|isn'?t|wasn'?t|hasn'?t|aren'?t|haven'?t|doesn'?t|didn'?t|don'?t|never|cannot|can'?t|won'?t|hardly|scarcely)"
const DONE =
	'(?:solved|resolved|fixed|ok|okay|correct|corrected|right|yet|happy|satisfied|agree|works?|working|think so|received?|get|got|arrived|' +
	'changed?|confirm|credited|refunded|accept|acceptable|see|match|helpful|done|good|true|closed?|sorted|settled|shown|showed|come|appeared|posted)'
const BIEN = '(?:bon|bonne|bien|ok|resolu|regle|corrige|recu|correct|satisfait|content|fini|le cas|credite|rembourse)'

const MONTH = `(?:${ANY_MONTH})`
const AMOUNT = String.raw`(?:[$€£] ?\d[\d ,.]*|(?:usd|eur|cad|chf|gbp) ?\d[\d ,.]*|\d[\d ,.]* ?(?:[$€£]|usd|eur|euros?|cad|chf|gbp|dollars?|pounds?))`
/** Stands for a phrase of good news that was taken out. */
export const GOOD = '✓'
/** Good news in negative words: taken out before bad news is looked for. */
export const HARMLESS = anyOf(String.raw`
	no (?:more |further |other )?(?:problems?|issues?|questions?|errors?|complaints?)(?: (?:any ?more|left|at all|now))?
	no longer (?:a problem|an issue|wrong)|not a problem(?: any ?more)?
	(?:the |my |this |that )?${TROUBLE} (?:(?:is|are|was|were|has|have|been|now|finally|all) )*${OVER}
	(?:plus|pas) (?:de |d'|aucun )(?:problemes?|soucis?|erreurs?|questions?)
	(?:plus )?aucun(?:e)? (?:autre )?(?:probleme|souci|erreur|question)
	(?:plus )?rien (?:d'autre )?a (?:signaler|ajouter|redire)|(?:ai|a|avons|avait) plus de (?:probleme|souci|reclamation|question)s?
	(?:l'|le |la |les |mon |notre |ce )?${ENNUI} (?:(?:est|sont|a|ont|ete|bien|maintenant|enfin) )*${FINI}
	the missing (?:credit|refund|invoice) (?:is|has) (?:now )?(?:there|arrived|come|back|in)|(?:money|refund|credit) (?:has |have )?(?:come|came) back
	n'(?:est|suis|etes|sommes) plus (?:debite|facture|preleve)\S*
	(?:do not|don'?t) see (?:the|that|this|any) (?:\S+ )?(?:charges?|lines?|duplicates?) any ?more
	(?:ne |n')?(?:vois|voit|voyons) plus (?:la |le |les |de )?\S+ en (?:double|trop)
	(?<!(?:not|n't|never) )(?:solves|fixes|fixed|sorts|resolves|solved|resolved) (?:my|the|our|this|that) (?:problems?|issues?|errors?)
	(?:ca|cela|ceci|tout) (?:regle|resout) (?:bien )?(?:le|mon|notre|ce) (?:probleme|souci)|avez (?:bien )?(?:regle|resolu|corrige) (?:le|mon|notre|ce) (?:probleme|souci)
	no (?:further |more |other )?(?:action|follow-up)s? (?:is )?(?:needed|required|necessary)(?: (?:from|on) (?:your|our) (?:side|end|part))?
	aucune action supplementaire(?: n'est (?:attendue|necessaire)(?: de (?:votre|notre) part)?)?|plus besoin de suivi
`)

/** Stands for a phrase that was passed over. */
export const PASSED = '•'
/** Excuses and the like: negative words that spoil no yes, and say none. */
export const EXCUSES = anyOf(String.raw`
	(?:nothing|anything) (?:else|further|more)(?: (?:to (?:add|report)|needed|required|outstanding|from (?:us|me|you|your side)))?
	(?:but|mais) (?=(?:it'?s|it is|all|everything|now|we got|in the end|c'est|tout est|maintenant)(?: \S+){0,3} (?:solved|fixed|resolved|fine|good|ok|there|done|get it|back|right|regle|resolu|bon|corrige))
	mais bon|but (?=the money'?s back)|only (?:\S+ )?(?:billed|charged) once|une seule fois|sans (?:probleme|souci)
	erreur de (?:ma|notre) part|my mistake|(?:was|were) (?:reading|looking at) the wrong \S+|not a (?:double|duplicate|second) (?:charge|bill|invoice)
	(?:had ?n'?t|had not|did ?n'?t) (?:realised?|realized?|know|notice|expect)\S*|(?:did ?n'?t|without) even hav(?:e|ing) to (?:chase|ask)(?: you)?
	won'?t be needing anything(?: else)?|dont need anything(?: else)?|no need (?:for|to) (?:anything|do anything)(?: else| more)?|pas besoin d'autre chose
	sorry for the trouble|desolee? du derangement|worth the wait|non plus|mais (?:oui|si)
`)

/** "Not sure" and "I do not know" are neither a no nor a yes. */
export const UNDECIDED = anyOf(String.raw`
	(?:received|got|read|lu|recu) (?:your|votre|this|ce) (?:message|e?-?mail|courriel|note)s?|tant que
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
	not what (?:we|i|was)|(?:nothing|none of it) (?:was|has been) done|expected \S*\d|(?:i'?m |we'?re )?afraid (?:it'?s )?not|refuse|does(?:n'?t| not) (?:solve|fix|help)|not over|worse|nein
	want my money|nothing is (?:solved|fixed)
	conteste|contestons|refuse|refusons|loin d'etre|pire|sans effet
	toujours|mais|cependant|pourtant|sauf|neanmoins|malheureusement|helas|encore|rouvrir|rouvrez|partiellement
	en partie|a moitie|meme (?:probleme|erreur|montant|chose|souci)|rien (?:n'a change|recu|du tout|n'est)
	(?:rien|aucun) (?:remboursement|avoir|changement)|jamais (?:recu|eu|vu)|pas d'accord|desaccord|negatif|faux
	fausse|erreurs?|erronee?s?|incorrecte?s?|manque(?:nt)?|problemes?|soucis?|inadmissible|inacceptable
	(?:ne |n')\w+(?: \w+)? (?:pas|jamais|rien|plus|aucun)
	pas (?:encore|du tout|vraiment|tout a fait|completement|entierement)|pas ${BIEN}(?:e|es|s)?
	c'?est pas|ca (?:marche|fonctionne) pas|par contre|il (?:me |nous )?reste (?!(?:plus )?rien)|persist\S*|half (?:of it )?(?:is|was)|(?:sadly|so|alas) no|non (?:resolu|regle|corrige)|reprelev\S*|(?:rien|aucun) n'a ete (?:fait|corrige|change)
	vous (?:nous |me )?devez|unhappy|off by|nenni|pantoute|rien n'a bouge|pareil qu'avant|refacture\S*
	(?:facture|preleve|debite)\S* (?:a nouveau|une (?:deuxieme|seconde|autre) fois)|a nouveau (?:facture|preleve|debite)\S*
`)

/** Doubt, conditions, promises to look, and irony: a person must read it. */
export const DOUBT = anyOf(String.raw`
	unsure|maybe|perhaps|^(?:has|have|is|was|did|will|can|could|do|does) (?:it|this|that|the|they|my|our)|est[- ]ce que?|laissez tomber|never mind
	i (?:think|guess|suppose|hope|believe|assume)|probably|possibly|hopefully|(?:it )?(?:seems|looks like)|it appears|appears to
	kind of|sort of|more or less|we'?ll see|let'?s see|will check|i'?ll (?:check|see|look|let you know)
	let me (?:check|see)|need to (?:check|verify)|have to check|if|once|until|wait|depends|almost|nearly|should be
	for now|so far|assuming|provided|pending|subject to|in theory|apparently|supposedly|i doubt
	yeah,? right|yeah,? sure|sure,? (?:it is|why not|whatever)|of course it is|as if|whatever|in your dreams
	very funny|nice try|good joke|oh (?:yes|great|sure|wonderful|fantastic)
	if you say so|yes please(?! (?:close|go ahead))|dream on|slow clap
	peut[- ]etre
	je (?:crois|pense|suppose|verifie|regarde|vais (?:verifier|voir|regarder))|on (?:va voir|verra|verifie)|j'espere
	probablement|sans doute|(?:il |ca |cela )?semble(?:rait)?|on dirait|a voir|a verifier|si|des que|presque
	plus ou moins|a peu pres|normalement|en principe|faut voir|attend(?:ez|s|ons)
	pour (?:l'instant|le moment)|a priori|apparemment|a condition|sous reserve|en theorie|j'imagine|je doute|provisoirement
	ben voyons|mais (?:oui )?bien sur|bien sur|c'est ca,? oui|a d'autres|tu parles|vous plaisantez
	quelle blague|la bonne blague|si vous le dites|mais oui|c'est cela,? oui|oh oui
`)

/** Praise and laughter: meant as they sound beside "it is solved", bitter alone. */
export const MAYBE_BITTER = anyOf('lol|haha+|great job|well done|bravo|mdr|ptdr|oui oui')

/** A plain no at the beginning: after doubt, because "no, not sure" is doubt. */
export const PLAIN_NO = /^(?:(?:ben|bah|euh|well|sorry|desolee?|hmm?|uh)[ ,.]+)?(?:no|nah|non|nan|n)(?![\p{L}\p{N}'])/u

/** Any negation at all: a yes beside it is no clear yes. */
export const NEGATION = anyOf(
	String.raw`no|not|never|none|nothing|\p{L}+n't|(?:is|was|are|has|have|does|did|do|ca|wo)nt|non|ne|pas|jamais|aucune?|rien|ni`,
)

/** A yes, and nothing of what it is about. */
export const YES = anyOf(String.raw`
	yes|yep|yeah|yup|yess+|ya|y|indeed|absolutely|definitely|affirmative|perfect|agreed|i agree|exactly|^confirm|i (?:can )?confirm|we (?:can )?confirm|confirming|confirmed
	oui|ouais|ouaip|ouep|o|parfait|impeccable|impec|nickel|exact|exactement|tout a fait|absolument|effectivement|je (?:vous )?confirme|nous (?:vous )?confirmons|confirme|oki
	(?:je suis|nous sommes) d'accord|close it(?= *(?:[,.!\n]|$|now|please|out))
`)

/** Says that it is solved. "ok" is no yes: it acknowledges the message. */
export const SOLVED = anyOf(String.raw`
	(?:it|that|this|everything) works|ok (?:for|with) (?:me|us)|(?:am|are|i'm|we're) (?:happy|satisfied|good)|i accept
	(?:yes|indeed)[ ,]+it (?:is|does|has|did)|solved|resolved|fixed|all resolved|sorted|settled|all (?:good|fine|set|clear|ok|okay|is well|in order|done)
	(?:it|that|this|everything|all)(?:'s| is| looks)? (?:now )?(?:good|fine|correct|right|ok|okay|perfect|clear|in order|done)(?: now)?
	looks (?:good|fine|right|ok|okay|correct|perfect)(?: to (?:me|us))?|^works for (?:me|us)|that did it|(?:case|matter|ticket) closed
	closing from (?:my|our) (?:end|side)|(?:on|je) (?:ferme|boucle|cloture) (?:le |ce |l')?(?:dossier|affaire|ticket|cas)|boucler (?:l'affaire|le dossier)
	consider (?:this|the|it|that)(?: matter| case| ticket)? (?:settled|closed|resolved)|(?:we're|i'm|we are) done(?: here)?|happy to close this one|ticket can go|clear to (?:me|us)(?: now)?|hereby confirm
	(?:please )?go ahead and close(?: it)?|happy to close(?: (?:it|this))?|okay (?:pour|for) (?:moi|nous|me|us)|c nickel|c'est beau|tout est beau
	(?:dossier|ticket|litige) clos|(?:ok|bon) pour (?:la )?clotur(?:e|er)|le compte est bon|everything works(?: perfectly| fine)?
	(?:can )?see the (?:credit|refund|correction)|(?:money|credit|credit note|refund|payment) (?:is|has come|came) (?:back|here|there|in)
	works (?:now|again|fine|perfectly)|working now|^correct(?= *(?:[,.!\n]|$|now))|accepted|no complaints|good to (?:close|go)
	happy with (?:it|this|that)|(?:(?:you |we )?(?:can|may)|please|pls)(?: now)? close(?: (?:it|this|that|this one|(?:the|this|my) (?:ticket|case|dispute)))?(?= *(?:[,.!\n]|$|now|thank|for me|for us))
	(?:dossier|ticket|litige|cas) peut (?:donc )?etre (?:ferme|clos|cloture)|fermez (?:le|la|ce|cette) (?:dossier|ticket|litige|billet|demande)(?: svp)?|archiver (?:la demande|le dossier)|entierement satisfaite?s?
	(?:ticket|case|dispute|matter|it|this) can be (?:considered )?closed|(?:please )?mark (?:it |this )?as (?:solved|resolved)|feel free to close(?: it)?|(?:please )?close (?:it out|away)|that (?:fixed|solved|did) it
	(?:this|that|it|which)? ?(?:solves|fixes|sorts|settles|resolves|clears|answers|covers|explains|solved|fixed|sorted) (?:it|that|this|everything|all)(?: (?:out|up))?(?: now)?|(?:that|this|it) (?:works|does it|is it|will do|does the trick)
	(?:ca|cela|ceci|tout) (?:regle|resout|solutionne|me va|nous va|convient|repond)(?: (?:tout|a (?:ma|notre) (?:question|demande)))?|c'est (?:bien )?(?:ca|note et regle)|tout va bien
	(?:i'm|we're|am|are) (?:good|satisfied|happy with (?:this|it|that))|it works out|everything(?:'s| is)? (?:matches|in order|balanced)|matter closed
	(?:credit|credit note|refund|money|corrected invoice) (?:has )?(?:arrived|received|is here|came|come through)
	(?:got|received|have received) (?:the|my|our) (?:credit|refund|money|credit note)
	c (?:bon|ok|regle|resolu|parfait)|ok pour (?:moi|nous)|j'accepte|satisfaite?s?
	resolue?s?|reglee?s?|corrigee?s?|solutionnee?s?|soldee?s?|arrangee?s?|oui,? c'est le cas|affaire (?:classee|reglee|close)|bonne resolution
	c'?est (?:bon|ok|parfait|tout bon|en ordre|correct|regle|resolu|exact|fait)
	tout (?:est )?(?:bon|ok|en ordre|rentre dans l'ordre|est rentre dans l'ordre|est regle|est resolu)|parfait
	(?:tout|ca) (?:concorde|correspond|est clair)|on est (?:bons|corrects|ok)|(?:sujet|cas) (?:est )?clos|c'est termine|me convient|nous convient|je retire ma (?:contestation|reclamation|demande)
	(?:(?:vous|on|tu) (?:pouvez|peut|peux)(?: le)?|merci de) (?:cloturer|fermer|clore|cloture|ferme)(?: (?:(?:le|ce|mon|la|ma) (?:dossier|ticket|litige|cas|billet|demande)|ca))?(?= *(?:[,.!\n]|$|merci|maintenant))
	(?:remboursement|avoir) (?:bien )?(?:recu|arrive)|(?:bien )?recu (?:le|mon|notre|l') ?(?:remboursement|avoir)
	ca (?:marche|fonctionne) (?:maintenant|de nouveau|bien)|je valide|nous validons|valide|(?:remboursement|avoir|virement) (?:est|a ete) (?:bien )?(?:arrive|recu|la|credite)
	(?:facture|montant|compte) (?:est|sont) (?:maintenant )?(?:correcte?|juste|exacte?|bonne?|ok)
`)

/** Everything that politeness is made of; if nothing else was said, it was thanks. */
export const COURTESY = anyOf(String.raw`
	thanks?(?: (?:you|u))?|thank (?:you|u)|thx|tysm|ty|cheers|many|so|very|much|a lot
	for (?:your|the|all) (?:your )?(?:quick |fast |kind |prompt )?(?:help|support|answer|reply|response|time|work|patience|message|e-?mail|efforts?)
	for (?:letting (?:me|us) know|(?:the|this|your) (?:update|info|information|news|follow[- ]?up|heads[- ]up|explanation)|getting back)
	and|mate|tks|tx|well received|received|of course
	again|hi|hello|dear|ok|okay|great|good|nice|super|awesome|regards|kind|best
	have a (?:nice|good|great) (?:day|weekend|evening)|(?:a )?vous aussi|you too|appreciate(?:d)?(?: it)?|much|noted|team|all|bye
	(?:de|pour) (?:l'|le |la |cette |ces |vos |votre )?(?:infos?|informations?|retour|reponse|reactivite|rapidite|message|suivi|explication|aide|patience|efficacite)
	bcp|un grand|grand|precieuse?|bien recu|avoir|pris le temps
	merci|mercis|mille|remercie|je vous|beaucoup|bien|infiniment|d'avance|encore|pour (?:votre|tout|le|la|l'|cette)
	votre|aide|retour|reponse|rapide|message|bonjour|bonsoir|cordialement|d'accord|entendu
	c'est (?:gentil|noté|note)|genial|top|cool|bonne (?:journee|soiree|fin de journee)|bon week-?end|tres|a vous
	of you|ces explications|explications?|apprecie|c'est (?:tres )?gentil|gentil|persever\S*|service|excellente?|detaillees?|gros|ben|(?:vous|te) souhaite\S*|(?:une )?(?:excellente|belle|bonne) (?:fin de )?(?:journee|semaine|soiree)|god bless|guys|folks
	a toute l'equipe|l'equipe|vous|et|note|au revoir
`)

/** Praise that comes with thanks for news is about the news: "parfait, merci de l'info" does not say that it is solved. */
export const PRAISE = anyOf('perfect|parfait|impeccable|nickel|great|super|excellent')

/** Thanks for having been told. */
export const TOLD = anyOf(String.raw`
	thanks?(?: you)? for (?:letting (?:me|us) know|(?:the|this|your) (?:update|info|information|news|message|heads[- ]up))
	merci (?:de|pour) (?:l'|cette |ces |votre )(?:info|information|retour|message|nouvelle)s?
`)

/**
 * What a yes may be told with: what is solved, where it is seen, when it came. Each of them says nothing of a trouble, a wish or a
 * condition; a reply that has any other word beside its yes is read by a person. What is longer comes first.
 */
export const SETTING = anyOf(String.raw`
	this (?:morning|afternoon|week)|ce (?:matin|jour)|cette semaine|(?:on|last|this|le|ce|arrived|since) ${WEEKDAY}(?: dernier)?
	as (?:promised|agreed|discussed)|comme (?:convenu|prevu|promis)|(?:sorry|desolee?|pardon)(?: for| pour)?(?: the| le| my| mon)? (?:late reply|delay|retard|delai)
	(?:i|we) (?:was|were) (?:away|off|ill|sick|out of (?:the )?office|on (?:leave|vacation|holidays?))(?: last week)?
	desolee?|sorry|j'etais (?:absente?|en (?:conges?|vacances))|(?:on|from|at) (?:my|our) (?:side|end)|(?:de|du) (?:mon|notre) cote
	for (?:me|us|everybody|all of us)|pour (?:moi|nous|tout le monde|notre part|ma part)|(?:confirm|confirms|confirme|confirmons) (?:that|que)
	(?:sur|a|dans) (?:notre|mon|le) compte|(?:the|my|this|our) dispute|(?:le|mon|ce|notre) litige|new (?:invoice|bill|one)|nouvelle facture
	credit (?:note|memo)s?|note de credit|espace (?:client|partenaires?)|and close(?: it)?|fully|completely|entirely|entierement|completement
	cette fois(?:-ci| ci)?|this time|as far as i'?m concerned|en ce qui (?:me|nous) concerne|to (?:our|my) (?:full )?satisfaction|what it should be|(?:as|like) it should(?: be)?|happy to say|donc|so|alors|que|qu'|pb|prob|en fait
	i|i'm|we|we're|i've|we've|it|it's|its|that|that's|thats|this|these|the|a|an|my|our|us|me|is|are|has|have|been|be|now|s
	today|yesterday|just|finally|already|all|everything|both|from|on|in|at|with|account|statement|bank|portal|invoices?|bill|amounts?|totals?
	credits?|refunds?|payment|money|correction|corrected|credited|refunded|ticket|case|matter
	shows?|showing|see|saw|there|here|arrived|received|got|came|come|through|back|match(?:es)?|too|well|quickly|quick|fast|so
	last|latest|right|fine|good|great|sir|madam|effectively|works?|working|perfectly|oki
	je|j'|j'ai|nous|on|c'|c'est|ce|ca|cela|le|la|les|l'|un|une|mon|ma|mes|notre|nos|est|sont|a|ai|as|avons|ete
	maintenant|aujourd'hui|hier|enfin|deja|tout|toute?s?|de|du|des|d'|sur|dans|en|chez|par|effectivement
	factures?|montants?|total|totaux|avoirs?|credits?|remboursements?|remboursee?s?|virement|paiement|argent|releve|banque|carte
	correction|corrigee?s?|creditee?s?|dossier|ticket|recue?s?|arrivee?s?|vue?|vois|voit|voyons|figure|apparait
	correspond(?:ent)?|conformes?|rapidement|vite|efficace|monsieur|madame|derniere?|svp|ok|okay|y|compris
	(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}(?: 20\d\d)?|(?:le )?\d{1,2}(?:er)? ${MONTH}(?: 20\d\d)?|${MONTH}(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? 20\d\d)?
	le \d{1,2}(?:er)?|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|[a-z]{0,3}-?\d{4,}
`)

/** The sum that came back. A sum of anything else may be the one that is still wrong. */
export const SUM_CREDITED = anyOf(String.raw`
	${AMOUNT} (?:credit|refund|correction)|(?:credit|refund|credit note|credit memo) (?:of|for) ${AMOUNT}
	(?:remboursement|avoir|credit|note de credit) de ${AMOUNT}|${AMOUNT} (?:(?:has|have) been |(?:was|were) |ont ete |a ete )?(?:credited|refunded|rembourses?|credites?)
`)

/** Words about money: thanks with one of them may be bitter ("thanks for charging me twice"). */
export const MONEY =
	/charg|bill|invoic|debit|refund|credit|\bpay|\bpaid|money|cancel|factur|prelev|rembours|argent|resili|\d|[€$£]/u

/** A question, where a clause begins with it. */
export const ASKS =
	/^(?:and |but |so |et |mais )?(?:what|when|why|who|where|which|how|quand|pourquoi|comment|quoi|combien|quels?|quelles?|ou|can you|could you|would you|pouvez|pourriez)(?![\p{L}'])/u

/** News that may stand beside a yes in any words: what was taken has come back, what was wrong was put right, what was dark is clear. */
export const GOOD_NEWS = anyOf(String.raw`
	refunded|credited|reversed|removed|returned|recredited|reimbursed|given back|gave back|came (?:back|through)|got back|landed|zero|matches|matched|balanced
	(?:see|received?|got|shows?|have) (?:the |both |my |our |that |a )*(?:credits?|refunds?|money|correction|credit notes?|credit memos?|corrected \S+)
	nice surprise|appears?|explained|explanation|understand|understood|makes sense|signed off|checked|released|accept
	rembourse\S*|credite\S*|recredite\S*|annule\S*|enleve\S*|retire\S*|rendus?|revenus?|revenue?s?|recu\S*|corrige\S*|rectifie\S*|correcte?s?
	explique\S*|explications?|compris|valide\S*|verifie\S*|verification|retrouve\S*|apparait|apparu|juste|parfaite?|zero|bonnes?
`)

/** What spoils a yes wherever it stands: a wish, a part, a condition, a reproach, a threat, closing something at another time. */
export const SPOILS = anyOf(String.raw`
	wants?|wanted|needs?|must|please|pls|could|would|should|expect(?:ed|ing)?|short|less|only|just (?:one|the)|half|part(?:s|ly|ial|ially)?|mostly|most|%|percent
	unless|until|till|before|once|if|without|call|question|court|lawyers?|solicitor|owe|hope|instead|later|tomorrow|said|says|saying|told|marked|claims?|claimed|supposed|meant|protest|accident|mistakenly
	close[sd]?|closing|dispute|disputed|complaint|complain|furious|ridiculous|scandal\S*|joke|shame|stole|stolen|robbed|untouched|remain\S*|left|waiting|owner|speaking|listening
	veux|veut|voulons|voudrais|aimerais|souhaite|souhaitons|faut|devez|doit|devrait|pourriez|pouvez|merci de|veuillez|svp|exige|demande|reste\S*|seule?(?:ment)?|moitie|partie|sous|sans|avant
	fermer|cloturer|clore|avocat|tribunal|scandal\S*|honte|vole\S*|blague|demain|plus tard|dites|disiez|pretend\S*|ecoute|sinon|litige|reclamation
`)

/** Words of trouble with money: beside good news about it they are no trouble any more. */
export const TROUBLES = anyOf(String.raw`
	charg\S*|bill|billed|billing|invoiced|debited|doubl\S*|twice|again|another|extra|too|second|third|more|higher|lower|pay|paid|paying|unpaid|cancel\S*|suspend\S*|${AMOUNT}|seats?|licen[cs]es?
	facture(?:z|nt|r)|prelev\S*|debit\S*|double|deux fois|fois|trop|autre|deuxieme|troisieme|payer?|paye\S*|impaye\S*|resili\S*|suspendu\S*|abonnements?|postes?
`)

export const THANKS = /merci|remerci|thank|thx|\bt[yx]\b|\btks\b|cheers|appreciat/u
export const YES_SIGNS = /[👍👌✅☑✔🆗💯]/gu
export const THANKS_SIGNS = /[🙏😊🙂😀😃🤝❤💐🌹]/gu
