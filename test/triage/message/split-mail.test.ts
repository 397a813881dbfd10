import { describe, expect, test } from 'vitest'
import { splitMail } from '../../../src/triage/message/split-mail.ts'

describe('of a mail, what the writer says now is read', () => {
	test.each([
		['my invoice is wrong\n\nSent from my iPhone', 'my invoice is wrong'],
		['ma facture est fausse\n\nEnvoyé de mon iPhone', 'ma facture est fausse'],
		['ma facture est fausse\nEnvoyé depuis mon mobile Orange', 'ma facture est fausse'],
		['Where is my refund?\n-- \nCasey Gray\nFabrikam', 'Where is my refund?'],
		['Still wrong.\n> Hello,\n> your invoice was corrected', 'Still wrong.'],
		['Still wrong.\n\n-----Original Message-----\nFrom: Desk\nYour invoice was corrected', 'Still wrong.'],
		['Toujours faux.\n\n-----Message d’origine-----\nDe : Desk\nVotre facture est corrigée', 'Toujours faux.'],
		['No.\n\nOn Tue, 3 Mar 2026 at 10:12, Desk <desk@example.com> wrote:\nIs it solved?', 'No.'],
		['Non.\n\nLe mar. 3 mars 2026 à 10:12, Desk <desk@example.com> a écrit :\nEst-ce réglé ?', 'Non.'],
		['No.\n\nFrom: Desk\nSent: Monday\nSubject: Your invoice\n\nIs it solved?', 'No.'],
		['Non.\n\nDe : Desk\nEnvoyé : lundi\nObjet : Votre facture\n\nEst-ce réglé ?', 'Non.'],
		['???\n> your invoice', '???'],
		['Non.\n\nVan: Support\nVerzonden: maandag\nOnderwerp: Uw factuur', 'Non.'],
		['No.\n\nOn Mon, Nov 23, 2026 at 10:02 AM Desk <desk@example.com>\nwrote:\n\n> Is it solved?', 'No.'],
		['Still wrong.\n\nThis e-mail is confidential and intended only for the addressee.', 'Still wrong.'],
	])('%j says %j', (mail, said) => {
		expect(splitMail(mail)).toBe(said)
	})

	test.each([
		'On Monday I wrote to you about my invoice',
		'Bonjour\nCommande : 12345\nDate : 3 octobre 2026\nNous avons été débités deux fois',
		'Bonjour,\nle 3 mars votre support nous a écrit :\nla facture sera corrigée',
		'Charge from: Microsoft\nDate: 3 October\nWe do not know it',
		'From: the invoice I see a difference',
		'> my invoice is wrong',
		'-----Original Message-----\nFrom: a customer\nmy invoice is wrong',
		'€',
		'',
	])('%j is kept whole', (text) => {
		expect(splitMail(text)).toBe(text)
	})

	test('a megabyte of quotation marks is read without delay', () => {
		const mail = `help\n${'> old text\n'.repeat(100_000)}`
		expect(splitMail(mail)).toBe('help')
	})
})
