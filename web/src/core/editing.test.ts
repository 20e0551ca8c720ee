/** Edits on top of others' edits. */
import { describe, expect, it } from 'vitest'
import { edited, editOnTop, untouched } from './editing'
import './i18n'
import { Problem } from './problem'

const before = { version: 3, name: 'A', region: 'N' }
const conflict = () => new Problem(409, { code: 'conflict', current: 4 })

describe('untouched', () => {
  it('lets an edit through when others changed other fields', () => {
    expect(untouched(before, { version: 4, name: 'A', region: 'S' }, { name: 'B' })).toBe(true)
  })
  it('is a conflict when they changed the same field', () => {
    expect(untouched(before, { version: 4, name: 'C', region: 'N' }, { name: 'B' })).toBe(false)
  })
  it('looks at own fields one by one, and at what they hold', () => {
    const was = { ...before, custom: { tier: 'gold', ships: ['a'] } }
    const is = { ...was, version: 4, custom: { tier: 'tin', ships: ['a'] } }
    expect(untouched(was, is, { custom: { ships: ['b'] } })).toBe(true)
    expect(untouched(was, is, { custom: { tier: 'lead' } })).toBe(false)
    expect(untouched(was, is, { custom: { unknown: 1 } })).toBe(true)
  })
  it('never repeats on the same version', () => {
    expect(untouched(before, before, { name: 'B' })).toBe(false)
  })
})

describe('edited', () => {
  it('keeps the own fields that a patch does not name', () => {
    const was = { ...before, custom: { tier: 'gold', ships: ['a'] } }
    expect(edited(was, { custom: { ships: [] } }).custom).toEqual({ tier: 'gold', ships: [] })
    expect(edited(was, { name: 'B' }, { region: 'S' })).toEqual({ ...was, name: 'B', region: 'S' })
  })
})

describe('editOnTop', () => {
  const sends: number[] = []
  const send = async (version: number) => {
    sends.push(version)
    if (version < 4) throw conflict()
    return 'saved'
  }
  it('sends again on the newer version', async () => {
    sends.length = 0
    const read = async () => ({ version: 4, name: 'A', region: 'S' })
    expect(await editOnTop(before, { name: 'B' }, send, read)).toBe('saved')
    expect(sends).toEqual([3, 4])
  })
  it('throws when the same field was changed', async () => {
    const read = async () => ({ version: 4, name: 'C', region: 'N' })
    await expect(editOnTop(before, { name: 'B' }, send, read)).rejects.toMatchObject({ code: 'conflict' })
  })
  it('passes other refusals on without reading', async () => {
    const refuse = async () => {
      throw new Problem(403, { code: 'forbidden' })
    }
    const read = async () => {
      throw new Error('must not read')
    }
    await expect(editOnTop(before, { name: 'B' }, refuse, read)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
