/** Fields of the workspace's own: what texts stand for, kind by kind. */
// Values of own fields as text and back.
import { i18n } from '@lingui/core'
import { beforeAll, expect, test } from 'vitest'
import { currentZone, setZone } from '~/kit/dates'
import { localMoment, momentOf, numberOf, type OwnField, type OwnKind, ownText, ownValue, wrongText } from './ownFields'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const field = (kind: OwnKind) => ({ kind, currency: 'EUR', options: [] }) as unknown as OwnField

test.each([
  ['12.5', 12.5],
  ['12,5', 12.5],
  [' 1 200 ', 1200],
  ['-3', -3],
  ['twelve', null],
  ['1,200.5', null],
])('%s as a number', (typed, value) => {
  expect(numberOf(typed)).toBe(value)
})

test('a text stands for the value of its kind, and says when it cannot', () => {
  expect(ownValue(field('number'), ' 7 ')).toBe(7)
  expect(ownValue(field('money'), '12.50')).toBe(1250)
  expect(ownValue(field('text'), '  x ')).toBe('x')
  expect(ownValue(field('text'), '   ')).toBeNull()
  expect(ownValue(field('long_text'), ' two\nlines ')).toBe(' two\nlines ')
  expect(wrongText(field('number'), 'x')).toContain('number')
  expect(wrongText(field('money'), 'x')).toContain('amount')
  expect(wrongText(field('number'), '')).toBeNull()
  expect(wrongText(field('url'), 'x')).toBeNull()
})

test('what is shown for no value is empty', () => {
  expect(ownText(field('number'), null)).toBe('')
  expect(ownText(field('flag'), undefined)).toBe('')
  expect(ownText(field('number'), 0)).toBe('0')
})

test('an instant is written as clocks in the workspace’s zone show it', () => {
  const before = currentZone()
  setZone('Asia/Tokyo')
  expect(localMoment('2027-02-28T20:30:00Z')).toBe('2027-03-01T05:30')
  expect(momentOf('2027-03-01T05:30')).toBe('2027-02-28T20:30:00Z')
  expect(momentOf('')).toBeNull()
  if (before) setZone(before)
})
