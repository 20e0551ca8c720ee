/** Moving stages, with retired ones in between. */
import { describe, expect, it } from 'vitest'
import type { Pipeline, Stage } from '~/core/schema'
import { liveOpen, positionFor, reordered } from './stageOrder'

const stage = (id: string, position: number, more: Partial<Stage> = {}) =>
  ({ id, position, kind: 'open', retired: false, ...more }) as Stage
const stages = [
  stage('a', 0),
  stage('old', 1, { retired: true }),
  stage('b', 2),
  stage('c', 3),
  stage('d', 4),
  stage('won', 5, { kind: 'won' }),
]
const pipeline = { id: 'p', stages } as Pipeline
const after = (id: string, to: number) => {
  const position = positionFor(stages, id, to)
  return position === null
    ? null
    : liveOpen(reordered(pipeline, id, position).stages)
        .map((s) => s.id)
        .join('')
}

describe('positionFor and reordered', () => {
  it('put a stage where it is wanted among the live ones', () => {
    expect(after('c', 0)).toBe('cabd')
    expect(after('a', 2)).toBe('bcad')
    expect(after('a', 3)).toBe('bcda')
    expect(after('d', 1)).toBe('adbc')
    expect(after('b', 2)).toBe('acbd')
  })
  it('stop at the ends and say when nothing moves', () => {
    expect(after('a', -1)).toBeNull()
    expect(after('d', 9)).toBeNull()
    expect(positionFor(stages, 'old', 0)).toBeNull()
  })
  it('keep won and lost last', () => {
    const made = reordered(pipeline, 'a', positionFor(stages, 'a', 3) ?? 0).stages
    expect(made[made.length - 1]?.id).toBe('won')
  })
})
