import { button, element } from '../shared/element.ts'
import { icon } from './icons.ts'
import type { Texts } from './texts.ts'

/** The files that go with the next message. */
export interface FileTray {
	/** What was picked, each with a button to take it back, and why a file was not taken. */
	element: HTMLElement
	/** The browser's own file dialog. */
	picker: HTMLInputElement
	pick(): void
	add(files: readonly File[]): void
	files(): readonly File[]
	clear(): void
}

const MOST_FILES = 5
/** Megabytes for one file and for all of a message; the desk refuses more, here it is said before anything is sent. */
const LARGEST = 4
const LARGEST_TOTAL = 9
const MEGABYTE = 1024 * 1024
const ACCEPTED = 'image/*,.pdf,.csv,.txt,.xlsx,.docx,.eml'

/** An empty tray. */
export function createFileTray(texts: Texts, onChange: () => void): FileTray {
	const picker = element('input', { type: 'file', multiple: true, accept: ACCEPTED, hidden: true, tabindex: '-1' })
	const tray = element('div', { class: 'tray' })
	let picked: File[] = []

	function chip(file: File): HTMLElement {
		const name = element('span', { class: 'file-name' }, file.name)
		const remove = button(
			{ 'aria-label': texts.say('remove', { name: file.name }) },
			() => replace(picked.filter((each) => each !== file)),
			icon('close'),
		)
		return element('span', { class: 'chip' }, icon('file'), name, remove)
	}

	function replace(files: File[], problem?: string): void {
		picked = files
		tray.replaceChildren(...picked.map(chip))
		if (problem) tray.append(element('p', { class: 'failed', role: 'alert' }, problem))
		onChange()
	}

	function add(files: readonly File[]): void {
		if (files.length === 0) return
		const taken = [...picked]
		let problem: string | undefined
		for (const file of files) {
			const total = taken.reduce((sum, { size }) => sum + size, file.size)
			// A folder that was pasted is such a file too.
			const isEmpty = file.size === 0
			const isTooLarge = file.size > LARGEST * MEGABYTE || total > LARGEST_TOTAL * MEGABYTE
			if (isEmpty) problem = texts.say('fileEmpty', { name: file.name })
			else if (isTooLarge) problem = texts.say('fileTooLarge', { most: LARGEST, total: LARGEST_TOTAL })
			else if (taken.length >= MOST_FILES) problem = texts.say('tooManyFiles', { most: MOST_FILES })
			else taken.push(file)
		}
		replace(taken, problem)
	}

	picker.addEventListener('change', () => {
		add([...(picker.files ?? [])])
		picker.value = ''
	})
	return { element: tray, picker, pick: () => picker.click(), add, files: () => picked, clear: () => replace([]) }
}
