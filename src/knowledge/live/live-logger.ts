/** What the live knowledge says to the operator; pino's logger fits. */
export type LiveLogger = {
	info(details: object, message: string): void
	warn(details: object, message: string): void
	error(details: object, message: string): void
}
