/** The shapes of figures; part of schema.ts, import them from there. */
import type { Condition, Day, Instant } from './schema'

export type Unit = 'ratio' | 'money' | 'days' | 'count'
export type Metric = {
  id: string
  version: number
  name: string
  question: string
  unit: Unit
  formula: string
  basis: string
  source: string
  oracle: string | null
  segmentable: boolean
  /** What stands beside the value, and what each means. */
  parts: Record<string, string>
}
export type FigureRows = { record: 'deal'; filter: Condition; count: number }
export type FigureLabel = 'too_few' | 'indicative' | 'usable'
/** An end is null where the data do not reach it: more than can be seen yet. */
export type Interval = [number | null, number | null]
export type FigureParts = Record<string, number | null>
export type Segment = {
  key: string | number | boolean | null
  label: string
  value: number | null
  interval: Interval | null
  n: number
  label_n: FigureLabel
  parts: FigureParts
  rows: FigureRows | null
}
export type Figure = {
  id: string
  version: number
  name: string
  unit: Unit
  currency: string | null
  /** Money in minor units, maybe with a fraction; shares 0..1. */
  value: number | null
  interval: Interval | null
  n: number
  label: FigureLabel
  /** How much of what entered is resolved, 0..1. */
  maturity: number | null
  excluded: { reason: string; count: number }[]
  parts: FigureParts
  caption: string
  scope: string
  snapshot: { effective: Instant; known: Instant }
  zone: string
  /** Null for the past: lists show the present. */
  rows: FigureRows | null
  segments: Segment[] | null
}
export type FigureSummary = {
  figures: Figure[]
  stages: { stage_id: string; name: string; count: number; amount: number }[]
}

/** One stage of the way through a pipeline; see the API's description of getFunnel. */
export type StageWay = {
  stage_id: string
  name: string
  conversion: {
    entered: number
    advanced: number
    lost: number
    open: number
    moved: number
    lower: number | null
    upper: number | null
    resolved_only: number | null
    ultimate: number | null
    maturity: number | null
    label: FigureLabel
    skipped: number
  }
  stay: {
    stays: number
    open: number
    median: number | null
    p25: number | null
    p75: number | null
    longer_than: number
    completed_median: number | null
  }
  drop_off: {
    lost_at_exit: number
    value: number
    days: number
    share_of_count: number | null
    share_of_value: number | null
    share_of_days: number | null
    after_regress: number
    slow: number
    reasons: Record<string, number>
  }
}
export type Funnel = {
  pipeline_id: string
  version: number
  stages: StageWay[]
  whole: { entered: number; won: number; lost: number; open: number; moved: number }
  currency: string
  caption: string
  scope: string
  snapshot: { effective: Instant; known: Instant }
  zone: string
}

/** What a period is to bring, for everybody or a part of the workspace; the last day is left out. */
export type Target = {
  id: string
  name: string
  starts_on: Day
  ends_on: Day
  pipeline_id: string | null
  team_id: string | null
  member_id: string | null
  amount: number
  currency: string
  archived: boolean
  version: number
}
export type Verdict = 'met' | 'below' | 'within' | 'above'
export type CoverageAmounts = { count: number; value: number; rows: FigureRows | null }
/** How the open value stands to what is missing of a target; see the API's description of getCoverage. */
export type Coverage = {
  target: Target
  currency: string
  won: CoverageAmounts
  gap: number
  open: CoverageAmounts
  expected: CoverageAmounts
  undated: CoverageAmounts
  elsewhere: CoverageAmounts
  overdue: CoverageAmounts
  literal: number
  in_period: number | null
  weighted_value: number
  weighted: number | null
  before: { starts_on: Day; ends_on: Day; day: Day; open_value: number; won_value: number; ratio: number }[]
  required: number | null
  band: [number, number]
  measured: boolean
  verdict: Verdict
  chances: {
    stage_id: string
    name: string
    deals: number
    won: number
    chance: number
    basis: 'stage' | 'all_stages' | 'probability'
  }[]
  excluded: { reason: string; count: number }[]
}

/** One unit of `currency` is `rate`, a decimal, of `base` from a local day until the next one's. */
export type ExchangeRate = {
  id: string
  currency: string
  base: string
  starts_on: Day
  rate: string
  archived: boolean
  version: number
}
