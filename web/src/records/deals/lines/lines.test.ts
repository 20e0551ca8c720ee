// What people type into a line, read as the server takes it.
import { describe, expect, it } from 'vitest'
import { discountOf, quantityOf } from './lines'

describe('what is typed into a line', () => {
  it.each([
    ['2', '2'],
    ['2.5', '2.5'],
    ['2,5', '2.5'],
    [' 1 000 ', '1000'],
    ['0', null],
    ['-1', null],
    ['two', null],
    ['1.1234567', null],
    ['', null],
  ])('reads %j as the quantity %j', (typed, found) => expect(quantityOf(typed)).toBe(found))

  it.each([
    ['', '0'],
    ['10', '10'],
    ['12,5 %', '12.5'],
    ['100', '100'],
    ['100.1', null],
    ['0.12345', null],
    ['half', null],
  ])('reads %j as the discount %j', (typed, found) => expect(discountOf(typed)).toBe(found))
})
