import { parentPort, workerData } from 'node:worker_threads'
import { learn } from './learn.ts'

// The thread of `startLearning`.
await learn(workerData, (learnt) => parentPort?.postMessage(learnt, []))
