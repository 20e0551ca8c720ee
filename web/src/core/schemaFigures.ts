/** The shapes of figures; part of schema.ts, import them from there. */
import type { Condition, Instant } from './schema'

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
