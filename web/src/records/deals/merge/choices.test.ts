/** The choices that stand before one chooses are those that the server would make. */
import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Deal } from '~/core/schema'
import { firstChoices, rowsOf, survivor } from './choices'

const deal = (more: Partial<Deal>): Deal =>
  ({
    name: 'Pump',
    amount: null,
    currency: 'USD',
    expected_close: null,
    company_name: null,
    product_name: null,
    source: null,
    deal_type: null,
    description: null,
    status: 'open',
    created_at: '2026-03-02T09:00:00Z',
    ...more,
  }) as Deal

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

describe('merging', () => {
  it('shows only what differs', () => {
    expect(rowsOf(deal({ source: 'web' }), deal({ source: 'fair', name: 'Pump' })).map((r) => r.name)).toEqual([
      'source',
    ])
  })
  it('keeps its own and takes what it lacks', () => {
    const chosen = firstChoices(deal({ source: 'web' }), deal({ source: 'fair', amount: 500, name: 'Pumps' }))
    expect(chosen).toEqual({ name: 'this', amount: 'other', source: 'this' })
  })
  it('takes the source of the one that began first', () => {
    const older = deal({ source: 'fair', created_at: '2026-01-01T09:00:00Z' })
    expect(firstChoices(deal({ source: 'web' }), older).source).toBe('other')
  })
  it('leaves the money of a closed deal alone', () => {
    expect(firstChoices(deal({ status: 'lost' }), deal({ amount: 500 })).amount).toBe('this')
  })
  it('a won one stays, then an open one, then the one asked about', () => {
    expect(survivor(deal({}), deal({ status: 'won' }))).toBe('other')
    expect(survivor(deal({}), deal({ status: 'lost' }))).toBe('this')
    expect(survivor(deal({ status: 'lost' }), deal({}))).toBe('other')
    expect(survivor(deal({}), deal({}))).toBe('this')
  })
})
