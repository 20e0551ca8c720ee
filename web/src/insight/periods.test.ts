/** Ranges in the address. */
import { describe, expect, it } from 'vitest'
import { rangeOf, rangeText } from './periods'
import { figuresSearch } from './search'

describe('ranges', () => {
  it('are written with the end left out and read with it included', () => {
    expect(rangeText('2017-01-01', '2017-03-31')).toBe('2017-01-01..2017-04-01')
    expect(rangeOf('2017-01-01..2017-04-01')).toEqual({ from: '2017-01-01', to: '2017-03-31' })
  })
  it('may be open on one side', () => {
    expect(rangeText(null, '2017-12-31')).toBe('..2018-01-01')
    expect(rangeOf('2017-01-01..')).toEqual({ from: '2017-01-01', to: null })
    expect(rangeText(null, null)).toBe('all')
  })
  it('are told from named periods', () => {
    expect(rangeOf('this-quarter')).toBeNull()
    expect(rangeOf('..')).toBeNull()
  })
})

describe('the address', () => {
  it('keeps what is known and reads conditions as objects or text', () => {
    const filter = { all: [{ field: 'status', op: 'eq', value: 'won' }] }
    expect(figuresSearch({ period: 2017, x: 1, filter })).toEqual({ period: '2017', filter })
    expect(figuresSearch({ filter: JSON.stringify(filter), as_of: '' })).toEqual({ filter })
    expect(figuresSearch({ filter: 'nonsense' })).toEqual({})
  })
})
