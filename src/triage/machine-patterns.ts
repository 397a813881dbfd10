import { WEEKDAY } from './entities/relative-date.ts'
import { anyOf } from './text/any-of.ts'

/** Who tells that he was away is back. */
const NOW = '(?<!(?:was|were|been|went|back from|from) )'
const LA = '(?<!(?:etais|etait|etions|ete) )'

/**
 * Machines that answer: absence notices and bounces. They say nothing about the ticket (osTicket PR #1529: they must not
 * reopen).
 */
export const AUTO_REPLY = anyOf(String.raw`
	${NOW}out of (?:the )?office|ooo|automatic reply|auto(?:matic)?[ -]?(?:reply|response|matic message)|autoreply
	auto-submitted|${NOW}on (?:annual |parental |sick )?leave|${NOW}on (?:vacation|holidays?)|${NOW}away from (?:my desk|the office)
	limited access to (?:my )?e?-?mails?
	undeliver(?:able|ed)|delivery (?:status notification|has failed|failure|incomplete)|mail delivery|mailer-daemon
	mailbox (?:is )?(?:full|unavailable|not monitored)|address not found|could not be delivered
	no longer works? (?:for|at)(?! me\b| us\b)|no longer with the company|(?:is )?no longer (?:in use|used|monitored)
	your message (?:was|has been) read|(?:offices?|we) (?:is|are|will be) (?:currently )?closed|happy holidays|message recall
	i'm (?:currently )?away(?: until| and|\.)|(?:currently|presently) away|travell?ing with|no access to e?-?mails?|i have left the company
	(?:not|n't) (?:be )?delivered|wasn'?t found at|delivery is delayed|^(?:not )?read ?:|was read on|deleted without being read
	no longer works? here
	quarantined?|en quarantaine|reponse auto(?:matique)?|message automatique|absente? du bureau|absence du bureau|${LA}absent(?:e)? (?:jusqu'au|du \d)
	${LA}en conges? (?:jusqu|du)|acces limite a (?:ma|mes) (?:messagerie|mails?|e-mails?)|de retour (?:au bureau )?le \d
	automated (?:message|reply|response|e-?mail)|(?:please )?do not reply|merci de ne pas repondre|ne pas repondre a ce
	your (?:message|request|e-?mail|enquiry|inquiry|ticket) (?:has been|was) (?:received|registered|created|logged)
	we (?:have )?received your (?:message|request|e-?mail|enquiry|inquiry|ticket)|(?:ticket|case|request) (?:has been|was) created
	(?:5\d\d )?5\.\d\.\d{1,3}(?!\d)|user unknown|unknown user|(?:inbox|mailbox) (?:is )?full|returned to sender
	${NOW}(?:maternity|paternity|sick|annual|parental) leave|sabbatical|abwesenheitsnotiz|abwesend
	votre (?:message|demande|courriel|e-?mail|mail) (?:a|est) (?:bien )?(?:ete )?(?:recue?|enregistree?|prise? en compte|lue?)
	(?:avons|ai) bien recu votre (?:message|demande|courriel|e-?mail|mail)|accuse de reception
	exterieur du bureau jusqu|bureaux? (?:est|sont) fermes?|joyeuses fetes|(?:suis )?actuellement en (?:formation|reunion)|ne travaille plus chez nous
	travaille pas le ${WEEKDAY}|^lu ?:|ete lue? le|(?:confirmation|accuse) de lecture|accusons reception|demande sera traitee|afwezig|automatisch antwoord|abwesenheit
	(?:plus|pas) en poste|fai[st] plus partie|n'est plus (?:utilisee?|consultee?|surveillee?)
	pas (?:ete |pu etre )?remis|non remis|non distribue|echec de (?:la )?(?:remise|distribution)
	n'a pas (?:encore )?(?:pu )?(?:ete|etre) (?:remis|distribue|livre)|boite (?:aux lettres )?(?:du destinataire )?(?:est )?(?:pleine|n'est pas surveillee|inconnue)
`)

/**
 * Signs that a person answers, whatever else a machine could have written as well: an answer at the beginning, or a word about the
 * charge. "No, I was out of the office" must not be passed over.
 */
export const ANSWERED = anyOf(String.raw`
	^(?:(?:well|so|sorry|hello|hi|bonjour|desolee?)[ ,.!]+)*(?:no|nope|non|nan|yes|yep|oui)(?= *[,.!;:]| it| c'| i'm| we| je| nous| our| this| that)
	^not (?:yet )?(?:solved|fixed|resolved|corrected|ok)
	not (?:yet )?(?:solved|fixed|resolved|corrected)|still (?:wrong|not|being|billed|charged|there|open)
	(?:be|being|was|were|am|are|got|get) (?:still |again )?(?:billed|charged|debited|invoiced)
	you (?:still |keep )?(?:bill|charg|invoic|debit)(?:e|ing|ed)?|refund(?:ed)?|no money|(?:charge|invoice|amount) (?:is|was)
	pas (?:encore )?(?:resolue?|reglee?|corrigee?)|toujours (?:faux|fausse|pas|la|facturee?)|facturez|remboursee?|remboursement
	vous (?:nous |m'|me |l')*(?:avez |aviez )?(?:facture|preleve|debite)|(?:re)?rouvr(?:ir|ez)|reopen(?! on)
`)

/** Signs of an absence notice that a person may write too: they count where nothing says that it is not solved. */
export const ABSENCE = anyOf(String.raw`
	back (?:in the office )?on (?:\w+day|\d)|returning on (?:\w+day|\d)|for urgent (?:matters|issues|requests)
	en deplacement jusqu|a mon retour|en cas d'urgence
	(?:suis|serai) (?:actuellement |de nouveau )?(?:absente?|en conges?|en vacances|en deplacement)
`)
