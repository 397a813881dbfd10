/**
 * Loaded before a server that is measured (`node --import`): says over IPC how much CPU the process has used, all its threads
 * included, and ends the server when the bench is gone.
 */
process.on('message', (message) => {
	if (message === 'cpu') process.send?.(process.cpuUsage())
})
process.on('disconnect', () => process.exit())
process.channel?.unref()
