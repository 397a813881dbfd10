import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Networks in which proxies stand before the desk: a client on the internet has none of these addresses (RFC 6890). */
const INSIDE = new BlockList()
for (const [start, bits] of [
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
] as const) {
	INSIDE.addSubnet(start, bits, 'ipv4')
}
INSIDE.addAddress('::1', 'ipv6')
INSIDE.addSubnet('fc00::', 7, 'ipv6')
INSIDE.addSubnet('fe80::', 10, 'ipv6')

/**
 * By whom a request is counted: its address, as far as it tells people apart (of IPv6 the first 64 bits, which one line has for itself).
 * Behind a proxy inside it is the one that this proxy saw, the last of `X-Forwarded-For`; earlier ones are what anybody wrote. Undefined
 * for this machine itself.
 */
export function clientOf(req: IncomingMessage): string | undefined {
	const near = plain(req.socket.remoteAddress ?? '')
	const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',')
	const far = isInside(near) ? plain(forwarded.split(',').at(-1) ?? '') : ''
	if (far !== '') return network(far)
	return isLoopback(near) && forwarded === '' ? undefined : network(near)
}

/** Without the port that some proxies add, brackets, or the form of an IPv4 address inside IPv6; empty where it is no address. */
function plain(written: string): string {
	const trimmed = written.trim()
	const bare = /^\[(.+)\](?::\d+)?$/u.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/u.exec(trimmed)?.[1] ?? trimmed
	const address = bare.replace(/^::ffff:(?=[\d.]+$)/iu, '')
	return isIP(address) === 0 ? '' : (address.split('%')[0] ?? '')
}

function isInside(address: string): boolean {
	return address !== '' && INSIDE.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

function isLoopback(address: string): boolean {
	return address === '::1' || address.startsWith('127.')
}

/** Of IPv6 what the provider gives to one line; the shortened form has zeros where groups are missing. */
function network(address: string): string {
	if (isIP(address) === 4) return address
	const groups = address.split('::')[0]?.split(':') ?? []
	return [...groups, '0', '0', '0', '0'].slice(0, 4).join(':')
}
