// The package's own types are of all languages at once; loaded one by one, what is not used costs a start no time.

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
	import type { Stemmer } from 'natural/lib/natural/stemmers/index.js'
	const stemmer: Stemmer
	export default stemmer
}

declare module 'natural/lib/natural/stemmers/porter_stemmer_fr.js' {
	import type { Stemmer } from 'natural/lib/natural/stemmers/index.js'
	const stemmer: Stemmer
	export default stemmer
}
