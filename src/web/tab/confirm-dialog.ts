import { openDialog } from './dialog.ts'
import { h } from './dom.ts'
import { inText, say } from './texts.ts'

/** Asks once more before something that cannot simply be undone. */
export function openConfirm(options: { title: string; ticket: { number: string; title: string }; run: () => void }): void {
	const dialog = openDialog('dialog')
	const { title, ticket } = options
	dialog.draw({
		title,
		subtitle: `${ticket.number} · ${ticket.title}`,
		body: [h('p', {}, say('actions.confirm', { title: inText(title), number: ticket.number }))],
		footer: [
			h('button', { type: 'button', class: 'button', onclick: dialog.close }, say('common.cancel')),
			h(
				'button',
				{
					type: 'button',
					class: 'button destructive',
					'data-testid': 'confirm',
					onclick: () => {
						dialog.close()
						options.run()
					},
				},
				title,
			),
		],
	})
}
