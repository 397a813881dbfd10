import type { Lines } from './lines-en.ts'

/** What the people of the tour say and what it tells, in French. */
export const FR: Lines = {
	usage: 'Utilisation : npm run tour [-- --lang en|fr --store postgres://… --processes 1…9]',
	title: 'Loopdesk : un litige de facturation, de bout en bout',
	subtitle:
		'Un vrai service sur cette machine, la cliente par Direct Line, l’équipe par le protocole du Bot Connector. Rien ne quitte cet ordinateur.',
	'where-chat': 'dans le chat',
	'where-teams': 'dans Teams',
	'where-channel': 'dans le canal « Facturation »',
	'where-mail': 'par e-mail',
	'to-person': 'à {name}',
	'presses-with': 'remplit',
	expected: 'Attendu : {what}.',
	seen: 'Constaté : {seen}',
	nothing: 'rien',

	'chapter-opens': 'Le service ouvre',
	'scene-opens':
		'Chez {partner}, Dana ajoute Loopdesk à l’équipe et ouvre son propre chat avec lui. Mina, sa responsable, fait de même.',
	'check-welcome': 'l’équipe, l’agente et la responsable sont accueillies',

	'chapter-question': 'Une question',
	'scene-question': '{customer} ouvre le chat sur le site du partenaire.',
	'customer-asks': 'Bonjour, nos licences Microsoft 365 E3 d’octobre nous ont été facturées deux fois.',
	'check-greeted': '{name} est saluée par son prénom',
	'check-answered': 'la réponse vient de l’article sur les doublons, avec ses sources et leur date',
	'check-ways': 'la réponse propose un litige et une personne',

	'chapter-dispute': 'Un litige, en une minute',
	'check-prefilled': 'le formulaire connaît déjà les mots et les factures de la cliente',
	amount: '629,80 €',
	period: '2026-10',
	'check-opened': '{ticket} est ouvert, et la cliente sait quand elle aura une réponse',

	'chapter-taken': 'Quelqu’un s’en charge',
	'check-announced': 'le canal de l’équipe annonce le litige, avec un résumé pour la notification',
	'check-taken': 'Dana s’en occupe, et la cliente sait qui la suit',

	'chapter-asked': 'Une question en retour',
	'agent-asks': 'Aviez-vous déjà réglé ces 17 licences à l’année, avec l’engagement de juillet ?',
	'customer-answers': 'Oui, les 17 sont payées depuis juillet, nous n’avons rien commandé depuis.',
	'check-asked': 'la question de Dana arrive telle qu’elle l’a écrite, et le ticket attend la cliente',
	'check-quiet': 'la réponse va droit à Dana, et le bot se tait',

	'chapter-upstream': 'Au fournisseur, avec un dossier complet',
	steps: 'Facture comparée au fichier de rapprochement : les mêmes 17 licences y figurent à l’année et au mois.',
	evidence: 'Facture G004513002 et fichier de rapprochement d’octobre, lignes 14 et 15.',
	impact: 'La cliente a payé 629,80 € de trop et attend son remboursement.',
	'contact-email': 'dana@harbour-cloud.example',
	'contact-phone': '+33 1 99 00 01 00',
	'incident-date': '2026-11-08',
	request: '2611220040001234',
	'check-lacking': 'la carte dit ce qui manque encore au dossier ({count} points)',
	'check-no-early-escalation': 'personne ne peut noter une demande tant que le dossier est incomplet',
	'check-packet': 'le dossier est complet, et son texte est prêt à coller',
	'check-sent-upstream': 'la cliente sait que le dossier est chez le fournisseur',

	'chapter-manager': 'La responsable l’apprend tôt',
	'escalation-reason': 'Ateliers Garnier renouvelle vendredi et veut d’abord être remboursé. Merci de garder un œil dessus.',
	'check-escalated': 'Mina reçoit l’escalade avec sa raison',
	'check-acknowledged': 'elle en prend acte d’un clic',

	'chapter-untold': 'Résolu chez le fournisseur, et la cliente ne le sait pas',
	'upstream-answer': 'Confirmé : la ligne au mois était un doublon. Elle est retirée ; la prochaine facture le montrera.',
	'check-untold': 'la première ligne de la carte avertit que la cliente n’est pas prévenue',

	'chapter-proposed': 'Une solution, et une question',
	'first-solution': 'Microsoft a reconnu le doublon d’octobre et a retiré la ligne au mois. Votre prochaine facture le montrera.',
	'check-proposed': 'la cliente lit exactement ces mots, et on lui demande si c’est résolu',
	'check-not-closed': 'prévenue, mais pas clos : le ticket attend le oui de la cliente',

	'chapter-no': 'Non, toujours pas',
	'customer-rejects': 'Non, ce n’est toujours pas bon : les 629,80 € que nous avons payés n’ont pas été remboursés.',
	'check-reopened': '{ticket} est rouvert, et la cliente sait que nous nous en occupons',
	'check-rejection-told': 'Dana et Mina sont prévenues, avec les mots de la cliente',

	'chapter-second': 'Une meilleure solution, et personne devant l’écran',
	'scene-offline': '{customer} ferme son ordinateur. Dana obtient l’avoir.',
	'second-solution':
		'Les 629,80 € vous sont rendus : l’avoir G004530114 est émis et vient en déduction de votre prochaine facture.',
	'scene-mail': 'Personne ne lit le chat : l’avis part donc par e-mail.',
	'check-mailed': 'l’e-mail porte la solution et un lien privé',
	'check-status-page': 'le lien ouvre le ticket et pose la même question',

	'chapter-yes': 'Oui',
	'scene-back': '{customer} rouvre son ordinateur. Le chat reprend où il en était.',
	'check-back': 'la solution attend dans le chat',
	'customer-confirms': 'Oui, cette fois c’est réglé. Merci beaucoup, Dana !',
	'check-closed': '{ticket} est clos, avec le oui de la cliente',
	'check-loop-closed': 'Dana apprend que la boucle est fermée',

	'chapter-history': 'Ce qui reste',
	'check-history': 'l’historique contient tout, dans l’ordre ({count} lignes)',
	'check-once': 'chaque avis est arrivé, et le chat ne dit rien deux fois',
	'fact-told': 'La cliente a été prévenue',
	'told-times': '{count} fois ({channels})',
	'fact-checks': 'Vérifié',
	'checks-passed': '{count} points, tous justes',
	'fact-took': 'Durée',
	'took-seconds': '{seconds} s',
	failed: 'La visite s’est arrêtée à « {chapter} ».',
}
