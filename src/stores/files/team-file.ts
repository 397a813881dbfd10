import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Team } from '../../tickets/ports.ts'

const memberSchema = z.strictObject({
	id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/u, 'lower-case letters, digits and hyphens'),
	name: z.string().trim().min(1).max(100),
	role: z.enum(['agent', 'manager']),
	aadObjectId: z.guid(),
})
const teamSchema = z.strictObject({ members: z.array(memberSchema) })

/** Reads who works at the desk. Throws `misconfigured`, naming the file and what does not fit. */
export async function loadTeam(file: string): Promise<Team> {
	const parsed = teamSchema.safeParse(parse(await readFile(file, 'utf8')))
	if (!parsed.success) throw new AppError('misconfigured', `${file}: ${z.prettifyError(parsed.error)}`)
	const { members } = parsed.data
	const byId = new Map(members.map((member) => [member.id, member]))
	const byObjectId = new Map(members.map((member) => [member.aadObjectId.toLowerCase(), member]))
	if (byId.size < members.length || byObjectId.size < members.length) {
		throw new AppError('misconfigured', `${file}: two members share an id or an aadObjectId`)
	}
	return {
		members,
		member: (id) => byId.get(id),
		memberByAadObjectId: (objectId) => byObjectId.get(objectId.toLowerCase()),
	}
}
