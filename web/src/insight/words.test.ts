/** Values of figures as text. */
import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { setLocale } from '~/kit/locale'
import { intervalText, partUnit, sampleText, tickText, valueParts, valueShort, valueText } from './words'

const ratio = { unit: 'ratio' as const, currency: null }
const usd = { unit: 'money' as const, currency: 'USD' }
const days = { unit: 'days' as const, currency: null }

beforeAll(() => {
  setLocale('en-GB')
  i18n.loadAndActivate({ locale: 'en', messages: {} })
})

describe('values', () => {
  it('carry their unit', () => {
    expect(valueText(0.631501, ratio)).toBe('63.15%')
    expect(valueShort(0.7, ratio)).toBe('70.0%')
    expect(tickText(0.7, ratio, false)).toBe('70')
    expect(tickText(40, days, true)).toBe('40 d')
    expect(valueText(1_000_553_400, usd)).toBe('$10,005,534')
    expect(valueShort(1_000_553_400, usd)).toBe('$10.01M')
    expect(valueText(51.782, days)).toBe('51.8 d')
    expect(valueText(8800, { unit: 'count', currency: null })).toBe('8,800')
  })
  it('come apart for tiles', () => {
    expect(valueParts(0.268, ratio)).toEqual({ number: '26.8', unit: '%' })
    expect(valueParts(57, days)).toEqual({ number: '57', unit: 'd' })
  })
})

describe('intervals', () => {
  it('name the unit once', () => {
    expect(intervalText([0.62, 0.643], ratio)).toBe('62.0–64.3%')
    expect(intervalText([55, 60], days)).toBe('55–60 d')
  })
  it('say when an end is not reached', () => {
    expect(intervalText([80, null], days)).toBe('over 80 d')
    expect(intervalText(null, days)).toBe('')
  })
})

it('parts have units of their own', () => {
  const units = ['won', 'value_rate', 'jeffreys_low', 'largest', 'largest_share', 'won_cycle', 'by_30', 'value_upper']
  expect(units.map((name) => partUnit(name, 'money'))).toEqual([
    'count',
    'ratio',
    'ratio',
    'money',
    'ratio',
    'days',
    'ratio',
    'ratio',
  ])
})

it('samples are named honestly', () => {
  expect(sampleText('too_few', 7)).toEqual({ text: 'Too few, 7', tone: 'warn' })
  expect(sampleText('usable', 6711).text).toBe('Usable sample, 6,711')
})
