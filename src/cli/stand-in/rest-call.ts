import { randomUUID } from 'node:crypto'

/** A call of the Bot Connector's REST interface that a bot makes. */
export interface Call {
	readonly kind: 'send' | 'reply' | 'update' | 'delete' | 'create'
	readonly conversationId: string
	/** The activity that is answered, replaced or taken away; empty otherwise. */
	readonly activityId: string
}

/** Whatever comes before `v3` is the region's and the tenant's. */
const PATH = /\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?\/?$/u

/** Reads method and path; undefined for what is not played here. */
export function readCall(method: string, path: string): Call | undefined {
	const match = PATH.exec(path)
	if (match === null) return undefined
	const conversationId = decodeURIComponent(match[1] ?? '')
	const activityId = decodeURIComponent(match[2] ?? '')
	if (conversationId === '')
		return method === 'POST' ? { kind: 'create', conversationId: `a:${randomUUID()}`, activityId } : undefined
	if (method === 'POST') return { kind: activityId === '' ? 'send' : 'reply', conversationId, activityId }
	if (activityId === '') return undefined
	if (method === 'PUT') return { kind: 'update', conversationId, activityId }
	return method === 'DELETE' ? { kind: 'delete', conversationId, activityId } : undefined
}
