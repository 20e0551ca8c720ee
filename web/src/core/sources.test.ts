// The tree of sources: what stands where, what is left out, what cannot be put under what.
import { describe, expect, it } from 'vitest'
import type { Source } from './schema'
import { above, inUse, indented, treeOf, withBelow } from './sources'

const source = (id: string, parent_id: string | null = null, archived = false): Source => ({
  ...{ id, name: id, kind: 'source', parent_id, words: [], starts_on: null, ends_on: null, cost: null },
  ...{ currency: 'EUR', archived, version: 1 },
})
const all = [source('ads'), source('fair', 'events'), source('events'), source('stand', 'fair'), source('talk', 'gone')]

describe('the tree of sources', () => {
  it('puts each below its parent, orphans on top', () => {
    const flat = indented(treeOf(all)).map(({ source: s, depth }) => `${depth} ${s.id}`)
    expect(flat).toEqual(['0 ads', '0 events', '1 fair', '2 stand', '0 talk'])
  })
  it('keeps an archived one that something in use stands below', () => {
    const some = [source('old', null, true), source('events', null, true), source('fair', 'events')]
    expect(inUse(some).map((s) => s.id)).toEqual(['events', 'fair'])
  })
  it('says what stands above', () => {
    expect(above(all[3] as Source, all)).toEqual(['events', 'fair'])
    expect(above(all[0] as Source, all)).toEqual([])
  })
  it('knows what a source cannot be put under', () => {
    expect([...withBelow('events', all)].sort()).toEqual(['events', 'fair', 'stand'])
  })
  it('does not hang on a circle', () => {
    const round = [source('a', 'b'), source('b', 'a')]
    expect(above(round[0] as Source, round).length).toBeLessThan(4)
    expect(inUse(round)).toHaveLength(2)
  })
})
