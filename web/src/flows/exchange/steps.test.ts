/** Which step one stands on. */
import { expect, it } from 'vitest'
import { stepAfter, stepBefore, stepOf } from './steps'

it('follows the address while the plan is open, and the status when it is not', () => {
  expect(stepOf(undefined, 'draft')).toBe('files')
  expect(stepOf('values', 'draft')).toBe('values')
  expect(stepOf(undefined, 'checked')).toBe('check')
  expect(stepOf('columns', 'checked')).toBe('columns')
  expect(stepOf('nonsense', 'draft')).toBe('files')
  expect(stepOf('columns', 'applied')).toBe('done')
  expect(stepOf('done', 'draft')).toBe('files')
})

it('goes on and back', () => {
  expect(stepAfter('files')).toBe('columns')
  expect(stepAfter('done')).toBe('done')
  expect(stepBefore('files')).toBeNull()
})
