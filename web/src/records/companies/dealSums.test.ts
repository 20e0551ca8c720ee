/** Sums of a company's deals keep currencies apart. */
import { expect, it } from 'vitest'
import { dealSums } from './dealSums'

const deals = [
  { status: 'open', amount: 100, currency: 'USD' },
  { status: 'open', amount: 200, currency: 'EUR' },
  { status: 'open', amount: 50, currency: 'EUR' },
  { status: 'open', amount: null, currency: 'EUR' },
  { status: 'won', amount: 900, currency: 'GBP' },
]

it('adds up one sum a currency, the first currency first', () => {
  const { open, won, lost } = dealSums(deals, 'EUR')
  expect(open).toEqual({
    count: 4,
    sums: [
      { currency: 'EUR', amount: 250 },
      { currency: 'USD', amount: 100 },
    ],
  })
  expect(won).toEqual({ count: 1, sums: [{ currency: 'GBP', amount: 900 }] })
  expect(lost).toEqual({ count: 0, sums: [] })
})
