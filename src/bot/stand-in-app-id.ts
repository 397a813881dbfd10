/** The app id under which the stand-in of the Bot Connector knows this bot. */
export const STAND_IN_APP_ID = '00000000-0000-4000-8000-00000000b07a'
