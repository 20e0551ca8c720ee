/** Pressing rows of a list: single ones, stretches, and out of everything. */
import { describe, expect, it } from 'vitest'
import { nothing, pressed } from './picking'

const rows = ['a', 'b', 'c', 'd', 'e']
const ids = (picked: { ids: ReadonlySet<string> }) => [...picked.ids].sort().join('')

describe('picking', () => {
  it('a press turns a row on and off', () => {
    const one = pressed(nothing(''), rows, 1, false)
    expect(ids(one)).toBe('b')
    expect(ids(pressed(one, rows, 1, false))).toBe('')
  })
  it('shift takes the stretch, in either direction, and goes on from its end', () => {
    const down = pressed(pressed(nothing(''), rows, 1, false), rows, 3, true)
    expect(ids(down)).toBe('bcd')
    expect(ids(pressed(down, rows, 0, true))).toBe('abcd')
  })
  it('shift from a row that was turned off turns the stretch off', () => {
    const all = { ...nothing(''), ids: new Set(rows) }
    const off = pressed(all, rows, 1, false)
    expect(ids(pressed(off, rows, 3, true))).toBe('ae')
  })
  it('shift without a row before is a press', () => {
    expect(ids(pressed(nothing(''), rows, 2, true))).toBe('c')
  })
  it('of everything, one row can be taken out again', () => {
    const all = { ...nothing(''), everything: true }
    expect(ids(pressed(all, rows, 2, false))).toBe('abde')
  })
  it('a row that is gone changes nothing', () => {
    expect(ids(pressed(nothing(''), rows, 9, false))).toBe('')
  })
})
