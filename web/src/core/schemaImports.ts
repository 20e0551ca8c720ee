/** The shapes of imports; part of schema.ts, import them from there. */
import type { Instant, StageKind } from './schema'

export type ImportStatus =
  | 'draft'
  | 'checking'
  | 'checked'
  | 'applying'
  | 'applied'
  | 'cancelled'
  | 'failed'
  | 'undoing'
  | 'undone'
export type ImportRecord = 'deals' | 'companies' | 'products' | 'members' | 'contacts' | 'events'
/** 3 certain, 2 likely, 1 please look, 0 a guess. */
export type Certainty = number
export type ValueSuggestion = {
  value: string
  count: number
  match: string | null
  certainty: Certainty
  why: string
}
export type DateOrder = 'iso' | 'mdy' | 'dmy' | 'ymd' | 'text'
/** One order in which a column's dates may be written, and what speaks for it. `example`: as written, and the day it is. */
export type DateReading = {
  order: DateOrder
  form: string
  valid: number
  invalid: number
  ambiguous: number
  example: string[]
  proofs: { says: string; agrees: number; of: number }[]
}
/** The orders weighed, the best first. */
export type ImportDates = { certain: boolean; evidence: string[]; orders: DateReading[] }
export type ImportColumn = {
  index: number
  name: string
  samples: string[]
  filled: number
  distinct: number
  distinct_is_bound: boolean
  field: string | null
  certainty: Certainty
  why: string
  dates: ImportDates | null
  values: ValueSuggestion[]
}
export type ImportFile = {
  index: number
  name: string
  size: number
  encoding: string
  delimiter: string
  rows: number
  unreadable: number
  record: ImportRecord
  columns: ImportColumn[]
  /** The system whose export it looks like. */
  vendor: 'Salesforce' | 'HubSpot' | 'Pipedrive' | null
}
/** How files of one header are read, kept for the next one. `mended`: values for which something else stands. */
export type ImportMapping = {
  id: string
  name: string
  record: ImportRecord
  columns: string[]
  mapped: number
  mended: number
  created_at: Instant
  archived: boolean
  version: number
}
export type MappingProposal = { file: number; mapping: ImportMapping }
/** `scale`: how many units 1 stands for, for money in thousands or millions, for discounts in parts of one. */
export type PlanColumn = {
  index: number
  field: string | null
  date_order: DateOrder | null
  date_evidence: string[]
  decimal: '.' | ',' | null
  scale: 1 | 100 | 1000 | 1000000 | 1000000000
  values: Record<string, { to: string | null }>
  /** The stage that the dates of a column with the field "entered" are about. */
  stage?: string | null
}
export type PlanFile = { index: number; record: ImportRecord; skip: boolean; columns: PlanColumn[] }
/** `none`: an activity of an event log that is no stage. */
export type PlanStageKind = StageKind | 'none'
export type StagePlan = { kind: PlanStageKind; position: number; probability?: number | null; stage_id: string | null }
export type PlanOptions = {
  currency: string
  pipeline_id: string | null
  pipeline_name: string | null
  stages: Record<string, StagePlan>
  missing_amount: 'leave' | 'list_price' | 'list_price_all'
  missing_close: 'refuse' | 'import_day'
  early_close: 'refuse' | 'unknown_beginning'
  /** When a case of an event log ends: with the first activity that wins or loses it, or only with its last stage. */
  closes: 'first' | 'last'
  create_missing: { companies: boolean; products: boolean; members: boolean }
  match_on: 'external_id' | 'nothing'
  /** What becomes of records that are here already: they stay, or take the values of the file. */
  matched: 'leave' | 'update'
}
export type Plan = { files: PlanFile[]; options: PlanOptions }
export type ImportProgress = { phase: string; done: number; total: number }
/** Deals without a value, and what they come to at list price. */
export type Priced = { rows: number; currency: string; amount: number }
export type ImportResult = {
  created: Record<string, number>
  matched: Record<string, number>
  refused: number
  files: { index: number; rows: number; created: number; matched: number; refused: number; warnings: number }[]
  by_stage: Record<string, number>
  missing_open: Priced
  missing_closed: Priced
  /** Of the matched, those that take other values. */
  changed: Record<string, number>
  undone: number
  left: number
}
type ImportState = {
  id: string
  status: ImportStatus
  created_at: Instant
  created_by: string | null
  progress: ImportProgress | null
  result: ImportResult | null
  problems: number
  error: string | null
  can_undo: boolean
  version: number
}
export type ImportSummary = ImportState & { names: string[]; rows: number }
export type Import = ImportState & { files: ImportFile[]; plan: Plan }
/** Rows with the same wrong value in the same column. `value` null: nothing stands there; `column` null: it is about the row. */
export type ProblemGroup = {
  file: number
  column: string | null
  severity: 'refused' | 'warning'
  value: string | null
  message: string
  messages: number
  rows: number
  first_row: number
}
export type ImportProblem = {
  file: number
  /** The header is row 1. */
  row: number
  column: string | null
  severity: 'refused' | 'warning' | 'change'
  message: string
  value: string | null
}
