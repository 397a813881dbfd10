import { openApi, Refusal, type TokenSource } from './api.ts'
import type { Session } from './contract.ts'
import type { Host } from './host.ts'
import { keptChoice } from './kept.ts'
import { say } from './texts.ts'

/** Who the person is: by Teams' single sign-on or, in the demo, one of the sample people. */
export interface SignIn extends TokenSource {
	/** Becomes another sample person; outside the demo nothing happens. */
	become(id: string): void
}

/** Decides by the server's word, not by the address, whether this is the demo. */
export function createSignIn(host: Host, session: Session): SignIn {
	return session.demo ? demoSignIn(session) : teamsSignIn(host)
}

function demoSignIn(session: Session): SignIn {
	const kept = keptChoice('person', 'sessionStorage')
	const people = (session.staff ?? []).map(({ id }) => id)
	const last = kept.read()
	let id = last !== undefined && people.includes(last) ? last : (people[0] ?? '')
	let token: Promise<string> | undefined
	async function ask(): Promise<string> {
		const answer = await openApi.post<{ token: string }>('/demo/session', { staffId: id })
		return answer.token
	}
	return {
		become(next) {
			id = next
			token = undefined
			kept.write(next)
		},
		token(fresh) {
			if (fresh || token === undefined) {
				const asked = ask()
				token = asked
				asked.catch(() => {
					if (token === asked) token = undefined
				})
			}
			return token
		},
	}
}

/** Teams is asked again after a while only, not for each of the many requests. */
const TEAMS_TOKEN_LASTS = 5 * 60_000

function teamsSignIn(host: Host): SignIn {
	let known: { token: string; until: number } | undefined
	return {
		become: () => undefined,
		async token(fresh) {
			if (!fresh && known !== undefined && known.until > Date.now()) return known.token
			try {
				const token = await host.token()
				known = { token, until: Date.now() + TEAMS_TOKEN_LASTS }
				return token
			} catch {
				throw new Refusal('no-sign-on', say('errors.noSignOn'))
			}
		},
	}
}
