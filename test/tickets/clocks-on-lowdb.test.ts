import { lowdbPlace } from '../stores/lowdb-place.ts'
import { describeClocks } from './clocks-on-a-store.ts'

describeClocks('lowdb', lowdbPlace)
