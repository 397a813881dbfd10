/** What the person who started the desk reads: where to go. */
export function greeting({ isDemo }: { readonly isDemo: boolean }, url: string): string {
	if (!isDemo) return `Loopdesk listens at ${url}\n`
	return `
  Loopdesk is ready. Open two windows:

    ${url}/            a sample customer's website with the chat (French: ${url}/fr.html)
    ${url}/tab/        the staff's tab, as a sample agent or manager
    ${url}/demo/mail   the mails that a customer would have got

  This is a demo with sample people, for this machine only. Ctrl-C ends it; everything is kept.
`
}
