/** Folding the timeline. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { TimelineEntry } from '~/core/schema'
import { setZone } from '~/kit/dates'
import { fold, merge } from './fold'

beforeAll(() => setZone('Europe/Berlin'))

let seq = 100
const entry = (at: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  seq: seq--,
  at,
  recorded_at: at,
  actor: { id: 'mem_1', name: 'Anna', hue: 1 },
  origin: 'user',
  kind: 'deal.edited',
  sentence: 'edited the deal',
  changes: [],
  activity: null,
  undone: false,
  can_undo: true,
  ...more,
})
const change = (field: string, before: string | null, after: string | null) => ({ field, label: field, before, after })

describe('fold', () => {
  it('joins field changes of one person within half an hour', () => {
    const days = fold([
      entry('2026-11-17T12:20:00Z', { changes: [change('amount', '45', '48')] }),
      entry('2026-11-17T12:05:00Z', { changes: [change('amount', '40', '45'), change('source', null, 'web')] }),
      entry('2026-11-17T09:00:00Z', { changes: [change('name', 'a', 'b')] }),
    ])
    expect(days).toHaveLength(1)
    expect(days[0]?.lines.map((l) => l.entries.length)).toEqual([2, 1])
    expect(days[0]?.lines[0]?.changes).toEqual([change('amount', '40', '48'), change('source', null, 'web')])
  })
  it('keeps apart other people, other kinds and undone changes', () => {
    const days = fold([
      entry('2026-11-17T12:20:00Z'),
      entry('2026-11-17T12:19:00Z', { actor: { id: 'mem_2', name: 'Mia', hue: 2 } }),
      entry('2026-11-17T12:18:00Z', { kind: 'deal.moved', sentence: 'moved the deal' }),
      entry('2026-11-17T12:17:00Z', { undone: true }),
      entry('2026-11-17T12:16:00Z'),
    ])
    expect(days[0]?.lines.map((l) => l.entries.length)).toEqual([1, 1, 1, 1, 1])
    expect(days[0]?.lines.map((l) => l.quiet)).toEqual([true, true, false, true, true])
  })
  it('breaks by the day of the zone', () => {
    const days = fold([entry('2026-11-17T00:30:00Z'), entry('2026-11-16T23:30:00Z'), entry('2026-11-16T22:30:00Z')])
    expect(days.map((d) => [d.day, d.lines.length])).toEqual([
      ['2026-11-17', 2],
      ['2026-11-16', 1],
    ])
  })
})

describe('merge', () => {
  it('leaves out what came back to what it was', () => {
    expect(
      merge([
        entry('2026-11-17T12:20:00Z', { changes: [change('amount', '48', '40')] }),
        entry('2026-11-17T12:10:00Z', { changes: [change('amount', '40', '48'), change('type', 'x', 'y')] }),
      ]),
    ).toEqual([change('type', 'x', 'y')])
  })
})
