import { expect, it } from 'vitest'
import { bytesText } from './ui.ts'

it('writes sizes of files', () => {
  expect([12, 812_345, 1_234_567, 2.5e9].map(bytesText)).toEqual(['12 B', '812 kB', '1.2 MB', '2.5 GB'])
})
