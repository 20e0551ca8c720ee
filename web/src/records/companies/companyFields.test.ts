/** Reading what people type into a company's fields. */
import { describe, expect, it } from 'vitest'
import { countFrom, domainOf, wrongYear } from './companyFields'
import '~/core/i18n'

describe('domainOf', () => {
  it('takes the host out of an address', () => {
    expect(domainOf('https://www.Acme.com/about?x=1')).toBe('acme.com')
    expect(domainOf(' acme.co.uk ')).toBe('acme.co.uk')
  })
})

describe('countFrom', () => {
  it('reads grouped whole numbers', () => {
    expect(countFrom('1,200')).toBe(1200)
    expect(countFrom('1 200 000')).toBe(1_200_000)
    expect(countFrom('about 10')).toBeNull()
    expect(countFrom('-4')).toBeNull()
  })
})

describe('wrongYear', () => {
  it('knows a year', () => {
    expect(wrongYear('1998')).toBeNull()
    expect(wrongYear('')).toBeNull()
    expect(wrongYear('98')).not.toBeNull()
    expect(wrongYear('3020')).not.toBeNull()
  })
})
