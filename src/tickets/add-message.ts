import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

const fileSchema = z.object({ id: z.string().min(1).max(300), name: z.string().max(200) })

const input = z
	.object({ text: z.string().trim().max(8000).default(''), files: z.array(fileSchema).max(10).default([]) })
	.refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], message: 'words or a file' })

/**
 * The customer writes about the ticket: an answer to a question, or more about the problem. It never closes or reopens
 * by itself (rule 2: a "thank you" must not); a clear "no" comes as `reject`.
 */
export const addMessage = defineVerb({
	who: ['customer'],
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: false,
	input,
	decide: (_ticket, { text, files }) => decided({ type: 'customer-wrote', text, ...(files.length > 0 && { files }) }),
})
