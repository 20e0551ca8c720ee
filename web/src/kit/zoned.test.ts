/** Clock times in a zone as instants. */
import { describe, expect, it } from 'vitest'
import { instantAt, wallClock } from './zoned'

describe('instantAt', () => {
  it('counts in the zone, with summer time', () => {
    expect(instantAt('2026-11-17', '16:30', 'Europe/Berlin')).toBe('2026-11-17T15:30:00Z')
    expect(instantAt('2026-07-01', '16:30', 'Europe/Berlin')).toBe('2026-07-01T14:30:00Z')
    expect(instantAt('2026-07-01', '00:15', 'Asia/Kolkata')).toBe('2026-06-30T18:45:00Z')
  })
  it('answers an instant even for a time that the clocks leap over', () => {
    expect(instantAt('2026-03-29', '02:30', 'Europe/Berlin')).toMatch(/^2026-03-29T0[01]:30:00Z$/)
  })
})

describe('wallClock', () => {
  it('is the way back', () => {
    expect(wallClock('2026-06-30T18:45:00Z', 'Asia/Kolkata')).toEqual({ day: '2026-07-01', time: '00:15' })
    expect(wallClock('2026-11-17T23:00:00Z', 'Europe/Berlin')).toEqual({ day: '2026-11-18', time: '00:00' })
  })
})
