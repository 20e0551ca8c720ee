/** What the composer sends. */
import { beforeAll, describe, expect, it } from 'vitest'
import { setZone } from '~/kit/dates'
import { asActivity } from './Composer'
import { emptyDraft } from './drafts'

beforeAll(() => setZone('Europe/Berlin'))
const now = new Date('2026-11-17T12:00:00Z')

describe('asActivity', () => {
  it('a short note is its subject alone', () => {
    expect(asActivity({ ...emptyDraft('note'), body: ' Budget is set ' }, now)).toEqual({
      kind: 'note',
      subject: 'Budget is set',
      body: undefined,
      done: true,
    })
  })
  it('a planned call has its due time', () => {
    const draft = { ...emptyDraft('call', true), subject: 'Terms', day: '2026-11-18', time: '16:30' }
    expect(asActivity(draft, now)).toMatchObject({ done: false, due_at: '2026-11-18T15:30:00Z' })
    expect(asActivity({ ...draft, time: '' }, now)).toMatchObject({ done: false, due_on: '2026-11-18' })
  })
  it('a logged call is never in the future', () => {
    const draft = { ...emptyDraft('call'), subject: 'Terms', day: '2026-11-16' }
    expect(asActivity(draft, now)).toMatchObject({ done: true, done_at: '2026-11-16T11:00:00Z', direction: 'out' })
    expect(asActivity({ ...draft, day: '2026-11-17', time: '18:00' }, now).done_at).toBeUndefined()
  })
})
