/** Edits on top of others' edits. */
import { describe, expect, it } from 'vitest'
import { editOnTop, untouched } from './editing'
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
  it('never repeats on the same version', () => {
    expect(untouched(before, before, { name: 'B' })).toBe(false)
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
