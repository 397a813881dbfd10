import { afterAll, beforeAll } from 'vitest'
import { sendingLimitsContract } from '../delivery/sending-limits-contract.ts'
import { describeRule3 } from '../tickets/rule-3-on-a-store.ts'
import { describeStore } from './contract.ts'
import { describeMigrations } from './postgres/migrations.ts'
import { describeOutages } from './postgres/outages.ts'
import { postgresPlace, removePlaces } from './postgres/place.ts'
import { startServer, type TestServer } from './postgres/server.ts'
import { describeSharing } from './postgres/sharing.ts'

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
describeMigrations(() => server.url)
describeSharing(() => server.url)
describeOutages(() => server)
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
