/** Board values: moves, settlements and deltas touch only their columns and keep the order of ranks. */
import { describe, expect, it } from 'vitest'
import type { Board, Card, Stage } from '~/core/schema'
import { addPage, applyChanges, findCard, indexAt, moveCard, placeAt, settle } from './state'

const stage = (id: string, position: number, kind: Stage['kind'] = 'open'): Stage => ({
  id,
  pipeline_id: 'pipe_1',
  name: id,
  kind,
  position,
  purpose: '',
  expected_days: null,
  probability: position * 20,
  qualifying: false,
  hue: 200,
  criteria: [],
  retired: false,
  version: 1,
})
const stages = [stage('s0', 0), stage('s1', 1), stage('won', 2, 'won')]
const card = (id: string, stage_id: string, rank: string, more: Partial<Card> = {}): Card => ({
  id,
  number: 1,
  name: id,
  company_id: null,
  company_name: null,
  amount: 1000,
  currency: 'EUR',
  expected_close: null,
  owner_id: null,
  stage_id,
  status: 'open',
  stage_since: '2026-11-01T00:00:00Z',
  closed_at: null,
  next_activity_id: null,
  next_kind: null,
  next_subject: null,
  next_due: null,
  snoozed_until: null,
  rank,
  version: 1,
  ...more,
})
const column = (stage_id: string, cards: Card[], next: string | null = null) => ({
  stage_id,
  count: cards.length,
  amount: cards.reduce((s, c) => s + (c.amount ?? 0), 0),
  weighted: 0,
  others: [],
  cards,
  next,
})
const board = (): Board => ({
  pipeline_id: 'pipe_1',
  seq: 10,
  currency: 'EUR',
  totals: { count: 4, amount: 4000, weighted: 0, others: [] },
  columns: [
    column('s0', [card('a', 's0', 'b'), card('b', 's0', 'd'), card('c', 's0', 'f')]),
    column('s1', [card('x', 's1', 'm')]),
    column('won', []),
  ],
})
const ids = (b: Board, at: number) => b.columns[at]?.cards.map((c) => c.id)

describe('moveCard', () => {
  it('moves between two cards, counts both columns and leaves the third alone', () => {
    const before = board()
    const after = moveCard(before, 'b', 's1', { after: 'x' }, stages)
    expect(ids(after, 0)).toEqual(['a', 'c'])
    expect(ids(after, 1)).toEqual(['x', 'b'])
    expect(after.columns.map((c) => [c.count, c.amount])).toEqual([
      [2, 2000],
      [2, 2000],
      [0, 0],
    ])
    expect(after.columns[1]?.weighted).toBe(200)
    expect(after.columns[2]).toBe(before.columns[2])
  })
  it('reorders inside a column without touching sums or the time in the stage', () => {
    const after = moveCard(board(), 'c', 's0', { before: 'a' }, stages)
    expect(ids(after, 0)).toEqual(['c', 'a', 'b'])
    expect(after.columns[0]?.amount).toBe(3000)
    expect(findCard(after, 'c')?.card.stage_since).toBe('2026-11-01T00:00:00Z')
  })
  it('leaves amounts of another currency to the server', () => {
    const start = board()
    start.columns[0]?.cards.push(card('d', 's0', 'h', { currency: 'USD' }))
    expect(moveCard(start, 'd', 's1', {}, stages).columns[1]?.amount).toBe(1000)
  })
  it('answers the same board for a card that is not loaded', () => {
    const start = board()
    expect(moveCard(start, 'nobody', 's1', {}, stages)).toBe(start)
  })
})

describe('settle', () => {
  it('keeps the place when the rank agrees, takes the heads and totals', () => {
    const moved = moveCard(board(), 'b', 's1', { after: 'x' }, stages)
    const settled = settle(
      moved,
      card('b', 's1', 'p', { version: 2 }),
      [{ stage_id: 's1', count: 2, amount: 2500, weighted: 500, others: [] }],
      11,
      stages,
    )
    expect(ids(settled, 1)).toEqual(['x', 'b'])
    expect(settled.columns[1]?.amount).toBe(2500)
    expect(settled.totals).toMatchObject({ count: 4, amount: 4500 })
    expect(settled.seq).toBe(11)
    expect(findCard(settled, 'b')?.card.version).toBe(2)
  })
  it('re-places the card when the rank says otherwise', () => {
    const moved = moveCard(board(), 'b', 's1', { after: 'x' }, stages)
    expect(ids(settle(moved, card('b', 's1', 'a'), [], 11, stages), 1)).toEqual(['b', 'x'])
  })
  it('does not jump over entries of others', () => {
    expect(settle(board(), card('b', 's0', 'd'), [], 14, stages).seq).toBe(10)
  })
})

describe('applyChanges', () => {
  const changes = {
    seq: 20,
    gone: [],
    columns: [],
    totals: { count: 9, amount: 9, weighted: 9, others: [] },
    refetch: false,
  }
  it('moves, adds and removes cards of others by rank', () => {
    const next = applyChanges(
      board(),
      { ...changes, cards: [card('c', 's1', 'k'), card('new', 's0', 'c')], gone: ['a'] },
      stages,
    )
    expect(ids(next, 0)).toEqual(['new', 'b'])
    expect(ids(next, 1)).toEqual(['c', 'x'])
    expect([next.seq, next.totals.count]).toEqual([20, 9])
  })
  it('equals a fresh board when replayed on an old one', () => {
    const fresh = board()
    const old = { ...board(), columns: [column('s0', []), column('s1', []), column('won', [])] }
    const all = fresh.columns.flatMap((c) => c.cards)
    const next = applyChanges(old, { ...changes, cards: [...all].reverse(), columns: fresh.columns }, stages)
    expect(next.columns.map((c) => c.cards.map((x) => x.id))).toEqual(
      fresh.columns.map((c) => c.cards.map((x) => x.id)),
    )
  })
  it('lets no late answer take back what our own moves have done since', () => {
    const moved = settle(board(), card('a', 's1', 'n', { version: 3 }), [], 11, stages)
    const late = card('a', 's0', 'b', { version: 2 })
    expect(applyChanges(moved, { ...changes, seq: 11, cards: [late] }, stages)).toBe(moved)
    const beside = applyChanges(moved, { ...changes, cards: [late, card('b', 's1', 'p')] }, stages)
    expect(beside.columns.map((c) => c.cards.map((x) => x.id))).toEqual([['c'], ['x', 'a', 'b'], []])
    expect(beside.seq).toBe(20)
  })
  it('leaves a card beyond the loaded window to paging', () => {
    const start = board()
    start.columns[0] = column('s0', start.columns[0]?.cards ?? [], 'cursor')
    expect(ids(applyChanges(start, { ...changes, cards: [card('z', 's0', 'zz')] }, stages), 0)).toEqual(['a', 'b', 'c'])
  })
  it('puts newly won deals on top whatever their rank', () => {
    const start = board()
    start.columns[2] = column('won', [card('w', 'won', 'a', { status: 'won' })])
    expect(
      ids(applyChanges(start, { ...changes, cards: [card('x', 'won', 'z', { status: 'won' })] }, stages), 2),
    ).toEqual(['x', 'w'])
  })
})

describe('places', () => {
  it('names both neighbours, without the card itself', () => {
    const [first] = board().columns
    if (!first) throw new Error('no column')
    expect(placeAt(first, 'c', 1)).toEqual({ after: 'a', before: 'b' })
    expect(placeAt(first, 'a', 0)).toBeNull()
    expect(placeAt(first, 'a', 2)).toEqual({ after: 'c', before: undefined })
    expect(placeAt(first, 'other', 0)).toEqual({ after: undefined, before: 'a' })
  })
  it('counts rows under the pointer', () => {
    expect([indexAt(-5, 104, 3), indexAt(40, 104, 3), indexAt(60, 104, 3), indexAt(9999, 104, 3)]).toEqual([0, 0, 1, 3])
  })
  it('appends a page once', () => {
    const next = addPage(board(), 's1', [card('x', 's1', 'm'), card('y', 's1', 'n')], null)
    expect(ids(next, 1)).toEqual(['x', 'y'])
  })
})
