/** Ranking of segments and the sentence over them. */
import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Figure, Segment } from '~/core/schema'
import { setLocale } from '~/kit/locale'
import { cycleAnswer, ranked, segmentAnswer, sizesAnswer, winAnswer } from './answers'

beforeAll(() => {
  setLocale('en-GB')
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

const rows = { record: 'deal' as const, filter: { all: [] }, count: 0 }
const segment = (label: string, value: number | null, interval: Segment['interval'], n: number): Segment => ({
  key: label,
  label,
  value,
  interval,
  n,
  label_n: n < 10 ? 'too_few' : n < 30 ? 'indicative' : 'usable',
  parts: {},
  rows,
})
const figure = (more: Partial<Figure>): Figure => ({
  id: 'win_rate',
  version: 1,
  name: 'Win rate',
  unit: 'ratio',
  currency: null,
  value: 0.63,
  interval: [0.62, 0.64],
  n: 100,
  label: 'usable',
  maturity: null,
  excluded: [],
  parts: {},
  caption: '',
  scope: '',
  snapshot: { effective: '2026-11-24T00:00:00Z', known: '2026-11-24T00:00:00Z' },
  zone: 'UTC',
  rows,
  segments: null,
  ...more,
})

describe('ranked', () => {
  it('goes by the lower end, not by the rate, and puts tiny samples last', () => {
    const list = [
      segment('Lucky', 1, [0.57, 1], 5),
      segment('Wide', 0.8, [0.5, 0.95], 12),
      segment('Sure', 0.7, [0.66, 0.74], 600),
    ]
    expect(ranked(list).map((s) => s.label)).toEqual(['Sure', 'Wide', 'Lucky'])
  })
  it('goes by value where there is no interval', () => {
    const list = [segment('A', 5, null, 40), segment('B', 9, null, 3), segment('C', null, null, 0)]
    expect(ranked(list).map((s) => s.label)).toEqual(['B', 'A', 'C'])
  })
})

describe('sentences', () => {
  it('name who is clearly above, and nobody when ranges overlap', () => {
    expect(segmentAnswer(figure({ segments: [segment('Ana', 0.7, [0.66, 0.74], 600)] }))).toBe(
      'Ana wins 70 in 100, clearly above all',
    )
    expect(segmentAnswer(figure({ segments: [segment('Ana', 0.65, [0.61, 0.69], 600)] }))).toBe(
      'Nobody stands clearly above 63 in 100',
    )
    expect(segmentAnswer(figure({ segments: [] }))).toBe('Nothing to compare yet')
  })
  it('compare days among usable samples only', () => {
    const segments = [segment('A', 61, [57, 65], 900), segment('B', 47, [36, 55], 700), segment('C', 90, [10, 92], 15)]
    expect(segmentAnswer(figure({ unit: 'days', value: 57, segments }))).toBe(
      'A takes longest, 61 d; B is shortest, 47 d',
    )
  })
  it('say money and days with their unit', () => {
    const money = { unit: 'money' as const, currency: 'USD', value: 236_091 }
    expect(sizesAnswer(figure(money), figure({ ...money, value: 111_700 }))).toBe(
      'A won deal brings $2,361 on average; half bring $1,117 or less',
    )
    expect(cycleAnswer(figure({ unit: 'days', value: 57 }))).toBe('Half of the won deals took 57 d or less')
    expect(cycleAnswer(undefined)).toBe('No deal was won in this time')
    expect(winAnswer(figure({ value: 0.6315 }))).toBe('63 in 100 closed deals are won')
  })
})
