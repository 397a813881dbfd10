import path from 'node:path'
import { FILES_PATH } from '../../direct-line/client-view.ts'
import type { StoredActivity } from '../../direct-line/ports.ts'
import { loadServiceLevels } from '../../stores/files/service-levels-file.ts'
import { checkDesk } from '../../stores/move/check/check-desk.ts'
import { openRecords, shownPlace } from '../../stores/open-entries.ts'
import type { Policy } from '../../tickets/policy.ts'
import { type Command, logger, readPlace } from './command.ts'
import { amount, createProgress } from './progress.ts'

const LEVELS = path.join(import.meta.dirname, '../../../data/policies/service-levels.yaml')

export const checkCommand: Command = {
	usage: 'check PLACE',
	about: [
		'Looks whether the rules hold for every ticket, and says what is wrong with which; a desk may go on working meanwhile.',
		'Ends with 1 where something is wrong.',
	],
	isFit: (count) => count === 1,
	async run([given]) {
		const place = readPlace(given, 'PLACE')
		const records = await openRecords({ place, logger })
		const progress = createProgress()
		try {
			const checked = await checkDesk({
				records,
				policy: await loadPolicy(),
				filesOf,
				found({ about, text }) {
					progress.end()
					process.stdout.write(`${about}: ${text}.\n`)
				},
				progress: (count) => progress.tell(`looked at ${amount(count)} tickets`),
			})
			progress.end()
			const { tickets, events, notices, files, findings } = checked
			const seen = `${amount(tickets)} tickets, ${amount(events)} events, ${amount(notices)} notices, ${amount(files)} files`
			const verdict = findings === 0 ? 'everything holds' : `${amount(findings)} findings`
			process.stderr.write(`${shownPlace(place)}: ${seen}; ${verdict}.\n`)
			return findings === 0 ? 0 : 1
		} finally {
			progress.end()
			await records.close()
		}
	},
}

/** Whom the partner escalates to decides nothing that is checked. */
async function loadPolicy(): Promise<Policy> {
	return { ...(await loadServiceLevels(LEVELS)), partnerType: 'direct' }
}

function filesOf({ attachments = [] }: StoredActivity): string[] {
	return attachments.flatMap(({ contentUrl = '' }) => {
		return contentUrl.startsWith(FILES_PATH) ? [decodeURIComponent(contentUrl.slice(FILES_PATH.length))] : []
	})
}
