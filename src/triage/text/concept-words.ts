/**
 * What billing people mean by which words, English and French together, folded as `splitWords` folds. `*` stands for any
 * ending, `_` joins the words of a phrase. The classifier sees the concept beside the word, so that "debited two times" is near
 * "duplicate charge" although the examples never say so. Add words freely; the held-out test tells whether it helped.
 */
export const CONCEPT_WORDS: Readonly<Record<string, string>> = {
	invoice: 'invoice* bill bills facture factures releve* statement* document*',
	charge: 'charge* billed billing debit* facture* factura* prelev* preleve* transaction* took taken withdraw* deduct*',
	twice: `
		twice double* doub* doubel duplicate* duplicat* two_times 2_times 2x deux_fois two_identical same_thing
		identical identique* repeat* repete* again_and_again trois_fois three_times 3_times doublon* deux_reprises
		plusieurs_fois several_times second_time second_one copies copie_de extra_copy two_bills two_invoices
		deux_factures deux_debits two_payments deux_paiements trois_debits multiple_times 3x
	`,
	same: 'same meme memes identical identique*',
	pay: 'pay paid pays paying payment* payer paye payes paie payons regler regle reglement* verse* versement* settle*',
	card: 'card cards carte cartes cb visa mastercard amex',
	bank: `
		bank* banque* bancaire* iban rib sepa virement* wire wired transfer_to debit_direct direct_debit prelevement*
	`,
	declined: `
		declin* refuse* reject* rejet* bounced fail* echoue* echec* not_accepted not_go_through pas_passe pas_passee
		bloque_le_paiement invalid* expired expiree impossible_de_payer error* erreur*
	`,
	refund: 'refund* rembours* money_back give_back reimburs* remboursez rends rendre rendez restitu* get_back',
	credit: 'credit* avoir avoirs note_de_credit rebill*',
	when: 'when quand how_long combien_de_temps delai* how_soon jusqu_a until deadline* date_limite window*',
	howmuch: 'how_much combien cost* cout* price* prix tarif* fee fees frais',
	price: 'price* prix tarif* expensive cher chere rate rates unit_price pricing',
	increase: `
		increas* higher hike went_up gone_up more_expensive augment* hausse* rise rises raise* plus_cher plus_chere
		plus_eleve* jump* grimp* dearer climb* doubled bond bondi trop_cher overpriced inflation supplement surcharge*
		uplift cher_que
	`,
	different: `
		differ* mismatch* not_match doesnt_match dont_match ecart* correspond* discrepan* divergen* not_equal disagree*
		dont_agree
	`,
	wrong: `
		wrong* incorrect* error* erreur* mistake* faux fausse errone* mauvais* misspel* typo inexact* mauvaise off
		amend* corrig* correct* rectifi* change_the_name fix misspelt
	`,
	quote: 'quote* devis contract* contrat* agreed convenu* proposal offer* offre* proposition',
	discount: `
		discount* promo* remise* rabais reduction_de voucher* coupon* offre_speciale trial* essai* free gratuit*
		nonprofit education* associatif associative half_price tarif_reduit tarif_preferentiel rate_education 50_%
		offert*
	`,
	cancel: `
		cancel* resili* terminat* annul* stop stopped arret* end_the ended mettre_fin unsubscribe* desabonn* get_rid
		got_rid drop dropped quit leave supprim* delet* closed cloture*
	`,
	renew: `
		renew* renouvel* reconduct* reconduit* auto_renew expir* end_of_term echeance* anniversar* anniversaire
		fin_de_periode autorenew* term term_end extend* prolong*
	`,
	seat: 'seat* licen* user users utilisateur* poste postes siege* comptes',
	unused: `
		unused inutilis* not_using nobody_uses nobody no_one unassigned non_attribue* non_affecte* assigned attribue*
		affecte* idle left_the actually_use use used utilis* personne left_company leaver* parti partis partie depart
		maternity maternite nobody_is unoccupied vacant dormant
	`,
	add: `
		add added adding ajout* more_seats extra supplementaire* increase_the plus_de additional buy_more hired hire
		joined joining arrive* embauch* recru* new_employee new_colleague nouvel_employe nouveau_collegue new_starter
		more_users more_licences more_licenses plus_d_utilisateurs
	`,
	reduce: 'reduc* remove* fewer less lower decreas* diminu* retir* enlev* moins downgrade* baisser',
	switch: 'upgrade* downgrade* switch* migrat* passer_de passer_a convert* change_plan changer_de_formule move_from',
	prorata: `
		prorat* pro_rata partial* partiel* mid_month half_month part_of_the days jours mid_term en_cours_de coterm*
		co_term* aligned
	`,
	month: 'month* mois mensuel* mensualit*',
	year: 'year* an ans annee* annuel* annual* yearly annuellement',
	address: `
		address* adresse* siret siren company_name raison_sociale legal_name company* societe postcode street zip
		coordonnees contact registration_number numero_d_immatriculation name_on nom_de
	`,
	tax: 'tax* tva vat gst fiscal* taxe* exempt* exoner* hors_taxe ht ttc sales_tax autoliquidation reverse_charge',
	currency: `
		currenc* devise* exchange_rate taux_de_change dollar* euro* usd eur gbp convert* conversion chf pounds sterling
		livres
	`,
	azure: `
		azure vm vms virtual_machine* consumption consomm* storage compute usage resource* ressource* serveur* server*
		database* subscription_azure meter*
	`,
	spike: `
		spike* exploded explos* skyrocket* pic tripled budget* cost_management alert* alerte* runaway flambe* surge*
	`,
	market: `
		marketplace publisher* third_party editeur* tiers add_in addon app_store appsource saas third-party vendor
		place_de_marche isv publie_par sold_by vendeur store boutique
	`,
	reservation: `
		reservation* reserved saving* savings_plan* plan_d_economies reserve reservee* ri ris exchange_reservation
		plan_economies
	`,
	outage: `
		outage* panne* sla downtime unavailab* indisponib* interruption* incident* service_credit was_down were_down
		compensation* compens* dedommag* availability disponibilite offline
	`,
	fraud: `
		fraud* hack* pirat* compromis* stolen vole* unauthor* non_autoris* crypto* mining minage intrus* breach* usurp*
		attacker* phish* takeover
	`,
	partnerchange: `
		change_partner another_partner new_partner other_partner changer_de_partenaire autre_partenaire reseller*
		revendeur* transfer* transfert* take_over leave_you provider* fournisseur* prestataire* ownership
	`,
	complain: `
		disput* contest* complain* plaint* reclam* object* litige* disagree* desaccord challenge* report_a signal* query
	`,
	status: `
		status statut* progress* avancement news nouvelles update* suivi where_is where_are ou_en_est ou_en_sont state
		etat track* stand stands happening advanc* avance* looked_at
	`,
	ticket: 'ticket* case cases dossier* request requests demande* claim* reference_number bd zzticket',
	silence: `
		no_answer no_reply no_response nobody_answers nobody_replies sans_reponse pas_de_reponse aucune_reponse ignored
		ignore* unanswered still_waiting waiting wait attends attend attendons semaines weeks relance* silence heard
		unacceptable inadmissible no_one_answers toujours_rien chase* chasing personne_ne_repond
	`,
	person: `
		human* person people someone personne* agent* conseiller* humain* representative* advisor* manager* responsable*
		call rappel* rappelez telephone* phone* appel* somebody quelqu_un real_person speak talk parler operator vivant
		interlocuteur* interlocutrice collegue_humain joindre joignable numero_de_telephone phone_number called_back
		robot chatbot machine
	`,
	find: `
		find where download* telecharg* get_a copy copie* pdf send_me envoy* resend renvoy* duplicata* trouv* retriev*
		receive* recu recois recevoir access_my obtenir lost perdu*
	`,
	explain: `
		explain* expliqu* understand* comprend* comprends mean means signifie* meaning read lire what_is what_are
		breakdown detail* ventil* correspond* clarif* stands_for veut_dire
	`,
	unknown: `
		recogni* reconna* unknown inconnu* never_ordered never_bought jamais_commande what_is_this cest_quoi unexpected
		inattendu* surpris* didnt_order did_not_order no_idea mysterious mysterieu* out_of_nowhere sais_pas
	`,
	frequency: `
		frequen* frequence monthly annually mensuel* annuel* yearly billing_cycle periodicit* quarterly trimestr*
		in_advance upfront d_avance
	`,
	method: `
		method* moyen_de_paiement mode_de_paiement payment_method change_card new_card nouvelle_carte update_card
		replace* remplac* modifier switch_to
	`,
	notrecorded: `
		already_paid deja_paye* deja_regle* still_shows still_due still_open toujours_due toujours_impayee impayee
		unpaid outstanding not_applied pas_pris_en_compte not_recorded reminder* relance* proof_of_payment
		preuve_de_paiement shows_as payment_sent
	`,
	late: `
		late overdue due due_date retard* echeance* penalt* late_fee extension delay* delai* more_time postpone* report*
		echelonn* instalment* installment* net_30 net_60 net deadline
	`,
	accident: `
		accident* mistake par_erreur by_mistake accidentally malencontreus* unintended pas_voulu wrong_product
		mauvais_produit didnt_mean unhappy
	`,
	recon: `
		reconciliation* recon rapprochement* csv column* colonne* file fichier* export* api line_items lineitems
		spreadsheet*
	`,
	chargetype: `
		charge_type* cyclecharge addquantity removequantity movequantity cancelimmediate customercredit
		changebillingplan extendterm type_de_frais types_de_frais negative* negati* adjustment* ajustement*
	`,
	upstream: `
		microsoft escalat* escalad* distributor* distributeur* provider* fournisseur* upstream disti partner_center
	`,
	customer: 'customer* client clients cliente end_customer fabrikam contoso on_behalf au_nom behalf',
	form: 'form formulaire* request_for_credit file_a submit* deposer soumettre attach* joindre',
	dunning: `
		dunning collect* recouvrement* reminder* relance* doesnt_pay not_paying doesnt_want_to_pay ne_paie ne_paye
		impaye* unpaid arrears debt* dette* creance* mise_en_demeure non_paying defaulter bad_payer mauvais_payeur
		nonpayment non_payment
	`,
	retention: 'data donnees retention conserv* kept keep_the deleted lose days_until',
	training: `
		train* formation* course* learn* documentation docs premier support_plan plan_de_support support_hours horaires
		hours resources ressources knowledge_base certification*
	`,
	role: `
		role* permission* droit* rights admin* helpdesk global_admin billing_admin administrateur* who_can qui_peut
		allowed privilege* autorisation*
	`,
	withholding: 'withholding retenue* source_tax tds wht a_la_source certificate certificat* attestation*',
	account: `
		partner_account our_account credit_limit limite_de_credit plafond* compte_partenaire notre_compte mpn net_terms
		csp_account revoked revoque*
	`,
	close: `
		close closing closed cloture* cloturer confirm* tell_the tell_customer inform* prevenir informer loop boucle
		resolved resolu* satisf* solved
	`,
	language: `
		english french anglais francais langue* language* speak_french parlez_francais spanish allemand espagnol german
		in_french en_francais en_anglais
	`,
	capability: `
		what_can_you que_pouvez_vous que_sais_tu help aide how_does_this_work comment_ca_marche bot menu options
		what_do_you_do who_are_you qui_es_tu
	`,
	tech: `
		outlook teams_meeting printer* imprimante* password* mot_de_passe wifi vpn crash* excel word laptop ordinateur
		onedrive sharepoint install* sync* synchro* email_not screen ecran update_windows mfa antivirus spam
	`,
	offtopic: `
		weather meteo football joke blague* recipe recette* bitcoin movie film holiday* vacances conges payslip salaire
		job emploi hr poem poeme
	`,
	greet: 'hello hi hey bonjour salut bonsoir coucou morning evening hiya howdy yo',
	thank: 'thank* thx merci* mrc cheers great super parfait perfect genial nickel top bye goodbye',
	not: 'not no never dont doesnt didnt cant wont isnt wasnt havent hasnt without ne pas jamais sans aucun aucune rien',
	after: 'after apres since depuis although alors_que even_though pourtant still toujours encore',
	want: 'want wish would_like veux voudrais souhait* need besoin please',
	howto: `
		how_do how_can how_to comment can_i may_i puis_je peut_on est_il_possible possible can_we could_i steps
		procedure* etapes
	`,
	why: 'why pourquoi reason raison explication* how_come',
	relation: 'gdap dap relationship* relation admin_relationship visib* see voir voient',
	subscription: 'subscription* abonnement* abonement* souscri* sub subs plan plans formule* produit* product*',
	owe: 'owe owes owed owing debt dette* debiteur* devons doit solde balance',
	po: 'purchase_order po bon_de_commande po_number order_number numero_de_commande reference_client',
	vatid: 'vat_number vat_id tax_id numero_de_tva tva_intracommunautaire vat_no id_tva',
	suspend: `
		suspend* couper coupons desactiv* disabl* switch_off turn_off turn_them_off shut_down shut_off cut_off blocage
		bloquer
	`,
	access: `
		access acces log_in login locked_out locked connect* connecter no_access cant_work bloques bloque blocked grise*
		greyed* cut_us shut_us unavailable_account lost_access
	`,
	reactivate: `
		reactiv* restor* reopen* retabli* rouvr* unblock* debloqu* switch_back back_on resume remettre_en_service
	`,
	expire: 'expir* end_of_term fin_de_periode fin_d_engagement term_end ends end_date terme lapse*',
	self: 'my our us we notre nos mon ma mes nous i je me',
	who: 'who whom qui whose',
	whereis: 'where ou wherever',
	deadline: `
		deadline* window* delai* until jusqu_a jusqu_quand by_when date_limite limit limite too_late trop_tard how_long
		how_many_days combien_de_jours combien_de_temps how_soon
	`,
	penalty: 'penalt* late_fee late_fees late_payment frais_de_retard interets interest surcharge_de_retard',
	extension: `
		more_time extension delay_the postpone* report_de echelonn* instalment* installment* payment_plan
		plan_de_paiement plusieurs_fois_sans deferred differ_le
	`,
	instead: `
		instead au_lieu agreed_price convenu* should_be devrait devait supposed expected prevu* doesnt_tally dont_tally
		tally add_up
	`,
	perpetual: 'perpetu* software logiciel*',
	gdpr: 'quota* limit_increase',
	conversation: 'reply repond* repondu answer* respond* response* contact_us callback',
	benefit: 'premium plus e3 e5 business',
	delete: 'delet* supprim* effac* removed wiped destroyed lost_data',
	settle: `
		reimbursed paid_back credited credite* versement_recu arrived arrive_quand show_up apparait apparaitre appears
		received_my
	`,
	tell: 'tell inform* prevenir notify notif* announce* annonce* write_to ecrire message* communicat* phone_call',
	record: 'record enregistr* noter log_it note_that proof preuve consign*',
	dispute: 'disput* contest* litige* litigieu*',
	mining: 'bitcoin_mining crypto* minage mining vms_in',
}
