/** What the palette shows of what the server found. */
import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SearchHit } from '~/core/schema'
import { entriesFor, inUnits } from './entries'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const hit = (type: SearchHit['type'], title: string, more: Partial<SearchHit> = {}): SearchHit => ({
  type,
  id: `${type}_${title}`,
  title,
  subtitle: null,
  ranges: [],
  matched: null,
  near: null,
  ...more,
})

describe('what the palette shows of a search', () => {
  it('has a group for each kind of record, and one for what is near', () => {
    const groups = entriesFor(
      'jon',
      [],
      [hit('contact', 'Jon Doe', { matched: 'jon@acme.com', subtitle: 'Acme' }), hit('deal', 'John', { near: 'john' })],
      false,
    )
    expect(groups.map((g) => [g.title, g.entries.map((e) => e.title)])).toEqual([
      ['Contacts', ['Jon Doe']],
      ['Did you mean', ['John']],
    ])
    expect(groups[0]?.entries[0]?.hint).toBe('jon@acme.com · Acme')
  })

  it('marks letters where a title has signs of two units', () => {
    const title = '😀 Harbour'
    const [range] = inUnits(title, [[2, 6]])
    expect(title.slice(...(range ?? [0, 0]))).toBe('Harb')
    expect(inUnits('Harbour', [[0, 4]])).toEqual([[0, 4]])
  })
})
