/** Display texts of changes. */
import { beforeAll, expect, it } from 'vitest'
import { setLocale } from '~/kit/locale'
import { shownText } from './shownText'

beforeAll(() => setLocale('en-GB'))

it('writes money and days as elsewhere', () => {
  expect(shownText('148200.00 EUR')).toBe('€148,200')
  expect(shownText('-12.50 USD')).toBe('-$12.50')
  expect(shownText('5000 JPY')).toBe('¥5,000')
  expect(shownText('2026-12-04')).toBe('Fri 4 Dec 2026')
  expect(shownText('2026-11-24T04:01:05.882061Z')).toMatch(/^24 Nov 2026, \d\d:\d\d$/)
})
it('leaves other text alone', () => {
  expect(shownText('Website')).toBe('Website')
  expect(shownText('400 ABCD')).toBe('400 ABCD')
  expect(shownText('1.2345 EUR')).toBe('1.2345 EUR')
})
