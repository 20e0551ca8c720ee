/** Keys, actions, the palette's scorer, what live events touch, and addresses. */
import { describe, expect, it } from 'vitest'
import { allActions, registerActions, runAction } from './actions'
import { address } from './api'
import { asProblem, isGate, Problem } from './problem'
import { touched } from './refresh'
import { fit } from './score'
import { chord, makeMatcher } from './shortcuts'

const key = (k: string, more = {}) =>
  chord({ key: k, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

describe('keys', () => {
  it('names chords as actions write them', () => {
    expect([
      key('W', { shiftKey: true }),
      key('k', { ctrlKey: true }),
      key('?', { shiftKey: true }),
      key('ArrowLeft', { shiftKey: true }),
    ]).toEqual(['shift+w', 'mod+k', '?', 'shift+arrowleft'])
  })
  it('waits a second for the second key of a sequence', () => {
    let now = 0
    const match = makeMatcher(() => now)
    const known = [
      { id: 'go.board', keys: 'g b' },
      { id: 'new', keys: 'c' },
      { id: 'find', keys: 'mod+k, /' },
    ]
    expect([match('g', known), match('b', known)]).toEqual(['wait', 'go.board'])
    expect(match('b', known)).toBeNull()
    match('g', known)
    now = 1500
    expect(match('b', known)).toBeNull()
    expect([match('/', known), match('g', known), match('c', known)]).toEqual(['find', 'wait', 'new'])
  })
})

describe('actions', () => {
  it('the newest registration of an id covers the older until it leaves', () => {
    const ran: string[] = []
    const action = (title: string) => ({ id: 'x', title, section: 's', run: () => void ran.push(title) })
    const first = registerActions([action('first')])
    const second = registerActions([action('second')])
    runAction('x')
    second()
    runAction('x')
    first()
    expect([ran, runAction('x'), allActions().length]).toEqual([['first', 'second'].reverse(), false, 0])
  })
  it('does not run what is not enabled', () => {
    const stop = registerActions([
      { id: 'y', title: 'y', section: 's', enabled: () => false, run: () => expect.unreachable() },
    ])
    expect(runAction('y')).toBe(false)
    stop()
  })
})

describe('palette', () => {
  it('prefers word starts, folds accents, marks the letters', () => {
    expect(fit('mo', 'Move to')?.ranges).toEqual([[0, 2]])
    expect(fit('dvorak', 'J. Dvořák')).not.toBeNull()
    expect((fit('roll', 'Store rollout')?.score ?? 0) > (fit('roll', 'Payroll')?.score ?? 0)).toBe(true)
    expect(fit('zzz', 'Move')).toBeNull()
  })
})

it('live ids name their records', () => {
  expect(touched(['deal_1', 'co_2', 'stage_3', 'odd_4'])).toEqual([
    ['deals', 'deal_1'],
    ['companies', 'co_2'],
    ['pipelines', 'stage_3'],
  ])
})

it('addresses carry conditions as JSON and leave out what is empty', () => {
  expect(address('/deals', { q: '', limit: 5, filter: { all: [] }, cursor: null })).toBe(
    '/deals?limit=5&filter=%7B%22all%22%3A%5B%5D%7D',
  )
})

it('problems find the message of a field', () => {
  const problem = new Problem(422, {
    code: 'invalid',
    detail: 'No',
    errors: [{ pointer: '/name', message: 'Too long' }],
  })
  expect([problem.field('name'), problem.field('other'), isGate(problem), asProblem('x').code]).toEqual([
    'Too long',
    null,
    false,
    'unknown',
  ])
})
