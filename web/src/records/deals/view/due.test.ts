/** Due times in words. */
import { beforeAll, describe, expect, it } from 'vitest'
import '~/core/i18n'
import { setZone } from '~/kit/dates'
import { setLocale } from '~/kit/locale'
import { due, dueBody, dueParts, nearDays, nearLong } from './due'

beforeAll(() => {
  setZone('Europe/Berlin')
  setLocale('en-GB')
})
const on = (due_at: string | null, due_precision: 'instant' | 'date' | null) => ({ due_at, due_precision })
const now = '2026-11-17'

describe('due', () => {
  it('says how near it is', () => {
    expect(due(on('2026-11-17T15:30:00Z', 'instant'), now)).toEqual({ state: 'today', words: 'Today 16:30' })
    expect(due(on('2026-11-17T23:00:00Z', 'date'), now)).toEqual({ state: 'later', words: 'Tomorrow' })
    expect(due(on('2026-11-15T23:00:00Z', 'date'), now)).toEqual({ state: 'late', words: 'Yesterday, late' })
    expect(due(on('2026-11-10T09:00:00Z', 'instant'), now)).toEqual({ state: 'late', words: '7 d late' })
    expect(due(on(null, null), now).state).toBe('open')
  })
})

describe('dueBody and dueParts', () => {
  it('are each other’s way back', () => {
    expect(dueBody('2026-11-17', '16:30')).toEqual({ due_at: '2026-11-17T15:30:00Z' })
    expect(dueBody('2026-11-17', '')).toEqual({ due_on: '2026-11-17' })
    expect(dueBody('', '')).toEqual({})
    expect(dueParts(on('2026-11-17T15:30:00Z', 'instant'))).toEqual({ day: '2026-11-17', time: '16:30' })
    expect(dueParts(on('2026-11-16T23:00:00Z', 'date'))).toEqual({ day: '2026-11-17', time: '' })
  })
})

describe('nearLong', () => {
  it('leaves out this year, in either order', () => {
    expect(nearLong('2026-12-04', now)).toBe('Fri 4 Dec')
    expect(nearLong('2027-01-04', now)).toBe('Mon 4 Jan 2027')
    setLocale('en-US')
    expect(nearLong('2026-12-04', now)).toBe('Fri Dec 4')
    setLocale('en-GB')
  })
})

describe('nearDays', () => {
  it('names each day once', () => {
    expect(nearDays('2026-11-17').map((d) => d.day)).toEqual(['2026-11-17', '2026-11-18', '2026-11-23', '2026-12-01'])
    // On a Sunday tomorrow is Monday already.
    expect(nearDays('2026-11-22').map((d) => d.key)).toEqual(['today', 'tomorrow', 'fortnight'])
  })
})
