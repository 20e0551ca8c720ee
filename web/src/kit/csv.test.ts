/** CSV text that spreadsheets cannot run. */
import { expect, it } from 'vitest'
import { csvText } from './csv'

it('quotes, keeps numbers and marks formulas', () => {
  expect(
    csvText([
      ['a', 'b "c"', 'x,y'],
      [1, -2.5, null],
    ]),
  ).toBe('a,"b ""c""","x,y"\r\n1,-2.5,\r\n')
  expect(csvText([['=1+1', '-3', '@x', 'plain']])).toBe("'=1+1,'-3,'@x,plain\r\n")
})
