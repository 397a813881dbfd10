import MarkdownIt from 'markdown-it'
import type { Server } from 'restify'
import { sourceLine } from '../cards/answer-card.ts'
import type { Locale } from '../cards/texts.ts'
import type { Article } from '../knowledge/article.ts'
import type { ArticleIndex } from '../knowledge/article-index.ts'
import { escapeHtml, page } from './html.ts'
import { localeOf, route, type RouteAnswer, type RouteDeps } from './route.ts'

export interface ArticlePageDeps extends RouteDeps {
	readonly articles: Pick<ArticleIndex, 'article'>
	/** `direct`, `indirect-reseller` or `indirect-provider`: articles for other partners have no page. */
	readonly partnerType: string
}

// HTML in an article stays text: articles may be imported or drafted from people's words.
const markdown = new MarkdownIt({ html: false, linkify: true })

/** Where a customer reads a whole article. */
export function articlePath(language: string, id: string): string {
	return `/help/${language}/${id}`
}

/** `GET /help/<language>/<id>`: an article as a page that can be shared; those for the staff are not found here. */
export function attachArticlePage(server: Server, deps: ArticlePageDeps): void {
	server.get(
		'/help/:language/:id',
		route(deps, async (req) => {
			const { language, id } = (req.params ?? {}) as { language?: string; id?: string }
			const article = language === 'en' || language === 'fr' ? deps.articles.article(id ?? '', language) : undefined
			return article !== undefined && isPublic(article, deps) ? show(deps, article) : notFound(deps, localeOf(req))
		}),
	)
}

function isPublic({ audience, partner }: Article, { partnerType }: ArticlePageDeps): boolean {
	return audience.includes('customer') && (partner === undefined || partner.includes(partnerType))
}

function show(deps: ArticlePageDeps, article: Article): RouteAnswer {
	const { language, title, body, id } = article
	const kit = deps.kitFor(language, 'web')
	const other = deps.articles.article(id, language === 'en' ? 'fr' : 'en')
	const link = other === undefined || !isPublic(other, deps) ? '' : otherLanguage(other)
	const source = escapeHtml(sourceLine(kit, { ...article, reader: 'customer' }))
	const text = `<article class="prose"><h1>${escapeHtml(title)}</h1>${markdown.render(body)}</article>`
	return { html: page(language, title, `${text}<p class="soft">${source}</p>${link}`) }
}

function otherLanguage({ language, id, title }: Article): string {
	return `<p class="soft"><a href="${articlePath(language, id)}" lang="${language}" hreflang="${language}">${escapeHtml(title)}</a></p>`
}

function notFound(deps: ArticlePageDeps, locale: Locale): RouteAnswer {
	const kit = deps.kitFor(locale, 'web')
	const body = `<article><h1>${escapeHtml(kit.text('article.missing'))}</h1><p>${escapeHtml(kit.text('article.missing-hint'))}</p></article>`
	return { status: 404, html: page(locale, kit.text('article.missing'), body) }
}
