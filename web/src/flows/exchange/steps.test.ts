/** Which step one stands on. */
import { expect, it } from 'vitest'
import type { ImportStatus } from '~/core/schema'
import { stepAfter, stepBefore, stepOf } from './steps'

const at = (status: ImportStatus, can_undo = false) => ({ status, can_undo })

it('follows the address while the plan is open, and the status when it is not', () => {
  expect(stepOf(undefined, at('draft'))).toBe('files')
  expect(stepOf('values', at('draft'))).toBe('values')
  expect(stepOf(undefined, at('checked'))).toBe('check')
  expect(stepOf('columns', at('checked'))).toBe('columns')
  expect(stepOf('nonsense', at('draft'))).toBe('files')
  expect(stepOf('columns', at('applied'))).toBe('done')
  expect(stepOf('done', at('draft'))).toBe('files')
  expect(stepOf('values', at('failed'))).toBe('values')
  expect(stepOf('values', at('failed', true))).toBe('done')
})

it('goes on and back', () => {
  expect(stepAfter('files')).toBe('columns')
  expect(stepAfter('done')).toBe('done')
  expect(stepBefore('files')).toBeNull()
})
