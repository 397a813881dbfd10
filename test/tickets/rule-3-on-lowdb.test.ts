import { lowdbPlace } from '../stores/lowdb-place.ts'
import { describeRule3 } from './rule-3-on-a-store.ts'

describeRule3('lowdb', lowdbPlace)
