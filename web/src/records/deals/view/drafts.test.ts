/** Drafts of the composer. */
import { describe, expect, it } from 'vitest'
import { emptyDraft, subjectOf, withKind } from './drafts'

describe('withKind', () => {
  it('keeps what was written', () => {
    const call = { ...emptyDraft('call'), subject: 'Terms', body: 'They want 30 days' }
    expect(withKind(call, 'note')).toMatchObject({
      kind: 'note',
      plan: false,
      subject: '',
      body: 'Terms\nThey want 30 days',
    })
    expect(withKind(call, 'meeting')).toMatchObject({ subject: 'Terms', body: 'They want 30 days', plan: false })
  })
  it('plans tasks, never notes', () => {
    expect(withKind(emptyDraft('note'), 'task').plan).toBe(true)
    expect(withKind({ ...emptyDraft('call'), plan: true }, 'note').plan).toBe(false)
    expect(withKind({ ...emptyDraft('call'), plan: true }, 'meeting').plan).toBe(true)
    expect(withKind(emptyDraft('note'), 'call', true).plan).toBe(true)
  })
})

describe('subjectOf', () => {
  it('takes the first line', () => {
    expect(subjectOf('  Budget is set.\nMore below')).toBe('Budget is set.')
    const long = 'word '.repeat(60)
    expect(subjectOf(long).length).toBeLessThanOrEqual(121)
    expect(subjectOf(long)).toMatch(/word…$/)
    expect(subjectOf('x'.repeat(300))).toHaveLength(120)
  })
})
