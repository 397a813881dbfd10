/**
 * Frequent given names of English and French speakers, folded. They catch people whom no book of ours knows, in the middle of a
 * sentence; names that are words, months or places too are left out.
 */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
	`
	aaron adam adrian aidan alan albert alexander alexandra alice alicia alison allison amanda amber amelia amy andrea andrew
	angela anita ann anna anne annie anthony antonio arthur ashley barbara benjamin beth betty beverly bradley brandon brenda
	brian bridget bruce bryan caleb cameron carl carlos carmen carol caroline catherine charles charlotte cheryl chloe
	christian christina christine christopher claudia colin connor craig crystal cynthia damian daniel daniela danielle david
	deborah debra denise dennis derek diana diane dominic donald donna dorothy douglas dylan edward eleanor elena elizabeth
	ella ellen emily emma eric erica erik erin ethan eugene evan evelyn fatima felix fiona frances francesca francis
	freya gabriel gareth gary geoffrey george gerald gillian gloria gordon graham greg gregory hannah harold harry hazel
	heather helen henry holly howard hugh ian irene isaac isabel isabella jacob jacqueline jake james jamie jane
	janet janice jason jeffrey jennifer jeremy jerry jessica jill jim joan joanna joanne joel john johnny jonathan jordan jose
	joseph joshua joyce juan judith judy julia julian julie justin karen karl kate katherine kathleen kathryn
	kathy katie keith kelly kenneth kevin kimberly kirsten kristen kyle laura lauren lawrence leah leonard leslie liam lillian linda
	lisa logan louis louise lucas lucy luis luke lynn madison margaret maria mariam marie marilyn martha matthew maureen megan
	melanie melissa michael michelle miguel mohamed mohammed monica nancy naomi natalie natasha nathan nathaniel neil nicholas nicola
	nicole nigel noah nora oliver olivia oscar pamela patricia patrick paul paula peter philip phillip phoebe priya
	rachel ralph raymond rebecca richard robert robin rodney roger ronald rosemary roy russell ruth ryan sally samantha
	samuel sandra sara sarah sean sebastian sharon shaun shirley simon sofia sophia sophie stacey stanley stephanie stephen
	steve steven stuart susan suzanne sylvia tamara tara teresa terry theodore theresa thomas timothy tina todd tony tracy
	trevor tyler valerie vanessa veronica vincent virginia walter wayne wendy william yvonne zachary zoe
	abdel adele adeline agathe agnes ahmed alain alexandre alexis aline amandine amelie anais andre angelique antoine
	arnaud aurelie aurelien baptiste bastien beatrice benedicte benoit bernadette bernard bertrand brigitte bruno camille caroline
	catherine cecile cedric celine charlene chantal christelle christophe clemence clement corinne cyril damien
	daniele delphine didier dominique edouard eliane elise elodie emilie emmanuel emmanuelle estelle etienne eva evelyne
	fabien fabienne fabrice florian francine francois francoise frederic frederique gaelle genevieve geraldine gerard ghislaine
	gilbert gilles guillaume guy helene henri herve hugo ines isabelle jacques jean jeanne jerome joelle jonas josephine juliette
	karine khadija laetitia laurence laurent lea leo lionel loic luc lucie ludovic lydie magali manon marc marcel margaux
	margot marianne marine marion martine mathieu mathilde maude maurice maxime michel mireille monique morgane mylene
	nadege nadia nathalie nicolas odile olivier pascal pascale patrice philippe pierrick quentin raphael regis remi remy
	renaud rene robert romain sabine sabrina samia sandrine sebastien serge severine solange stephane sylvain sylvie theo theophile
	therese thibault thibaut thierry tristan veronique victor viviane xavier yann yannick yasmine yves yvette zineb
	abdou abdoulaye abdullah abdulrahman aisha aissatou alejandra alejandro aleksandra alessandro alexei ali amina aminata amira
	amit anastasia andrzej anil anja ankit antonella aoife arjun arun aslan ayesha bartosz beatriz bogdan caoimhe chiara ciara
	dariusz deepak dimitri dmitri dmitry ekaterina emre enrique ewa faisal farid fatou fatoumata federico feng fernando francesco
	gaetan gianluca giovanni giulia giuseppe gonzalo grzegorz gustavo gwenael gwenaelle hamid hans hassan hiroshi
	hussein ibrahim ignacio igor imane ioana ivan jaap jana javier joao joaquin jorge juergen jurgen kamal karim katarzyna kaveh
	kenji khaled krzysztof kwame lakshmi lamine lars leila lorenzo luca lukasz maciej magdalena mahmoud malgorzata mamadou
	marek margarita marta mateusz matteo mehdi mehmet mehmed meera mohammad mohamad mousa moussa muhammad mustafa nadim naoki
	natalia neha nguyen niamh nikolai nikhil noura olga omar osama oumar ousmane oisin pablo paolo pavel pedro pieter piotr
	pradeep rachid rafael rahul rajesh ramesh raul ricardo roberto rodrigo rohit roisin saeed salma samir sanjay
	sergei sergio shreya siobhan slawomir soumaya stefano sunil sunita suresh svetlana swati tadeusz takashi tatiana tariq
	thijs tomasz usman vijay vikram vladimir wojciech xiomara ximena yousef youssef yusuf zainab zbigniew zeynep
	`
		.trim()
		.split(/\s+/u),
)
