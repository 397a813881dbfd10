import { createMemoryTranscripts } from './memory-transcripts.ts'
import { describeTranscriptStore } from './transcript-contract.ts'

describeTranscriptStore('in memory, for tests', async () => createMemoryTranscripts())
