import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long although they are short themselves, longest first: they start others, wait or count for a while. */
const LONG = [
	'test/stores/postgres.test.ts',
	'test/cli/tour.test.ts',
	'test/server/teams-channel.test.ts',
	'test/server/process.test.ts',
	'test/e2e/the-loop.test.ts',
	'test/e2e/customers.test.ts',
	'test/server/demo-desk.test.ts',
	'test/cli/knowledge.test.ts',
	'test/e2e/knowledge-report.test.ts',
	'test/triage/fresh-messages.test.ts',
	'test/knowledge/live/live-knowledge.test.ts',
	'test/tickets/properties.test.ts',
]

/** Begins with the long files of each project, so that none of them runs alone at the end while a processor idles. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files)
		const projects = sorted.map(({ project }) => project.name)
		const placeOf = ({ moduleId, project }: TestSpecification): [number, number] => {
			const long = LONG.findIndex((file) => moduleId.endsWith(file))
			return [projects.indexOf(project.name), long < 0 ? LONG.length : long]
		}
		return sorted.sort((one, other) => {
			const [a, b] = [placeOf(one), placeOf(other)]
			return a[0] - b[0] || a[1] - b[1]
		})
	}
}
