/**
 * The little of XMLHttpRequest that `botframework-directlinejs` needs in Node, over fetch. Its field names and callbacks are the browser's.
 */
export class FetchXmlHttpRequest {
	readyState = 0
	status = 0
	responseType = ''
	timeout = 0
	response: unknown = null
	onreadystatechange: ((event: object) => void) | null = null
	onerror: ((event: object) => void) | null = null
	ontimeout: ((event: object) => void) | null = null
	readonly #abort = new AbortController()
	readonly #headers = new Headers()
	#answered = new Headers()
	#method = 'GET'
	#url = ''

	open(method: string, url: string): void {
		this.#method = method
		this.#url = url
		this.readyState = 1
	}

	setRequestHeader(name: string, value: string): void {
		this.#headers.set(name, value)
	}

	getResponseHeader(name: string): string | null {
		return this.#answered.get(name)
	}

	abort(): void {
		this.#abort.abort()
	}

	send(body?: string | FormData): void {
		void this.#fetch(body ?? null)
	}

	async #fetch(body: string | FormData | null): Promise<void> {
		try {
			const init = { method: this.#method, headers: this.#headers, body, signal: this.#abort.signal }
			const answer = await fetch(this.#url, init)
			const bytes = await answer.arrayBuffer()
			this.#answered = answer.headers
			this.response = this.responseType === 'arraybuffer' ? bytes : parse(Buffer.from(bytes).toString('utf8'))
			this.status = answer.status
		} catch {
			if (this.#abort.signal.aborted) return
		}
		this.readyState = 4
		this.onreadystatechange?.({})
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown
	} catch {
		return null
	}
}
