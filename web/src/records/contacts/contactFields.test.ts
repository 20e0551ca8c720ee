/** Names are split at the last word; addresses are looked at before they are sent. */
import { describe, expect, it } from 'vitest'
import '~/core/i18n'
import { partsOf, wrongEmail, wrongPhone } from './contactFields'

describe('names', () => {
  it.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['  Ada  King   Lovelace ', 'Ada King', 'Lovelace'],
    ['Ada', 'Ada', null],
    ['', null, null],
  ])('%s', (typed, given_name, family_name) => {
    expect(partsOf(typed)).toEqual({ given_name, family_name })
  })
})

describe('addresses', () => {
  it.each(['ada@example.com', ' ada+x@sub.example.co.uk '])('%s is one', (typed) => {
    expect(wrongEmail(typed)).toBeNull()
  })
  it.each(['ada', 'ada@example', 'a b@example.com', ''])('%s is none', (typed) => {
    expect(wrongEmail(typed)).not.toBeNull()
  })
  it.each(['+44 (0)20 7946-0018', '030/9018200', '030 123 ext. 4'])('%s is a number', (typed) => {
    expect(wrongPhone(typed)).toBeNull()
  })
  it.each(['call me', '12', '030 123 or 4'])('%s is no number', (typed) => {
    expect(wrongPhone(typed)).not.toBeNull()
  })
})
