/** The texts of a mail, as people wrote them: nothing is escaped yet. */
export interface MailContent {
	readonly locale: string
	readonly title: string
	readonly greeting: string
	/** A person's own words. */
	readonly words?: string
	readonly call: string
	readonly button: string
	readonly link: string
	readonly about: string
	readonly private: string
}

/** Mail programs that know no style sheet show the same text in their own type, in the same order. */
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 12px; background: #f3f4f6; color: #1f2328; font: 16px/1.5 system-ui, 'Segoe UI', Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 28px; background: #ffffff; border-radius: 12px; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 16px; }
blockquote { margin: 0 0 16px; padding: 12px 16px; border-left: 4px solid #2f6fed; background: #f5f7fb; border-radius: 4px; }
.button { display: inline-block; padding: 12px 20px; border-radius: 8px; background: #2459c9; color: #ffffff; font-weight: 600; text-decoration: none; }
footer { margin-top: 24px; font-size: 13px; color: #5b6470; }
@media (prefers-color-scheme: dark) {
	body { background: #111418; color: #e6e9ee; }
	main { background: #1b2027; }
	blockquote { background: #242b35; border-color: #7aa5ff; }
	footer { color: #a5afbd; }
}`

/** A whole HTML mail: one column without tables, readable on a phone, light and dark. */
export function mailHtml(content: MailContent): string {
	const { locale, title, greeting, words, call, button, link, about } = content
	return `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<main>
<p>${escaped(greeting)}</p>
<h1>${escaped(title)}</h1>
${words === undefined ? '' : `<blockquote>${withBreaks(words)}</blockquote>\n`}<p>${escaped(call)}</p>
<p><a class="button" href="${escaped(link)}">${escaped(button)}</a></p>
<footer>${escaped(about)}<br>${escaped(content.private)}</footer>
</main>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
	return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

function withBreaks(text: string): string {
	return escaped(text).replaceAll(/\r?\n/g, '<br>')
}
