/** Edits of the plan. */
import { describe, expect, it } from 'vitest'
import type { Import, ImportColumn, Plan, PlanColumn, Stage, StagePlan } from '~/core/schema'
import {
  certaintyOf,
  openOrder,
  placed,
  ready,
  setCreate,
  setDateOrder,
  setField,
  setRecord,
  setSkip,
  setStage,
  setValue,
  shiftStage,
  stageRank,
  setPipeline,
  unplaced,
  valued,
} from './plan'

const own = (index: number, field: string | null, more: Partial<PlanColumn> = {}): PlanColumn => ({
  index,
  field,
  date_order: null,
  date_evidence: [],
  decimal: null,
  scale: 1,
  values: {},
  ...more,
})
const stage = (kind: StagePlan['kind'], position = 0): StagePlan => ({ kind, position, stage_id: null })
const plan: Plan = {
  files: [
    {
      index: 0,
      record: 'deals',
      skip: false,
      columns: [
        own(0, 'external_id'),
        own(1, 'product_id'),
        own(2, 'created_at', { date_order: 'ymd' }),
        own(3, 'closed_at', { date_order: 'ymd' }),
        own(4, 'stage_id'),
      ],
    },
    { index: 1, record: 'products', skip: false, columns: [own(0, 'name')] },
  ],
  options: {
    currency: 'USD',
    pipeline_id: null,
    pipeline_name: null,
    stages: { Won: stage('won'), New: stage('open'), Demo: stage('open', 1) },
    missing_amount: 'leave',
    missing_close: 'refuse',
    early_close: 'refuse',
    closes: 'first',
    create_missing: { companies: true, products: true, members: true },
    match_on: 'external_id',
    matched: 'leave',
  },
}
const column = (index: number, name: string, more: Partial<ImportColumn> = {}): ImportColumn => ({
  index,
  name,
  samples: [],
  filled: 1,
  distinct: 1,
  field: null,
  distinct_is_bound: false,
  certainty: 2,
  why: '',
  dates: null,
  values: [],
  ...more,
})
const file = { name: '', size: 0, encoding: 'utf-8', delimiter: ',', rows: 1, unreadable: 0 }
const imp: Pick<Import, 'files'> = {
  files: [
    {
      ...file,
      index: 0,
      record: 'deals',
      vendor: null,
      columns: [
        column(0, 'id', { field: 'external_id' }),
        column(1, 'product', { values: [{ value: 'GTXPro', count: 2, match: 'GTX Pro', certainty: 2, why: '' }] }),
        column(2, 'from'),
        column(3, 'to'),
        column(4, 'stage'),
      ],
    },
    { ...file, index: 1, record: 'products', vendor: null, columns: [column(0, 'product')] },
  ],
}

describe('columns', () => {
  it('give a field to one column only', () => {
    const next = setField(plan, 0, 3, 'external_id')
    expect(next.files[0]?.columns.map((c) => c.field)).toEqual([
      null,
      'product_id',
      'created_at',
      'external_id',
      'stage_id',
    ])
    expect(plan.files[0]?.columns[0]?.field).toBe('external_id')
    expect(next.files[1]).toBe(plan.files[1])
  })
  it('take a stage for dates of entry, several columns side by side', () => {
    const first = setField(plan, 0, 3, 'entered', { title: 'Date entered "Offer (Sales)"' })
    const both = setField(first, 0, 2, 'entered', { title: 'Went to Demo' })
    expect(both.files[0]?.columns.map((c) => c.stage ?? null)).toEqual([null, null, 'Went to Demo', 'Offer', null])
    expect(setField(both, 0, 3, null).files[0]?.columns[3]).toMatchObject({ field: null, stage: null })
  })
  it('let go of what stands for values when they become another field', () => {
    const fixed = setValue(plan, 0, 1, 'x', 'y')
    expect(setField(fixed, 0, 1, null).files[0]?.columns[1]?.values).toMatchObject({ x: { to: 'y' } })
    expect(setField(fixed, 0, 1, 'amount').files[0]?.columns[1]?.values).toEqual({})
  })
  it('lose fields that another kind of record does not know', () => {
    const next = setRecord(plan, 0, 'companies', new Set(['external_id']))
    expect(next.files[0]?.columns.map((c) => c.field)).toEqual(['external_id', null, null, null, null])
  })
  it('take one date order together', () => {
    const next = setDateOrder(plan, 0, [2, 3], 'dmy')
    expect(next.files[0]?.columns.map((c) => c.date_order)).toEqual([null, null, 'dmy', 'dmy', null])
  })
  it('are certain when chosen by hand', () => {
    const found = column(0, 'x', { field: 'name' })
    expect(certaintyOf(found, own(0, 'name'))).toEqual({ level: 2, byHand: false })
    expect(certaintyOf(found, own(0, null))).toEqual({ level: 3, byHand: true })
  })
})

describe('values', () => {
  it('are set and taken back', () => {
    const set = setValue(plan, 0, 1, 'GTXPro', 'GTX Pro')
    expect(set.files[0]?.columns[1]?.values).toEqual({ GTXPro: { to: 'GTX Pro' } })
    expect(setValue(set, 0, 1, 'GTXPro', undefined).files[0]?.columns[1]?.values).toEqual({})
  })
  it('of stages stand in the options', () => {
    expect(setStage(plan, 'Engaging', { stage_id: 'stage_1' }).options.stages.Engaging).toEqual({
      kind: 'open',
      position: 0,
      stage_id: 'stage_1',
    })
    expect(openOrder(plan)).toEqual(['New', 'Demo'])
    expect(openOrder(shiftStage(plan, 'Demo', -1))).toEqual(['Demo', 'New'])
    expect(shiftStage(plan, 'Demo', 1)).toBe(plan)
    expect(['Won', 'Demo', 'New'].toSorted((a, b) => stageRank(plan)(a) - stageRank(plan)(b))).toEqual([
      'New',
      'Demo',
      'Won',
    ])
    expect(setCreate(plan, 'members', false).options.create_missing).toEqual({
      companies: true,
      products: true,
      members: false,
    })
  })
})

describe('an existing pipeline', () => {
  const named = (id: string, name: string, kind: StagePlan['kind']) => ({ id, name, kind, retired: false }) as Stage
  const pipeline = {
    id: 'pipe_1',
    stages: [named('s1', 'new', 'open'), named('s2', 'Signed', 'won'), named('s3', 'Lost', 'lost')],
  }
  it('takes stages by name, outcomes by kind, and names what is left', () => {
    const next = setPipeline(plan, pipeline)
    expect(next.options.pipeline_id).toBe('pipe_1')
    expect(next.options.stages.New?.stage_id).toBe('s1')
    expect(next.options.stages.Won?.stage_id).toBe('s2')
    expect(unplaced(next)).toEqual(['Demo'])
    expect(unplaced(setPipeline(next, null))).toEqual([])
  })
})

describe('what is used', () => {
  it('leaves out skipped files', () => {
    const next = setSkip(plan, 1, true)
    expect(placed(imp, next).map((p) => p.file.index)).toEqual([0])
    expect(placed(imp, next, false)).toHaveLength(2)
    const [deals] = placed(imp, plan)
    expect(deals && valued(deals).map((c) => c.found.name)).toEqual(['product'])
  })
  it('is enough when each file has what its records need', () => {
    expect(ready(imp, plan)).toBe(true)
    expect(ready(imp, setField(plan, 1, 0, null))).toBe(false)
    expect(ready(imp, setSkip(setSkip(plan, 0, true), 1, true))).toBe(false)
  })
})
