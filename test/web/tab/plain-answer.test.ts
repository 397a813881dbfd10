import { expect, test } from 'vitest'
import { plainAnswer } from '../../../src/web/tab/plain-answer.ts'

test('an answer is pasted without the signs of Markdown', () => {
	const answer = '## Steps\n\n- Pay **us**, not *them*, 2*3*4\n- See [the page](https://x.example/) or `npm`'
	expect(plainAnswer(answer)).toBe('Steps\n\n• Pay us, not them, 2*3*4\n• See the page (https://x.example/) or npm')
})
