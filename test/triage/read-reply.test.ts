import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Reply, readReply } from '../../src/triage/read-reply.ts'
import { cpuSeconds } from '../tools/cpu-seconds.ts'

const TABLE: Readonly<Record<Reply, readonly string[]>> = {
	confirmed: [
		'Yes\n\n*From:* Billing Desk\n*Sent:* Monday\n*Subject:* Is it still wrong?',
		"Oui, c'est réglé.\n\nMarie Tremblay\nComptes fournisseurs\n514 555-0199",
		'Fixed! Best support I have had in a long time.',
		'Yes, the $120 credit is on the November invoice.',
		'Sorry for the late reply, I was on vacation. Yes, it is solved.',
		'Yes, solved.\n\nThis e-mail is confidential. If you have received it in error, please notify the sender.',
		'Looks good to me',
		'I can see the credit on my statement',
		'Money is back, thank you',
		'yes please close the case',
		'Great, the credit note arrived this morning.',
		'Works for me',
		'Yes, solved. No need for anything else.',
		'Le remboursement est bien arrivé',
		'Affaire classée, merci',
		'La facture est correcte maintenant',
		'Je valide',
		'ouiiii',
		"Je suis d'accord",
		'Yes',
		'yes, thank you!',
		'Yep all good',
		'Solved',
		'It is fixed now, thanks',
		'I confirm',
		'all good',
		'Yes, the credit has arrived.',
		'You can close the ticket',
		'That is correct',
		'Perfect, thank you',
		'👍',
		'👍🏽',
		'✅',
		'Yes, the wrong charge was refunded.',
		'Yes, no more problems.',
		'no further questions, solved',
		'Oui',
		'oui merci',
		'OUI, c’est réglé !',
		"C'est bon pour moi",
		'Résolu, merci',
		'Je confirme',
		'Tout est en ordre',
		'Parfait, merci beaucoup',
		'vous pouvez clôturer le dossier',
		"Oui, l'erreur a été corrigée",
		'Oui, plus aucun problème',
		'Remboursement bien reçu',
		'Yes\n\nOn 3 October 2026, the billing desk wrote:\n> Is it still wrong?',
		'Oui.\n\nLe lun. 3 oct. 2026, le service facturation a écrit :\n> Le montant est-il toujours faux ?',
	],
	rejected: [
		'No, not solved. The charge of 5.1.2026 is still there',
		'I was out of the office. No, it is not solved.',
		'The portal no longer works for me, the invoice is still wrong',
		'Not solved!\n\n> Your ticket has been created',
		"Non, j'ai bien reçu votre message mais pas l'avoir",
		'Yes.\nRegards\nTom\nPS the VAT is still wrong',
		'Not really',
		'Absolutely not',
		'you charged me again!!',
		'This is not what we agreed',
		'je conteste',
		'Je refuse',
		'no thanks, this does not solve it',
		'I want my money, this is not over',
		"C'est loin d'être réglé",
		'Non, et je serai absent demain',
		'yes and no: one line is still wrong',
		'merci mais non',
		"Vous vous moquez de moi, rien n'est réglé",
		'No',
		'no!',
		'Nope',
		'not solved',
		"It isn't fixed",
		'yes but the amount is still wrong',
		'Yes. The new invoice is wrong too.',
		'Thanks, but no refund yet',
		'Still waiting for the money',
		'I was charged again',
		'approve - still broken',
		'We have not received the credit',
		"I don't think so",
		'👎',
		'❌ no',
		'👍 but the second line is missing',
		'Same problem as before',
		'only partially',
		'Non',
		'non, toujours pas',
		'Oui mais le montant est faux',
		"Merci, mais je n'ai rien reçu",
		"Ce n'est pas résolu",
		"c'est pas bon",
		'Toujours pas de remboursement',
		'Pas du tout',
		'oui, sauf la dernière ligne',
		"Je ne suis pas d'accord",
		'encore débité ce matin',
		'Le problème persiste',
		'pas encore',
		'Rien reçu',
		'yes, however one licence is missing',
		"it hasn't been corrected",
		'I disagree with the outcome',
		'Réglé en partie',
	],
	'thanks-only': [
		'Thanks for letting me know',
		'Cheers mate',
		'merci bcp',
		"Merci pour l'info",
		"Parfait merci de l'info",
		'Thank you and have a nice weekend',
		'Well received, thank you',
		'merci pour votre aide précieuse',
		'Thank you',
		'thanks!',
		'Thanks a lot for your help',
		'ok thanks',
		'Many thanks, kind regards',
		'thx',
		'🙏',
		'Merci',
		'merci beaucoup !',
		'Merci pour votre aide',
		'Merci, bonne journée',
		'ok merci',
		'Je vous remercie',
		'Thank you, Alex',
	],
	'auto-reply': [
		'Please note that Karen Whitfield no longer works for Selby & Sons. Write to accounts@selby.example.',
		'Your message\n was read on Monday, November 23, 2026 10:02 AM.',
		'Notre bureau est fermé pour le congé des Fêtes.',
		'OOO until Jan 3',
		'This is an automated message. Do not reply.',
		'Your message has been received and a ticket has been created: #4821',
		'550 5.1.1 user unknown',
		'Je ne suis plus en poste chez Contoso',
		'Abwesenheitsnotiz',
		'Returning on Monday. For urgent matters contact my colleague',
		'Accusé de réception : votre demande a été enregistrée',
		'Recipient inbox full',
		'I am out of the office until Monday 3 October.',
		'Automatic reply: your message',
		'Undeliverable: your ticket',
		'Mail Delivery Subsystem: address not found',
		"I'm on annual leave and will be back on 4 May. Yes, all good otherwise.",
		'Je suis absent du bureau jusqu’au 12 mai.',
		'Réponse automatique : en congés',
		"Votre message n'a pas pu être remis",
		'Je suis actuellement en vacances, merci.',
	],
	unclear: [
		'RE: BD-1042 resolved\n\nWhere is my money',
		'Yes\ncall me',
		'not sure yet',
		'Peut-être, je ne sais pas',
		"I'll have a look tomorrow",
		'je demande à ma comptable',
		'Sure, brilliant, another month without my money',
		'Ah bravo, quel service',
		'I also have another question about renewal',
		'Quand est-ce que je le verrai ?',
		'',
		'   ',
		'ok',
		'Maybe',
		'I think so',
		'Yes?',
		'yeah right',
		'Yeah, sure...',
		'I will check and let you know',
		'not sure',
		'what do you mean',
		'Solved?',
		'yes if the next invoice is right',
		'It "is" solved',
		'Oh great, fantastic work 🙄',
		'hopefully',
		'yes please',
		'no problem',
		'🤔',
		'BD-1042',
		'Je crois',
		'Je pense que oui',
		'peut-être',
		'on verra',
		'je vais vérifier',
		'Bien sûr...',
		'Mais oui bien sûr',
		"d'accord",
		'oui ?',
		'si vous le dites',
		'il semble',
		'pas sûr',
		'no, thanks',
		'No it is all fine now',
		'Yes (not!)',
		'non c bon',
		`Yes. ${'And then we went on to talk about many other things. '.repeat(6)}`,
	],
}

describe('the answer to "is it solved?"', () => {
	for (const [reply, texts] of Object.entries(TABLE)) {
		test.each(texts)(`%j is read as ${reply}`, (text) => {
			expect(readReply(text)).toBe(reply)
		})
	}

	test('a very long reply is read within a blink and confirms nothing by accident', () => {
		const read = () => {
			expect(readReply('a '.repeat(500_000))).toBe('unclear')
			expect(readReply('😀'.repeat(250_000))).not.toBe('confirmed')
		}
		expect(cpuSeconds(read)).toBeLessThan(1)
	})

	test.each(linesOf<{ text: string }>('yes.jsonl').map(({ text }) => text))('%j is a clear yes', (text) => {
		expect(readReply(text)).toBe('confirmed')
	})

	test.each(linesOf<{ text: string }>('no-yes.jsonl').map(({ text }) => text))('%j closes no ticket', (text) => {
		expect(readReply(text)).not.toBe('confirmed')
	})

	// By two writers who had read nothing of this project; patterns were mended by them since, which flatters: the second one's replies
	// were read rightly in 82 of a hundred cases before.
	test('of replies as they come, most are read rightly, and no other is taken for a yes', () => {
		const replies = linesOf<{ text: string; label: Reply }>('natural.jsonl')
		const right = replies.filter(({ text, label }) => readReply(text) === label)
		console.info('replies', JSON.stringify({ replies: replies.length, right: right.length / replies.length }))
		expect(right.length / replies.length).toBeGreaterThan(0.8)
		expect(replies.filter(({ text, label }) => label !== 'confirmed' && readReply(text) === 'confirmed')).toEqual([])
	})
})

function linesOf<Line>(file: string): Line[] {
	const lines = readFileSync(path.join(import.meta.dirname, 'replies', file), 'utf8')
		.trim()
		.split('\n')
	return lines.map((line) => JSON.parse(line) as Line)
}
