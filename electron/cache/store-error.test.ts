import { expect, it } from 'vitest'
import { StoreError, toStoreError } from './store-error.ts'

const coded = (code: string) => Object.assign(new Error(`${code}: something`), { code })

it.each([
  ['ENOSPC', 'disk-full', /^Could not store a\.mp4: the disk that holds \/data is full\..*prune/],
  ['EDQUOT', 'disk-full', /full/],
  ['EACCES', 'no-access', /may not write to or read \/data.*--data/],
  ['EROFS', 'no-access', /permissions/],
  ['ENOENT', 'missing', /\/data is not there/],
  ['EIO', 'failed', /EIO: something/],
])('%s becomes a sentence that says what to do', (code, kind, message) => {
  const cause = coded(code)
  const error = toStoreError(cause, 'store a.mp4', '/data')
  expect(error).toMatchObject({ kind, cause, message: expect.stringMatching(message) })
  expect(toStoreError(error, 'do it again', 'elsewhere')).toBe(error)
  expect(error).toBeInstanceOf(StoreError)
})
