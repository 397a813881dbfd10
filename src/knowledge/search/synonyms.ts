import type { Language } from '../../triage/types.ts'

const EN = `
	delete remove erase eliminate rid wipe clear discard trash purge
	create make build produce generate
	add insert include attach append introduce put
	change modify alter edit adjust update amend switch
	show display see view visible appear
	hide conceal invisible hidden private privacy
	find search locate seek discover lookup look
	get obtain receive retrieve acquire fetch
	save store keep preserve retain
	backup export archive safeguard
	download offline local locally
	send forward transmit deliver submit
	stop prevent block disable deactivate avoid cease off
	start begin enable activate launch on
	multiple several many various numerous
	only solely exclusively just single sole
	all every each entire whole everything
	big large huge size bigger larger
	small little tiny smaller
	know aware determine identify detect notice
	restore recover retrieve undo revert undelete
	move transfer migrate relocate
	share public publish collaborate
	copy duplicate replicate clone
	merge combine join unite consolidate
	split separate divide break
	computer pc machine laptop desktop device
	phone mobile smartphone telephone
	picture image photo photograph pic screenshot
	mail email message
	account profile acc
	facebook fb
	someone person people user somebody anyone anybody everyone guy who whose
	website site webpage page web online internet
	document doc docs file paper
	spreadsheet sheet excel
	folder directory
	text letters characters string words
	automatic automatically auto
	notify notification alert inform warn
	limit restrict cap maximum
	increase raise grow more higher
	decrease reduce lower less fewer shrink
	link url hyperlink connect associate
	password passcode credential
	login logon signin
	sort order arrange rank
	date day time period calendar
	number count amount quantity
	fast quick quickly speed
	error problem issue bug trouble fail failure wrong fault
	help support assist assistance
	buy purchase acquire order
	pay payment paid
	price cost fee charge
	invoice bill statement
	refund reimburse reimbursement repay
	cancel terminate end unsubscribe quit
	replace substitute swap exchange
	choose select pick
	video clip movie film
	watch play view
	write compose type
	post tweet publish
	reply answer respond response
	explain describe mean meaning definition
	allow permit permission authorize let access
	own host self
	company business firm organization
	customer client
	employee staff worker colleague
	licence license seat
	subscription plan contract
	infected infect contract catch
	illness disease sickness sick ill
	die death dead deceased
	kid child children
	doctor physician
	safe safely safety protect protection secure security
	spread transmit transmission
	trip travel flight
	test tested testing
	worker job work employment
`

const FR = `
	supprimer effacer enlever retirer eliminer oter
	creer faire generer produire etablir
	ajouter inserer inclure joindre rajouter attribuer affecter
	changer modifier editer remplacer actualiser
	afficher voir visualiser consulter montrer visible apercu
	masquer cacher invisible prive
	trouver chercher rechercher retrouver localiser
	obtenir recevoir recuperer avoir
	enregistrer sauvegarder conserver garder stocker
	telecharger exporter importer
	envoyer transmettre transferer adresser expedier soumettre
	arreter empecher bloquer desactiver interrompre suspendre suspension
	commencer demarrer activer lancer debuter
	plusieurs multiple nombreux divers
	seulement uniquement seul exclusivement
	tout tous chaque entier totalite ensemble
	grand gros important
	petit faible
	savoir connaitre determiner identifier verifier
	restaurer retablir annuler reactiver
	deplacer migrer migration transfert
	partager public publier
	copier dupliquer double copie doublon
	ordinateur pc machine poste appareil
	telephone mobile portable
	image photo
	mail courriel email message messagerie mel
	compte profil
	personne gens utilisateur qui usager
	site page web internet portail
	document fichier
	dossier repertoire
	texte caractere mot
	automatique automatiquement
	avertir notifier notification alerte informer prevenir signaler
	limite restreindre maximum plafond
	augmenter hausse monter accroitre
	diminuer reduire baisser baisse reduction moins
	lien url adresse
	passe identifiant connexion connecter authentification
	date jour periode delai duree
	nombre quantite montant total
	rapide vite immediat
	erreur probleme incident panne bug souci echec defaut
	aide assistance support assister
	acheter commander achat commande acquerir
	payer regler paiement reglement versement verser
	prix cout tarif frais
	facture releve facturation facturer
	rembourser remboursement restitution
	avoir credit
	resilier annuler annulation resiliation terminer desabonner
	choisir selectionner
	repondre reponse
	expliquer comprendre signifier explication
	autoriser permettre autorisation droit acces permission role
	societe entreprise organisation
	client acheteur
	employe salarie collaborateur collegue
	licence siege poste
	abonnement contrat forfait formule
	revendeur partenaire distributeur fournisseur
	ouvrir deposer
	contester litige reclamation plainte desaccord
	impaye retard echeance
	carte cb bancaire
	renouveler renouvellement reconduction reconduire
	preleve prelevement debit debiter
	enfant mineur ecole
	sante maladie malade
	travail emploi
`

/**
 * Everyday words that mean about the same in questions to a help desk, one group a line; a word may stand in several. General
 * words only: what billing people mean by which words is in `triage/text/concept-words.json`. Folded as `splitWords` folds; stemmed
 * by the index, so that one form of a word is enough.
 */
export const SYNONYMS: Readonly<Record<Language, readonly (readonly string[])[]>> = { en: readGroups(EN), fr: readGroups(FR) }

function readGroups(lines: string): string[][] {
	return lines
		.trim()
		.split('\n')
		.map((line) => line.trim().split(' '))
}
