/** Money and days as people read and type them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayOf, daysBetween, setZone } from './dates'
import { setLocale } from './locale'
import { money, moneyShort, parseMoney } from './money'
import { percent } from './numbers'

beforeAll(() => {
  setLocale('en-GB')
  setZone('Europe/Berlin')
})

describe('money', () => {
  it('shows minor digits only when they are there', () => {
    expect([money(4820000, 'EUR'), money(4820050, 'EUR'), money(4200000, 'CHF'), money(1500, 'JPY')]).toEqual([
      '€48,200',
      '€48,200.50',
      'CHF\u00a042,000',
      '¥1,500',
    ])
  })
  it('has a short form', () => {
    expect([moneyShort(74200000, 'EUR'), moneyShort(102000000, 'EUR'), moneyShort(928100, 'EUR')]).toEqual([
      '€742k',
      '€1.02M',
      '€9,281',
    ])
  })
  it.each([
    ['48,200', 4820000],
    ['48 200.50', 4820050],
    ['48.200,5', 4820050],
    ['1.234.567', 123456700],
    ['1.200', 120000],
    ['1,2', 120],
    ['€60k', 6000000],
    ['1.25M', 125000000],
    ['-5', -500],
    ["12'000", 1200000],
  ])('reads %s', (typed, minor) => expect(parseMoney(typed, 'EUR')).toBe(minor))
  it.each(['', 'abc', '1,23,4', '1.2.3', '0.001', '12..5', '1,2.3,4'])('refuses %s', (typed) =>
    expect(parseMoney(typed, 'EUR')).toBeNull(),
  )
  it('follows the digits of the currency', () => {
    expect([parseMoney('1500', 'JPY'), parseMoney('1.5', 'JPY'), parseMoney('1.25', 'KWD')]).toEqual([1500, null, 1250])
  })
})

describe('days', () => {
  it('are the zone’s, not the machine’s', () => {
    expect(dayOf('2026-11-16T23:30:00Z')).toBe('2026-11-17')
  })
  it('count across a change of clocks', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  })
})

it('percent uses the real minus', () => expect([percent(0.268), percent(-0.026)]).toEqual(['26.8%', '−2.6%']))
