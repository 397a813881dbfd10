interface Request {
	timeout: number
	abortSignal?: AbortSignal
}

/** One step of the connector client's way to the network (`@azure/core-rest-pipeline`). */
interface Step {
	readonly name: string
	sendRequest(request: Request, next: (request: Request) => Promise<unknown>): Promise<unknown>
}

/** As much of the SDK's connector client as is needed here; every turn has its own. */
interface ConnectorClient {
	readonly client: {
		readonly pipeline: {
			removePolicy(step: { name: string }): unknown
			addPolicy(step: Step, place: { afterPhase: 'Sign' }): void
		}
	}
}

const STEP = 'loopdesk-sending'

/**
 * Takes the retries of the SDK out of this turn and watches its next request. The SDK would send a POST up to four times after a
 * 408, any 5xx or a lost connection, each of which may have arrived (facts, section 8), and it would wait without end.
 */
export function watchSending(connector: unknown, timeoutMs: number): { hasLeft(): boolean } {
	const { pipeline } = (connector as ConnectorClient).client
	let hasLeft = false
	pipeline.removePolicy({ name: 'defaultRetryPolicy' })
	pipeline.removePolicy({ name: STEP })
	pipeline.addPolicy(
		{
			name: STEP,
			sendRequest: (request, next) => {
				request.timeout = timeoutMs
				// The client's own timeout ends with the head of the answer: one that comes byte by byte would be waited for without end.
				request.abortSignal = AbortSignal.timeout(timeoutMs)
				hasLeft = true
				return next(request)
			},
		},
		{ afterPhase: 'Sign' },
	)
	return { hasLeft: () => hasLeft }
}
