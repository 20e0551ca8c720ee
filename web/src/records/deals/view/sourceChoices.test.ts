// What may be chosen as a deal's source for what is typed.
import { expect, it } from 'vitest'
import type { Source } from '~/core/schema'
import { choices } from './SourceField'

const source = (name: string, more: Partial<Source> = {}): Source => ({
  ...{ id: name, name, kind: 'source', parent_id: null, words: [], starts_on: null, ends_on: null, cost: null },
  ...{ currency: 'EUR', archived: false, version: 1, ...more },
})
const all = [
  source('Events'),
  source('Spring fair', { parent_id: 'Events', words: ['Lenzmesse'] }),
  source('Old list', { archived: true }),
]
const ids = (typed: string) => choices(all, typed, (word) => `+${word}`).map((c) => `${c.label}|${c.hint ?? ''}`)

it.each([
  ['', ['Events|', 'Spring fair|Events']],
  ['lenz', ['Spring fair|Events', '+lenz|']],
  ['Lenzmesse', ['Spring fair|Events']],
  ['events', ['Events|']],
  ['Old list', []],
  ['Radio', ['+Radio|']],
])('%s', (typed, wanted) => expect(ids(typed)).toEqual(wanted))
