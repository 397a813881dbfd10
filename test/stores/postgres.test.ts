import { afterAll, beforeAll } from 'vitest'
import { sendingLimitsContract } from '../delivery/sending-limits-contract.ts'
import { describeClocks } from '../tickets/clocks-on-a-store.ts'
import { describeRule3 } from '../tickets/rule-3-on-a-store.ts'
import { describeStore } from './contract.ts'
import { describeConversations } from './postgres/conversations.ts'
import { describeDurability } from './postgres/durability.ts'
import { describeErasedBytes } from './postgres/erasing.ts'
import { describeJourneys } from './postgres/journeys.ts'
import { describeLeftActivities } from './postgres/left-activities.ts'
import { describeMigrations } from './postgres/migrations.ts'
import { describeMisfits } from './postgres/misfits.ts'
import { describeMovedTables } from './postgres/moved-tables.ts'
import { describeOutages } from './postgres/outages.ts'
import { postgresPlace, removePlaces } from './postgres/place.ts'
import { describeQueues } from './postgres/queues.ts'
import { describeRefusals } from './postgres/refusals.ts'
import { describeLeftReplies } from './postgres/replies.ts'
import { describeRewriting } from './postgres/rewriting.ts'
import { describeSearching } from './postgres/searching.ts'
import { startServer, type TestServer } from './postgres/server.ts'
import { describeSharing } from './postgres/sharing.ts'
import { describeStops } from './postgres/stops.ts'
import { describeTeamsPauses } from './postgres/teams-pauses.ts'
import { describeTurns } from './postgres/turns.ts'

let server: TestServer
beforeAll(async () => {
	server = await startServer()
})
afterAll(async () => {
	await removePlaces(server.url)
	await server.remove()
})

/** One server for everything that needs one: it takes a second to make. */
describeStore('postgres', () => postgresPlace(server.url))
describeRule3('postgres', () => postgresPlace(server.url))
describeClocks('postgres', () => postgresPlace(server.url))
describeMigrations(() => server.url)
describeMovedTables(() => server.url)
describeMisfits(() => server.url)
describeSharing(() => server.url)
describeJourneys(() => server.url)
describeErasedBytes(() => server)
describeRewriting(() => server.url)
describeDurability(() => server.url)
describeConversations(() => server.url)
describeTurns(() => server.url)
describeLeftReplies(() => server.url)
describeLeftActivities(() => server.url)
describeTeamsPauses(() => server.url)
describeOutages(() => server)
describeStops(() => server)
describeRefusals(() => server)
describeSearching(() => server.url)
describeQueues(() => server.url)
sendingLimitsContract('two processes on postgres', async () => {
	const place = await postgresPlace(server.url)
	const [one, other] = [await place.open(), await place.open()]
	const close = async () => {
		await one.close()
		await other.close()
		await place.remove()
	}
	return { one: one.sends, other: other.sends, close }
})
