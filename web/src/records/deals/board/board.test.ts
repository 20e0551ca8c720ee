/** Walking, fitting and saying: the pure parts of the board beside its state. */
import { describe, expect, it } from 'vitest'
import type { Board, Card, Deal, Stage } from '~/core/schema'
import { setZone } from '~/kit/dates'
import '~/core/i18n'
import { criteriaBetween, openFields, ring } from '../gates'
import { activityFact, ageTone, asleep } from './cardFacts'
import { nextCard, nextStage } from './steps'
import { fitWidth } from './useFit'

const stage = (id: string, position: number, fields: string[] = [], kind: Stage['kind'] = 'open') =>
  ({
    id,
    position,
    kind,
    retired: false,
    criteria: fields.map((field) => ({ kind: 'field_filled', field })),
  }) as unknown as Stage
const stages = [
  stage('a', 0),
  stage('b', 1),
  stage('c', 2, ['amount']),
  stage('d', 3, ['amount', 'source']),
  stage('won', 4, [], 'won'),
  stage('lost', 5, ['lost_note'], 'lost'),
]
const [a, b, c, d, won, lost] = stages as [Stage, Stage, Stage, Stage, Stage, Stage]
const cards = (...ids: string[]) => ids.map((id) => ({ id }) as Card)
const board = {
  columns: [
    { stage_id: 'a', cards: cards('1', '2', '3') },
    { stage_id: 'b', cards: [] },
    { stage_id: 'c', cards: cards('4') },
  ],
} as unknown as Board

describe('walking', () => {
  it('skips empty columns and keeps the row as far as it goes', () => {
    expect(nextCard(board, [a, b, c], '3', 'right')).toBe('4')
    expect(nextCard(board, [a, b, c], '4', 'left')).toBe('1')
    expect(nextCard(board, [a, b, c], '4', 'right')).toBeNull()
  })
  it('goes up and down and stops at the ends', () => {
    expect([
      nextCard(board, [a], '1', 'down'),
      nextCard(board, [a], '1', 'up'),
      nextCard(board, [a], '3', 'down'),
    ]).toEqual(['2', null, null])
  })
  it('knows the neighbour stages', () => {
    expect([nextStage([a, b], 'a', 1)?.id, nextStage([a, b], 'b', 1)]).toEqual(['b', null])
  })
})

describe('gates', () => {
  it('asks of every stage passed, each field once', () => {
    expect(criteriaBetween(stages, a, d).map((x) => x.field)).toEqual(['amount', 'source'])
    expect(criteriaBetween(stages, a, won).map((x) => x.field)).toEqual(['amount', 'source'])
    expect(criteriaBetween(stages, d, b)).toEqual([])
    expect(criteriaBetween(stages, a, lost).map((x) => x.field)).toEqual(['lost_note'])
  })
  it('takes zero for an answer and empty text for none', () => {
    const deal = { amount: 0, source: '', custom: {} } as unknown as Deal
    expect(openFields(deal, d.criteria)).toEqual(['source'])
  })
  it('draws a ring only when the card can tell', () => {
    const card = { stage_id: 'b', amount: 5 } as Card
    expect(ring(card, stages)).toEqual({ done: 1, total: 1 })
    expect(ring({ ...card, stage_id: 'c' }, stages)).toBeNull()
    expect(ring({ ...card, stage_id: 'a' }, stages)).toBeNull()
  })
})

describe('the next step', () => {
  setZone('Europe/Berlin')
  const at = (due_at: string) => activityFact({ next_activity_id: 'act_1', next_due: due_at }, '2026-11-17')
  it('is late, today, later or missing', () => {
    expect(at('2026-11-15T09:00:00Z')).toMatchObject({ state: 'late', tone: 'bad', words: '2 d late' })
    expect(at('2026-11-17T13:00:00Z')).toMatchObject({ state: 'today', words: 'Today 14:00' })
    expect(at('2026-11-16T23:00:00Z')).toMatchObject({ state: 'today', words: 'Today' })
    expect(at('2026-11-18T09:00:00Z').words).toBe('Tomorrow')
    expect(activityFact({ next_activity_id: null, next_due: null })).toMatchObject({ state: 'none', tone: 'warn' })
  })
  it('turns amber at the expected days and red at twice', () => {
    expect([ageTone(13, 14), ageTone(14, 14), ageTone(28, 14), ageTone(99, null)]).toEqual([
      'plain',
      'warn',
      'bad',
      'plain',
    ])
  })
})

describe('fit mode', () => {
  it('shares the width, and shows whole columns when not all fit', () => {
    expect(fitWidth(1316, 6)).toBe(212)
    expect(fitWidth(836, 6)).toBe(273)
    expect(fitWidth(3000, 6)).toBe(280)
    expect(fitWidth(150, 6)).toBe(208)
  })
})

describe('a snoozed deal', () => {
  it('sleeps while it is open, until its day begins', () => {
    const deal = (status: string, snoozed_until: string | null) => ({ status, snoozed_until })
    expect(asleep(deal('open', '2026-11-25'), '2026-11-24')).toBe(true)
    expect(asleep(deal('open', '2026-11-24'), '2026-11-24')).toBe(false)
    expect(asleep(deal('open', null), '2026-11-24')).toBe(false)
    expect(asleep(deal('won', '2026-11-25'), '2026-11-24')).toBe(false)
  })
})

describe('another pipeline', () => {
  it('asks all of its gates up to the stage, wherever the deal stood', () => {
    const there = stages.map((s) => ({ ...s, pipeline_id: 'pipe_2' }))
    const at = (i: number) => there[i] as Stage
    expect(criteriaBetween(there, { ...won, pipeline_id: 'pipe_1' }, at(2)).map((one) => one.field)).toEqual(['amount'])
    expect(criteriaBetween(there, { ...won, pipeline_id: 'pipe_1' }, at(0))).toEqual([])
  })
})
