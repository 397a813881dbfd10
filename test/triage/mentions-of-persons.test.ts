import { expect, test } from 'vitest'
import { createRealTriage } from './real-triage.ts'

const { triage } = await createRealTriage()

test.each([
	'Is this a human error on my invoice?',
	'The licences of our human resources department were charged twice',
	'The agent told me that the refund would come, where is it?',
	'I spoke to a person last week and the charge is still there',
	'Nos ressources humaines ont été facturées deux fois',
	'La personne qui gère nos licences est partie, qui peut télécharger la facture ?',
])('a message that only mentions a person is not handed over: %s', (text) => {
	expect(triage({ text }).decision).not.toBe('hand-over')
})
