import type { Language } from '../../../src/triage/types.ts'

/**
 * True but beside the point: sentences that people write before or after their question. Even rows were used while the
 * reader was built, odd ones were held back.
 */
export const CONTEXTS: Readonly<Record<Language, readonly string[]>> = {
	en: `
		We are a small bakery with two shops.
		Our company makes wooden toys and has been around since 1974.
		We have been with you for more than six years now.
		I joined this firm only three weeks ago.
		It has been raining here since Monday.
		What a heat wave we are having!
		My colleague Robin used to take care of these things.
		The person who handled this before me has retired.
		We have about forty employees in three offices.
		There are just four of us in the team.
		I am writing this from the train.
		I am at home with the kids today.
		We moved to a new building last month.
		Our head office is in Brussels and we also have people in Lyon.
		I have just come back from my holidays.
		We were closed over Christmas.
		Last week we had our summer party, it was great fun.
		My boss is travelling and asked me to look into this.
		I am the assistant of the managing director.
		I do the books for a couple of local charities.
		We are very happy with your team.
		Everybody here loves working with you people.
		I had a coffee with your colleague at the fair in Berlin.
		We met at the conference last autumn.
		I am not very good with computers.
		Please excuse my English, I come from Portugal.
		My phone battery is nearly empty.
		I typed this on my mobile, so forgive the spelling.
		Tomorrow is a bank holiday here.
		The audit is coming up in spring.
		I tried to find it myself on the website.
		I looked everywhere but could not find it.
		Somebody told me that you are the right person to talk to.
		A friend recommended your company to us.
		We are growing quickly and hire new people every month.
		Things are quite hectic here at the moment.
		It is the first time that I contact you.
		I have never written to you before.
		I spoke to somebody about this in the morning.
		I was on the phone with a very friendly lady earlier.
		My wife and I run the business together.
		My brother founded this place with his savings.
		We sell shoes online.
		Our firm repairs boats on the coast.
		We work in the construction sector.
		I teach at a primary school in the north.
		I am only in the office on Tuesdays and Thursdays.
		You can reach me in the afternoon best.
		Business has been slow since the summer.
		This year has been a good one for us so far.
		I hope that I explain this well.
		I am not sure how to put this.
		There is a lot going on here right now.
		It is a bit of a long story.
		I have an appointment in ten minutes.
		I only have a short break before the next meeting.
		Our accountant is on parental leave.
		The new intern sits next to me and is learning all of this.
		We use your services for our whole group.
		By the way, congratulations on your new website.
	`
		.trim()
		.split(/\n\s*/u),
	fr: `
		Nous sommes une petite boulangerie avec deux magasins.
		Notre entreprise fabrique des jouets en bois et existe depuis 1974.
		Nous sommes clients chez vous depuis plus de six ans.
		Je suis arrivé dans cette société il y a seulement trois semaines.
		Il pleut ici depuis lundi.
		Quelle canicule en ce moment !
		C’est mon collègue Robin qui s’en occupait avant.
		La personne qui suivait cela avant moi est partie à la retraite.
		Nous avons une quarantaine de salariés sur trois sites.
		Nous ne sommes que quatre dans l’équipe.
		Je vous écris depuis le train.
		Je suis à la maison avec les enfants aujourd’hui.
		Nous avons déménagé dans de nouveaux locaux le mois dernier.
		Notre siège est à Bruxelles et nous avons aussi du monde à Lyon.
		Je rentre tout juste de congés.
		On était fermés pendant les fêtes.
		La semaine dernière nous avons fêté l’été tous ensemble, c’était très sympa.
		Mon patron est en déplacement et m’a demandé de regarder.
		Je suis l’assistante du directeur général.
		Je tiens les comptes de deux ou trois associations du quartier.
		Nous sommes très contents de votre équipe.
		Tout le monde ici adore travailler avec vous.
		J’ai pris un café avec votre collègue au salon de Berlin.
		On s’est croisés au congrès l’automne dernier.
		Je ne suis pas très douée en informatique.
		Excusez mon français, je viens du Portugal.
		Mon téléphone n’a presque plus de batterie.
		J’écris depuis mon portable, pardon pour les fautes.
		Demain c’est férié chez nous.
		Les commissaires aux comptes arrivent au printemps.
		J’ai essayé de trouver toute seule sur le site.
		J’ai cherché partout sans trouver.
		On m’a dit que vous étiez la bonne personne.
		C’est un ami qui nous a recommandé votre maison.
		Nous grandissons vite et embauchons tous les mois.
		C’est un peu la course ici en ce moment.
		C’est la première fois que je vous contacte.
		Je ne vous avais jamais écrit jusqu’ici.
		J’ai eu quelqu’un à ce propos ce matin.
		J’étais au téléphone avec une dame fort aimable tout à l’heure.
		Ma femme et moi tenons l’affaire ensemble.
		Mon frère a fondé la boîte avec ses économies.
		Nous vendons des chaussures en ligne.
		Notre maison répare des bateaux sur la côte.
		Nous travaillons dans le bâtiment.
		J’enseigne dans une école primaire du nord.
		Je ne suis au bureau que le mardi et le jeudi.
		Le mieux est de me joindre l’après-midi.
		L’activité est plutôt calme depuis l’été.
		Cette année est plutôt bonne pour nous jusqu’à présent.
		J’espère que je m’explique bien.
		Je ne sais pas trop comment dire.
		Il se passe beaucoup de choses ici en ce moment.
		C’est une assez longue histoire.
		J’ai rendez-vous dans dix minutes.
		Je n’ai qu’une courte pause avant la prochaine réunion.
		Notre comptable est en congé parental.
		Le nouveau stagiaire est assis à côté de moi et apprend tout cela.
		Nous utilisons vos services pour tout le groupe.
		Au passage, bravo pour votre nouveau site.
	`
		.trim()
		.split(/\n\s*/u),
}
