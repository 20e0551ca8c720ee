/** Conditions as sentences. */
import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Field } from '~/core/schema'
import { dealsSearch } from './search'
import { sentence } from './sentence'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const fieldOf = (name: string, label: string, type: Field['type']): Field => ({
  name,
  label,
  type,
  abilities: ['filter'],
  choices: [],
  links: null,
  currency: null,
})
const fields: Field[] = [
  fieldOf('owner_id', 'Owner', 'user'),
  fieldOf('closed_at', 'Closed', 'instant'),
  fieldOf('amount', 'Value', 'money'),
]
const show = (_: Field | undefined, v: unknown) => String(v)
const is = (field: string, op: string, value?: unknown) => ({ field, op, value })

describe('sentence', () => {
  it('joins clauses and uses words for dates', () => {
    const tree = { all: [is('owner_id', 'in', ['Ana', 'Ben']), is('closed_at', 'ge', 'May')] }
    expect(sentence(tree, fields, show)).toBe('Owner is one of Ana, Ben and Closed is on or after May')
  })
  it('drops groups that say nothing and flattens nested ones', () => {
    expect(sentence({ all: [{ all: [] }, { all: [is('amount', 'gt', 5)] }] }, fields, show)).toBe('Value is above 5')
    expect(sentence({ all: [] }, fields, show)).toBe('Every deal')
  })
  it('leaves out a clause that names every choice', () => {
    const choices = ['live', 'gone'].map((value) => ({ value, label: value }))
    const standing = { ...fieldOf('standing', 'Standing', 'choice'), choices }
    const tree = { all: [is('standing', 'in', ['gone', 'live']), is('amount', 'eq', 1)] }
    expect(sentence(tree, [...fields, standing], show)).toBe('Value is 1')
    expect(sentence({ all: [is('standing', 'in', ['live'])] }, [standing], show)).toBe('Standing is one of live')
  })
  it('keeps mixed groups apart and says not', () => {
    const either = { any: [is('amount', 'is_empty'), is('amount', 'eq', 0)] }
    expect(sentence({ all: [is('owner_id', 'eq', 'Ana'), either] }, fields, show)).toBe(
      'Owner is Ana and (Value is empty or Value is 0)',
    )
    expect(sentence({ not: is('owner_id', 'eq', 'Ana') } as never, fields, show)).toBe('not (Owner is Ana)')
  })
  it('shortens long lists', () => {
    expect(sentence(is('owner_id', 'in', [1, 2, 3, 4, 5]) as never, fields, show)).toBe(
      'Owner is one of 1, 2, 3 and 2 more',
    )
  })
})

describe('the address', () => {
  it('takes conditions as objects or JSON and drops the rest', () => {
    expect(dealsSearch({ filter: '{"all":[]}', sort: '-amount', x: 1 })).toEqual({
      filter: { all: [] },
      sort: '-amount',
    })
    expect(dealsSearch({ filter: '[1]', q: '' })).toEqual({})
  })
})
