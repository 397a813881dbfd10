import type { Language } from '../types.ts'

type Phrases = { openings: readonly string[]; leadIns: readonly string[]; closings: readonly string[]; asides: readonly string[] }

/**
 * What people write around a question and what says nothing about its topic: greetings and small talk, lead-ins ("I am writing
 * because"), closings, and asides about themselves. The reader learns from these rows what to pass over, and training wraps
 * examples in them. Add rows freely.
 */
export const FILLER_PHRASES: Readonly<Record<Language, Phrases>> = {
	en: {
		openings: rows(`
			hello | hi | hey | hi there | hello there | good morning | good afternoon | good evening | good day | morning
			dear all | dear team | dear support | dear sir or madam | dear sirs | hi everyone | hello everybody | hi folks
			dear customer service | hello billing team | hi support team | to whom this may concern | greetings
			I hope you are well | I hope you are doing well | hope you're doing great | hope all is well with you
			I hope this finds you well | I hope that you had a good weekend | hope you are having a nice day
			I hope everything is fine with you | how are you | how are you doing today | happy monday | happy new year
			my name is Alex | this is Sam from Contoso | I am the office manager | I work in the accounting department here
			sorry to bother you | sorry to trouble you again | sorry for the inconvenience | excuse me | pardon
			sorry for the long message | apologies for writing again | I am sorry if this is the wrong place to ask
			sorry if this is a stupid question | thank you for your last message | thanks for your quick reply
			thank you for the help so far | thanks for coming back to me so fast | it is me again | long time no see
			I know that you have a lot to do | I will be brief | is somebody there | anybody home
			trust you are well | hoping you are all healthy and safe | I hope you enjoyed your holidays | merry christmas
			hope the week started well for you | hope business is going well | hope your day is going fine | good to meet you
			warm greetings from our office in Madrid | a lovely day to you all | season's greetings | dear friends | dear partner
			dear accounts team | dear help desk | hello customer care | attention of the finance team | hey guys | hey folks
			nice to talk to you on the phone yesterday | it was good to see you last time | I am writing to you once more
			thank you for taking care of us | thanks for being there | thanks for your wonderful work | you are doing a great job
			I am grateful for the quick answer you gave last time | I know this is a busy time for you | I will make it short
			is there anyone who could reply | are you there | can you read this | testing if this works
			please excuse my late message | forgive me for asking again | sorry if I am wrong here
			if you are not the right contact please pass it on to a colleague who is | not sure whom to ask
			I do not know if this is the right address | please bear with me
		`),
		leadIns: rows(`
			I am writing to you because | I'm writing since | I am contacting you because | I am getting in touch because
			I am reaching out because | the reason for my message is that | the reason why I am writing is this
			I have a question | I have a quick question | quick question | just a question | one question | another question
			I would like to ask you something | may I ask you something | could I ask you a question | let me ask you this
			can you help me | could you please help me | I need help | I need some help with this | please help | help me please
			I need your help because | I need some advice | I would be grateful for your help | here is my problem
			here is the thing | so my question is | my question is the following | my problem is as follows
			I was wondering | I just wanted to ask | I would like to know | could you tell me please | please tell me
			can somebody explain this to me | can you please look into this | could you check this for me | please check
			please advise | regarding the following | about the following matter | it is about this | the thing is
			basically | ok so | well | so | anyway | you see | in short | first of all | long story short
			I would like to kindly ask | may I kindly ask you the following | allow me to ask | if you permit a question
			what I want to understand is this | what I would like to know is | something I forgot to ask | one more thing
			there is one thing I want to ask you | would you be so kind to help me with this issue | would you mind helping me
			could somebody look at this for me | could anyone explain | can anybody tell me | does anyone know | any idea
			I require your assistance with a matter | I am in need of support | I am getting in contact with regard to
			I wanted to get in touch about | I thought I would drop you a line | I am following up | with regard to this
			my concern is the following | here goes | so here it is | that is why I write | so basically somebody must explain
			I need somebody to tell me | listen | look | right | now | actually | honestly | to be clear | just so you know
		`),
		closings: rows(`
			thanks | thank you | thank you very much | thanks a lot | many thanks | thanks so much | thx | cheers | ty
			thanks in advance | thank you in advance for your help | thanks for your help | thank you for your support
			thank you for your time | thanks for your time and help | thanks for your understanding | much appreciated
			I appreciate your help | any help is appreciated | I would appreciate your help | that would be very kind
			please let me know | let me know please | please get back to me | please come back to me soon
			I look forward to your answer | looking forward to hearing from you | hope to hear from you soon
			waiting for your reply | please reply | regards | kind regards | best regards | best wishes | warm regards | best
			sincerely | yours sincerely | yours truly | respectfully | take care | have a nice day | have a good weekend
			have a lovely evening | see you | talk to you soon | bye | goodbye | until then | sent from my phone
			if you need anything else from me just tell me | do not hesitate to call me | feel free to contact me
			no hurry | when you find the time | sorry for my bad spelling | sorry for my English | best regards Alex
			kind regards Sam Miller | chief financial officer | accounts assistant | office manager | phone | mobile | please
			thanking you | thank you kindly | thank you ever so much | thanks a million | I am much obliged to you | bless you
			very grateful for any help | it would be great if you helped | I would be so thankful | your help means a lot
			could you get back to me when you have time | answer me whenever you can | come back to me at your convenience
			drop me a line when you know more | I await your response | I am waiting to hear from you | until soon | later
			have a good one | enjoy your day | enjoy the rest of your week | have a pleasant afternoon | good night | all the best
			with best wishes | with kind regards | cordially | yours | yours respectfully | faithfully | warmly | best Alex
			hope that makes sense | sorry for the many questions | sorry for taking your time | sorry for asking so much
			thanks for your patience with me | thank you for reading this | thank you for your attention | speak to you later
			head of purchasing | finance manager | director | managing partner | accountant | bookkeeper | Ltd | Inc | GmbH
			www | tel | fax | please contact me if you want more information | tell me if you require further details
			I know you hear this a lot | there is no rush | it is not urgent | at your earliest convenience | no stress
		`),
		asides: rows(`
			we are a small company with ten employees | our firm has been in business for twenty years
			we have been customers of yours for a long time | we have worked with you for years | I am new here
			I started this job last month | my colleague who did this has left the company | I took over from my colleague
			my boss asked me to write to you | my manager wants me to look into it | we have offices in two cities
			we make furniture | we run a hotel by the sea | we are a school in the city | I work for a charity
			the weather is nice here today | it is cold and snowing outside | we just came back from holiday
			I was ill last week | we had a party yesterday | I am working from home today | I am on the road
			I am writing from my phone | I do not know much about computers | English is not my mother tongue
			we like your company very much | we are happy with your service so far | I talked to your colleague yesterday
			we met at a trade fair | I looked on your website | I could not find anything about it | I have searched everywhere
			someone gave me your address | I never wrote to you before | this is my first message to you
			we are busy right now | it is a long story | I do not know how to say this | I hope that is clear
			I have a meeting soon | tomorrow I am out of the office | our auditors are coming next week
			my partner and I own the place | we opened a second shop in spring | the team is growing
			we have been around since the eighties | founded by my father | my family runs this shop | my husband and I work here
			I joined recently | I only work part time | I am the new assistant | I am the secretary of the director
			before me somebody else did this job | he has retired now | she is on maternity leave | he is on sick leave
			it is very hot this summer | there was a storm last night | the sun is shining | it is dark already
			we sell wine and cheese | we build houses | we print books | we repair bicycles | we are a law firm | we are dentists
			we are a football club | we teach children | we are in the food business | we operate in the energy sector
			we employ around fifty people | there are only three of us here | we have a branch in Paris | our main office is in Rome
			we relocated to another street | our office is being painted | we had guests from abroad | it was so much fun
			I am sitting in a cafe | I am at the airport | my laptop is old | my battery is low | I type slowly
			I tried to look it up myself | I read your pages but understood nothing | I asked around without success
			a neighbour told us about you | my colleague says that you can help | I heard good things about you
			I have only a few minutes | I must leave in half an hour | I am free in the mornings | mornings suit me best
			on wednesdays I am not there | it is a public holiday tomorrow | we closed for the summer
			times are hard | this season is slow for us | the year went well | we hired two apprentices
			I have never done this before | I am no expert | this is all new to me | I find this hard to describe
			great new website by the way | everyone in our company likes you
		`),
	},
	fr: {
		openings: rows(`
			bonjour | bonsoir | salut | coucou | hello | bjr | bonjour à tous | bonjour madame | bonjour monsieur
			madame, monsieur | messieurs | cher monsieur | chère madame | chers collègues | chère équipe | bonjour l'équipe
			bonjour le support | cher support | cher service client | bonjour à toute l'équipe | rebonjour | allô
			j'espère que vous allez bien | j'espère que tout va bien | en espérant que vous allez bien
			j'espère que vous avez passé un bon week-end | j'espère que vous passez une bonne journée
			j'espère que ce message vous trouvera en bonne santé | comment allez-vous | ça va | vous allez bien
			bonne année | meilleurs vœux | je m'appelle Alex | ici Sam de chez Contoso | je suis la responsable administrative
			je travaille à la comptabilité | désolé de vous déranger | désolée de vous embêter | excusez-moi | pardon
			pardonnez-moi de vous déranger encore | désolé pour le dérangement | désolé pour ce long message
			veuillez m'excuser | désolée si ma question est idiote | désolé si je ne suis pas au bon endroit
			merci pour votre dernier message | merci pour votre réponse rapide | merci pour votre aide jusqu'ici
			merci d'être revenu vers moi si vite | c'est encore moi | ça fait longtemps | je sais que vous êtes débordés
			je serai bref | vous êtes là | quelqu'un est là
			en espérant que ce mail vous trouve bien | en espérant que vous êtes tous en forme | joyeux noël | bonnes fêtes
			j'espère que vos vacances se sont bien passées | j'espère que la semaine a bien commencé
			j'espère que la rentrée se passe bien
			j'espère que votre famille et vous allez bien | ravie de faire votre connaissance | un petit coucou de Bretagne
			un bonjour ensoleillé de notre bureau de Nice | chers amis | cher partenaire | chère madame | bien le bonsoir
			à l'attention du service comptable | bonjour le service client | bonjour messieurs dames | hello tout le monde | yo
			c'était un plaisir de vous parler au téléphone hier | heureux de vous avoir vus la dernière fois | je vous réécris
			merci de vous occuper de nous | merci pour tout ce que vous faites | vous faites un super travail | bravo à vous
			je vous suis reconnaissant de la réponse rapide de l'autre fois | je sais que la période est chargée | je fais court
			y a-t-il quelqu'un pour me répondre | vous me lisez | ceci est un essai | pardonnez mon message tardif
			excusez-moi de redemander | désolé si je me trompe d'adresse
			si vous n'êtes pas le bon interlocuteur merci de faire suivre à un collègue | je ne sais pas à qui demander
			je ne sais pas si c'est la bonne adresse | soyez indulgents
		`),
		leadIns: rows(`
			je vous écris car | je vous écris parce que | je vous contacte car | je vous contacte parce que
			je me permets de vous écrire car | je me permets de vous contacter au sujet de ceci | je reviens vers vous car
			je vous sollicite parce que | la raison de mon message est la suivante | voici la raison de mon message
			j'ai une question | j'ai une petite question | petite question | une question rapide | juste une question
			encore une question | je voudrais vous demander quelque chose | puis-je vous demander quelque chose
			je peux vous poser une question | pouvez-vous m'aider | pourriez-vous m'aider | j'ai besoin d'aide
			j'ai besoin de votre aide | aidez-moi svp | à l'aide | j'aurais besoin d'un conseil | votre aide serait précieuse
			voici mon problème | voilà mon souci | voilà | alors voilà | ma question est la suivante | mon problème est le suivant
			je me demandais | je voulais juste demander | je voudrais savoir | j'aimerais savoir | pouvez-vous me dire
			dites-moi s'il vous plaît | quelqu'un peut-il m'expliquer | pouvez-vous regarder | pourriez-vous vérifier
			merci de vérifier | concernant le point suivant | au sujet de ce qui suit | il s'agit de ceci | en fait | en gros
			bon | bref | donc | alors | tout d'abord | pour faire court | voyez-vous
			je souhaiterais vous demander ceci | permettez-moi de vous demander | si vous permettez une question
			ce que je veux comprendre c'est ceci | ce que je voudrais savoir c'est | j'ai oublié de vous demander une chose
			encore une chose | il y a une chose que je veux vous demander | auriez-vous la gentillesse de m'aider
			cela vous dérangerait de m'aider | quelqu'un pourrait regarder cela pour moi | quelqu'un peut me dire
			quelqu'un sait | une idée | je requiers votre assistance | j'ai besoin d'un coup de main | un petit coup de main svp
			je prends contact avec vous à ce sujet | je voulais vous joindre à propos de | je fais suite à notre échange
			à ce propos | mon souci est le suivant | ma demande est la suivante | voilà pourquoi je vous écris
			il faut que quelqu'un me dise | écoutez | regardez | bah | ben | euh | en réalité | franchement | pour être claire
			pour information | est-ce que vous pourriez m'éclairer | merci de m'éclairer | j'aimerais comprendre
			serait-il possible d'avoir de l'aide | je suis perdu | je ne comprends pas bien
		`),
		closings: rows(`
			merci | merci beaucoup | merci bien | un grand merci | mille mercis | merci infiniment | mrc | merci à vous
			merci d'avance | merci par avance | merci d'avance pour votre aide | merci de votre aide | merci pour votre aide
			je vous remercie | je vous remercie par avance | en vous remerciant | merci pour votre temps
			merci de votre compréhension | merci de votre réponse | ce serait très aimable | ce serait gentil
			toute aide est bienvenue | votre aide me serait utile | tenez-moi informé | dites-moi | merci de me répondre
			merci de revenir vers moi | dans l'attente de votre réponse | dans l'attente de votre retour
			en attendant votre réponse | j'attends de vos nouvelles | au plaisir de vous lire | à bientôt | à plus tard
			au revoir | cordialement | bien cordialement | cdt | cdlt | très cordialement | sincères salutations
			salutations distinguées | meilleures salutations | bien à vous | amicalement | respectueusement
			je vous prie d'agréer l'expression de mes salutations distinguées | veuillez agréer mes salutations
			bonne journée | bonne soirée | bon week-end | belle journée | bonne fin de semaine | prenez soin de vous
			envoyé de mon téléphone | si vous avez besoin d'autre chose dites-le-moi | n'hésitez pas à m'appeler
			n'hésitez pas à me contacter | pas d'urgence | quand vous aurez le temps | désolé pour les fautes
			pardon pour mon français | cordialement Alex | bien cordialement Sam Martin | directrice financière
			assistant comptable | responsable de bureau | téléphone | portable | svp | s'il vous plaît
			grand merci | merci merci | merci bcp | merci du fond du cœur | je vous en suis très reconnaissant | soyez remerciés
			ce serait super de m'aider | votre aide compte beaucoup | toute information sera utile | par avance merci
			pouvez-vous me répondre quand vous aurez un moment | répondez-moi quand vous pouvez | revenez vers moi svp
			faites-moi signe | j'attends votre retour | j'attends une réponse de votre part | à très bientôt | à tout à l'heure
			à la prochaine | ciao | bisous | passez une bonne journée | profitez de votre journée | bon après-midi | bonne nuit
			bonne continuation | tout de bon | avec mes meilleurs sentiments | veuillez recevoir mes sincères salutations
			recevez mes meilleures salutations | avec toute ma considération | avec mes remerciements | chaleureusement
			j'espère être clair | pardon pour toutes ces questions | pardon de vous prendre du temps | désolé d'en demander autant
			merci pour votre patience | merci de m'avoir lue | merci de votre attention | on se rappelle
			responsable des achats | directeur financier | gérante | associé | comptable | SARL | SAS | inc | tél
			contactez-moi si vous voulez plus d'informations | dites-moi s'il vous faut des précisions
			je sais qu'on vous le demande souvent | rien ne presse | ce n'est pas urgent | à votre convenance | pas de stress
		`),
		asides: rows(`
			nous sommes une petite entreprise de dix salariés | notre société existe depuis vingt ans
			nous sommes vos clients depuis longtemps | nous travaillons avec vous depuis des années | je suis nouveau ici
			j'ai commencé ce poste le mois dernier | ma collègue qui s'en chargeait a quitté la société
			j'ai repris le poste de mon collègue | mon chef m'a demandé de vous écrire | ma responsable veut que je regarde
			nous avons des bureaux dans deux villes | nous fabriquons des meubles | nous tenons un hôtel au bord de la mer
			nous sommes une école en ville | je travaille pour une association | il fait beau ici aujourd'hui
			il fait froid et il neige dehors | nous rentrons de vacances | j'étais malade la semaine dernière
			nous avons fait une fête hier | je suis en télétravail aujourd'hui | je suis sur la route
			je vous écris de mon téléphone | je n'y connais rien en ordinateurs | le français n'est pas ma langue maternelle
			nous aimons beaucoup votre société | nous sommes contents de votre service | j'ai parlé à votre collègue hier
			nous nous sommes rencontrés à un salon | j'ai regardé sur votre site | je n'ai rien trouvé à ce sujet
			j'ai cherché partout | quelqu'un m'a donné votre adresse | je ne vous ai jamais écrit
			c'est mon premier message | nous avons beaucoup de travail en ce moment | c'est une longue histoire
			je ne sais pas comment le dire | j'espère que c'est clair | j'ai bientôt une réunion | demain je suis absent
			nos auditeurs viennent la semaine prochaine | nous sommes deux associés | nous avons ouvert une deuxième boutique
			l'équipe s'agrandit
			nous existons depuis les années quatre-vingt | fondée par mon père | ma famille tient cette boutique
			mon mari et moi travaillons ici | je suis arrivée récemment | je ne travaille qu'à temps partiel
			je suis le nouvel assistant | je suis la secrétaire du directeur | avant moi quelqu'un d'autre faisait ce travail
			il a pris sa retraite | elle est en congé maternité | il est en arrêt maladie | il fait très chaud cet été
			il y a eu un orage cette nuit | le soleil brille | il fait déjà nuit | nous vendons du vin et du fromage
			nous construisons des maisons | nous imprimons des livres | nous réparons des vélos | nous sommes un cabinet d'avocats
			nous sommes dentistes | nous sommes un club de football | nous enseignons aux enfants
			nous sommes dans l'alimentation | nous travaillons dans l'énergie | nous employons une cinquantaine de personnes
			nous ne sommes que trois ici | nous avons une antenne à Paris | notre bureau principal est à Rome
			nous avons changé de rue | on repeint nos bureaux | nous avons eu des invités | c'était très amusant
			je suis au café | je suis à l'aéroport | mon portable est vieux | je n'ai plus beaucoup de batterie | je tape lentement
			j'ai essayé de chercher moi-même | j'ai lu vos pages sans rien comprendre | j'ai demandé autour de moi
			un voisin nous a parlé de vous | mon collègue dit que vous pouvez aider | on m'a dit du bien de vous
			je n'ai que quelques minutes | je dois partir dans une demi-heure | je suis libre le matin | le matin me convient mieux
			le mercredi je ne suis pas là | c'est un jour férié demain | nous avons fermé pour l'été | les temps sont durs
			la saison est calme | l'année s'est bien passée | nous avons embauché deux apprentis | je n'ai jamais fait ça
			je ne suis pas expert | tout cela est nouveau pour moi | c'est difficile à décrire | joli site au fait
			tout le monde chez nous vous apprécie
		`),
	},
}

function rows(text: string): readonly string[] {
	return text
		.split(/[|\n]/u)
		.map((row) => row.trim())
		.filter((row) => row !== '')
}
