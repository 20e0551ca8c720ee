/** The stage path of open and closed deals. */
import { describe, expect, it } from 'vitest'
import type { Deal, Stage, Visit } from '~/core/schema'
import { segments } from './path'

const stage = (id: string, position: number, more: Partial<Stage> = {}): Stage => ({
  id,
  pipeline_id: 'p',
  name: id,
  kind: 'open',
  position,
  purpose: '',
  expected_days: 14,
  probability: 10,
  qualifying: false,
  hue: 200,
  criteria: [],
  retired: false,
  version: 1,
  ...more,
})
const stages = [
  stage('lead', 0),
  stage('demo', 1),
  stage('offer', 2, {
    criteria: [
      { kind: 'field_filled', field: 'amount' },
      { kind: 'field_filled', field: 'source' },
    ],
  }),
  stage('close', 3),
  stage('old', 4, { retired: true }),
  stage('won', 5, { kind: 'won' }),
]
const deal = (more: Partial<Deal>) =>
  ({ stage_id: 'demo', stage_since: '2020-01-01T00:00:00Z', amount: 100, source: null, custom: {}, ...more }) as Deal
const visit = (stage_id: string, days: number, entered_at = '2026-01-01T00:00:00Z'): Visit => ({
  stage_id,
  stage_name: stage_id,
  entered_at,
  left_at: null,
  exit: null,
  days,
  truncated: false,
})

describe('segments', () => {
  it('counts the days of every stay, and what the next stage asks', () => {
    const made = segments(deal({}), stages, [visit('lead', 3.4), visit('demo', 2.2), visit('lead', 1.8)])
    expect(made.map((s) => [s.stage.id, s.place, s.days])).toEqual([
      ['lead', 'past', 5],
      ['demo', 'now', 2],
      ['offer', 'next', null],
      ['close', 'later', null],
    ])
    expect(made[2]?.gate).toEqual({ done: 1, total: 2 })
  })
  it('shows a retired stage only while the deal is in it', () => {
    expect(segments(deal({ stage_id: 'old' }), stages, []).map((s) => s.stage.id)).toContain('old')
  })
  it('leaves a closed deal where it left', () => {
    const made = segments(deal({ stage_id: 'won', exit_stage_id: 'offer' }), stages, [visit('lead', 1)])
    expect(made.map((s) => s.place)).toEqual(['past', 'past', 'past', 'later'])
    expect(made.every((s) => s.gate === null)).toBe(true)
  })
})
