/** The bot's id in every web chat. */
export const BOT_ID = 'loopdesk'

/** How the bot signs its activities. */
export const BOT_ACCOUNT = { id: BOT_ID, name: 'Loopdesk', role: 'bot' } as const

/** Nobody calls this address: the bot runs in our own process and its adapter answers without the network. */
export const SERVICE_URL = 'urn:loopdesk:direct-line'
