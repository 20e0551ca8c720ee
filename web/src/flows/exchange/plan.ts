/** Edits of an import's plan as pure functions: each answers a new plan and keeps what it does not touch. */
import type {
  Certainty,
  DateOrder,
  Import,
  ImportColumn,
  ImportFile,
  ImportRecord,
  Pipeline,
  Plan,
  PlanColumn,
  PlanFile,
  PlanOptions,
  StagePlan,
} from '~/core/schema'

const withFile = (plan: Plan, file: number, change: (f: PlanFile) => PlanFile): Plan => ({
  ...plan,
  files: plan.files.map((f) => (f.index === file ? change(f) : f)),
})

export const setColumn = (plan: Plan, file: number, column: number, change: Partial<PlanColumn>): Plan =>
  withFile(plan, file, (f) => ({
    ...f,
    columns: f.columns.map((c) => (c.index === column ? { ...c, ...change } : c)),
  }))

export const setSkip = (plan: Plan, file: number, skip: boolean): Plan => withFile(plan, file, (f) => ({ ...f, skip }))

/** What a file's rows are. Fields that the other kind of record does not know are let go. */
export const setRecord = (plan: Plan, file: number, record: ImportRecord, known: ReadonlySet<string>): Plan =>
  withFile(plan, file, (f) => ({
    ...f,
    record,
    columns: f.columns.map((c) => (c.field && !known.has(c.field) ? { ...c, field: null, stage: null } : c)),
  }))

export const ENTERED = 'entered'
/** `Date entered "Offer (Sales)"` as `Offer`, as the server reads it; any other title as it is. */
export const stageIn = (title: string): string =>
  title
    .trim()
    .replace(/^(date )?entered (stage )?["“']?(.+?)["”']?$/i, '$3')
    .replace(/ \([^()]+\)$/, '')

/** Gives a column a field, or none. A field has one column: whoever had it loses it. What stands for the column's
    values was meant for the field that it had or was taken for, `guessed`. */
export function setField(
  plan: Plan,
  file: number,
  column: number,
  field: string | null,
  { guessed, title }: { guessed?: string | null; title?: string } = {},
): Plan {
  return withFile(plan, file, (f) => ({
    ...f,
    columns: f.columns.map((c) => {
      const stage = field === ENTERED ? (c.stage ?? stageIn(title ?? '')) : null
      const kept = field === null || field === c.field || field === guessed
      if (c.index === column) return { ...c, field, stage, values: kept ? c.values : {} }
      return field !== null && field !== ENTERED && c.field === field ? { ...c, field: null } : c
    }),
  }))
}

/** A file seldom writes dates in two ways: the order goes to all its columns in `columns`. */
export const setDateOrder = (plan: Plan, file: number, columns: number[], order: DateOrder): Plan =>
  columns.reduce((now, column) => setColumn(now, file, column, { date_order: order }), plan)

/** What a value of a column stands for: a name, null for nothing; undefined takes the decision back. */
export function setValue(plan: Plan, file: number, column: number, value: string, to: string | null | undefined): Plan {
  const now = plan.files.find((f) => f.index === file)?.columns.find((c) => c.index === column)?.values ?? {}
  const { [value]: _, ...rest } = now
  return setColumn(plan, file, column, { values: to === undefined ? rest : { ...rest, [value]: { to } } })
}

export const setOption = (plan: Plan, change: Partial<PlanOptions>): Plan => ({
  ...plan,
  options: { ...plan.options, ...change },
})

/** A stage of the file becomes an existing stage, or a new one of a kind. */
export function setStage(plan: Plan, value: string, change: Partial<StagePlan>): Plan {
  const now = plan.options.stages[value] ?? { kind: 'open', position: 0, stage_id: null }
  return setOption(plan, { stages: { ...plan.options.stages, [value]: { ...now, ...change } } })
}

/** Takes an existing pipeline for the stages of the file, each put where its name or its kind says; null makes a new one. */
export function setPipeline(plan: Plan, pipeline: Pick<Pipeline, 'id' | 'stages'> | null): Plan {
  const live = pipeline?.stages.filter((s) => !s.retired) ?? []
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()
  const stages = Object.entries(plan.options.stages).map(([value, now]): [string, StagePlan] => {
    const named = live.find((s) => same(s.name, value))
    const stage = named ?? (now.kind === 'open' ? undefined : live.find((s) => s.kind === now.kind))
    if (now.kind === 'none') return [value, now]
    return [value, { ...now, kind: stage?.kind ?? now.kind, stage_id: stage?.id ?? null }]
  })
  return setOption(plan, { pipeline_id: pipeline?.id ?? null, stages: Object.fromEntries(stages) })
}

/** Stages of the file that have no place in the chosen pipeline yet. */
export const unplaced = (plan: Plan): string[] =>
  plan.options.pipeline_id === null
    ? []
    : Object.entries(plan.options.stages)
        .filter(([, s]) => s.stage_id === null && s.kind !== 'none')
        .map(([value]) => value)

/** Moves a stage of the pipeline to make one place up or down among the open ones. */
export function shiftStage(plan: Plan, value: string, step: 1 | -1): Plan {
  const open = openOrder(plan)
  const at = open.indexOf(value)
  const to = at + step
  if (at < 0 || to < 0 || to >= open.length) return plan
  const order = open.toSpliced(at, 1).toSpliced(to, 0, value)
  return order.reduce((now, name, position) => setStage(now, name, { position }), plan)
}

/** The open stages of the file in the order that the new pipeline will have. */
export const openOrder = (plan: Plan): string[] =>
  Object.entries(plan.options.stages)
    .filter(([, s]) => s.kind === 'open')
    .toSorted(([a, x], [b, y]) => x.position - y.position || a.localeCompare(b))
    .map(([name]) => name)

/** Where a stage of the file stands in lists: open ones in their order, then won, then lost. */
export function stageRank(plan: Plan): (value: string) => number {
  const order = openOrder(plan)
  return (value) => {
    const at = order.indexOf(value)
    return at >= 0
      ? at
      : { open: order.length, won: order.length + 1, lost: order.length + 2, none: order.length + 3 }[
          plan.options.stages[value]?.kind ?? 'open'
        ]
  }
}

export const setCreate = (plan: Plan, what: keyof PlanOptions['create_missing'], on: boolean): Plan =>
  setOption(plan, { create_missing: { ...plan.options.create_missing, [what]: on } })

export type PlacedColumn = { found: ImportColumn; plan: PlanColumn }
export type Placed = { file: ImportFile; plan: PlanFile; columns: PlacedColumn[] }

/** Files with their part of the plan, column beside column; `used` leaves out the skipped. */
export function placed(imp: Pick<Import, 'files'>, plan: Plan, used = true): Placed[] {
  return imp.files.flatMap((file) => {
    const own = plan.files.find((f) => f.index === file.index)
    if (!own || (used && own.skip)) return []
    const columns = file.columns.flatMap((found) => {
      const column = own.columns.find((c) => c.index === found.index)
      return column ? [{ found, plan: column }] : []
    })
    return [{ file, plan: own, columns }]
  })
}

/** Columns of dates that are written in digits, so that their order had to be decided. */
export const dated = (p: Placed): PlacedColumn[] =>
  p.columns.filter(
    (c) => c.plan.field !== null && c.found.dates?.orders.some((o) => !['iso', 'text'].includes(o.order)),
  )

/** Columns whose values need a partner: those with suggestions and a field. */
export const valued = (p: Placed): PlacedColumn[] =>
  p.columns.filter((c) => c.plan.field !== null && c.found.values.length > 0)

/** How sure a column's decision is: a choice by hand that differs from the guess is certain. */
export function certaintyOf(found: ImportColumn, plan: PlanColumn): { level: Certainty; byHand: boolean } {
  const byHand = found.field !== plan.field
  return { level: byHand ? 3 : found.certainty, byHand }
}

/** The field that a kind of record cannot do without, if no column fills it. Deals get their name from company and product, contacts from its parts or an address. */
export function missing(p: Placed): string | null {
  const needs: Partial<Record<ImportRecord, string[]>> = {
    deals: [],
    contacts: [],
    events: ['case', 'activity', 'time'],
  }
  const filled = new Set(p.columns.map((c) => c.plan.field))
  return (needs[p.plan.record] ?? ['name']).find((field) => !filled.has(field)) ?? null
}

/** Whether nothing stands in the way of the check: something to import, and each file has what it needs. */
export function ready(imp: Pick<Import, 'files'>, plan: Plan): boolean {
  const files = placed(imp, plan)
  return files.length > 0 && files.every((p) => missing(p) === null)
}
