/** Text that is safe inside HTML and its attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0)};`)
}

/** The same with ticket numbers that do not break at the end of a line. */
export function escapeWords(text: string): string {
	return escapeHtml(text).replace(/(?<![\p{L}\p{N}-])BD-\d{1,15}(?![\p{L}\p{N}])/gu, '<span class="number">$&</span>')
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#5b6470;--paper:#fff;--desk:#f4f6f8;--line:#d9dee4;--brand:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#a5adb8;--paper:#1d2126;--desk:#14171a;--line:#363c44;--brand:#7ab8ff}}
*{box-sizing:border-box}body{margin:0;background:var(--desk);color:var(--ink);font:16px/1.55 "Segoe UI",system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:2rem 1rem}article{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.5rem;margin:0 0 1rem}
article>:first-child{margin-top:0}article>:last-child{margin-bottom:0}main>h1{margin-bottom:1rem}
h1{font-size:1.4rem;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}.soft{color:var(--soft);font-size:.9rem}
blockquote{margin:1rem 0;padding:.75rem 1rem;border-left:4px solid var(--brand);background:var(--desk);border-radius:0 8px 8px 0;white-space:pre-wrap;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:fit-content(45%) minmax(0,1fr);gap:.25rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
ol{list-style:none;margin:0;padding:0}li{padding:.4rem 0;border-top:1px solid var(--line)}
textarea{width:100%;min-height:5rem;font:inherit;padding:.6rem;border:1px solid var(--soft);border-radius:8px;background:var(--paper);color:inherit}
button{font:inherit;min-height:44px;padding:.5rem 1.25rem;border-radius:8px;border:1px solid var(--soft);background:transparent;color:inherit;cursor:pointer;margin:.75rem .5rem 0 0}
button.main{background:var(--brand);border-color:var(--brand);color:var(--paper)}:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
.brand{font-weight:600;margin:0 0 1rem}.state{display:inline-block;padding:.1rem .6rem;border:1px solid var(--line);border-radius:99px;font-size:.85rem}.note{background:var(--desk);border-radius:8px;padding:.75rem 1rem}
a{color:var(--brand)}.prose ol,.prose ul{list-style:revert;padding-left:1.4rem}.prose li{border:0;padding:.15rem 0}
iframe{display:block;width:100%;height:28rem;margin-top:1rem;border:1px solid var(--line);border-radius:8px;resize:vertical}
.switch{display:inline-flex;margin:0 0 1rem;border:1px solid var(--soft);border-radius:8px;overflow:hidden}.switch a{display:flex;align-items:center;min-height:44px;padding:0 1.25rem;color:inherit;text-decoration:none;outline-offset:-3px}
.switch [aria-current]{background:var(--brand);color:var(--paper)}
.number{white-space:nowrap}
table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.5rem;border-top:1px solid var(--line);vertical-align:top}
`

/** A whole page around a body of safe HTML. */
export function page(locale: string, title: string, body: string): string {
	return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
}
