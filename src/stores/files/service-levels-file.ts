import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { policySchema, type ServiceLevels } from '../../tickets/policy.ts'

/** Reads the desk's promises. Throws `misconfigured`, naming the file and what does not fit. */
export async function loadServiceLevels(file: string): Promise<ServiceLevels> {
	const parsed = policySchema.safeParse(parse(await readFile(file, 'utf8')))
	if (!parsed.success) throw new AppError('misconfigured', `${file}: ${z.prettifyError(parsed.error)}`)
	return parsed.data
}
