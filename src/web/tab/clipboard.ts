/** Copies text; false where the browser allows neither way (some embedded frames forbid the first). */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text)
		return true
	} catch {
		return copyBySelection(text)
	}
}

function copyBySelection(text: string): boolean {
	const field = document.createElement('textarea')
	field.value = text
	field.className = 'visually-hidden'
	// Inside the dialog that is open: the rest of the page cannot be focused.
	const place = document.querySelector('dialog[open]') ?? document.body
	const focused = document.activeElement
	place.append(field)
	field.select()
	const isDone = document.execCommand('copy')
	field.remove()
	if (focused instanceof HTMLElement) focused.focus()
	return isDone
}
