/** A mail that the demo kept, as `/demo/mail?as=text` shows it. */
export interface KeptMail {
	readonly subject: string
	readonly text: string
	/** The private status link in it, or empty. */
	readonly link: string
}

/** The newest mail of the demo, or undefined while there is none. */
export async function newestMail(deskUrl: string, locale: string): Promise<KeptMail | undefined> {
	const page = await fetch(`${deskUrl}/demo/mail?as=text`, { headers: { 'accept-language': locale } })
	const article = /<article>.*?<h1>(?<subject>.*?)<\/h1><blockquote>(?<text>.*?)<\/blockquote><\/article>/su.exec(
		await page.text(),
	)
	if (article?.groups === undefined) return undefined
	const { subject = '', text = '' } = article.groups
	return { subject: plain(subject), text: plain(text), link: plain(/<a href="([^"]+)"/u.exec(text)?.[1] ?? '') }
}

function plain(html: string): string {
	return html.replace(/<[^>]*>/gu, '').replace(/&#(\d+);/gu, (_entity, code: string) => String.fromCodePoint(Number(code)))
}
