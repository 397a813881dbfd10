import { describeStore } from './contract.ts'
import { lowdbPlace } from './lowdb-place.ts'

describeStore('lowdb', lowdbPlace)
