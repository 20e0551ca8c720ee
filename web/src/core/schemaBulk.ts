/** The shapes of changes of many deals; part of schema.ts, import them from there. */
import type { OwnKind } from './ownFields'
import type { Condition, Instant } from './schema'

export type BulkVerb = 'edit' | 'move' | 'assign' | 'lose' | 'snooze' | 'wake' | 'archive' | 'restore' | 'delete'
/** What a change does: a verb of deals, handing over what a member has, or another kind for a field. */
export type Doing = BulkVerb | 'hand_over' | 'convert'
export type BulkStatus = 'applying' | 'applied' | 'cancelled' | 'failed' | 'undoing' | 'undone'
/** The deals by their ids, or those that a list with this filter shows. */
export type Chosen = { ids?: string[] | null; filter?: Condition | null; q?: string | null }
export type NewBulk = {
  deals: Chosen
  verb: BulkVerb
  payload: Record<string, unknown>
  whole?: boolean
  count?: number
}
/** A deal; without a name where one may not see it. */
export type BulkExample = { id: string; name: string | null }
/** Why deals stay as they are, with the first of them. */
export type BulkReason = { code: string; sentence: string; count: number; examples: BulkExample[] }
export type BulkResult = {
  changed: number
  unchanged: number
  refused: number
  examples: BulkExample[]
  reasons: BulkReason[]
  undone: number
  left: number
}
export type BulkPreview = { count: number; result: BulkResult }
export type Bulk = {
  id: string
  status: BulkStatus
  created_at: Instant
  created_by: string | null
  verb: Doing
  payload: Record<string, unknown>
  whole: boolean
  total: number
  done: number
  result: BulkResult
  error: string | null
  can_undo: boolean
  version: number
}
export type Owned = 'deal' | 'company' | 'contact' | 'activity' | 'target'
export type NewHandOver = {
  to?: string
  team_id?: string
  what?: Owned[]
  closed?: boolean
  count?: number
}
export type HandOverPreview = {
  count: number
  deals: number
  closed: number
  companies: number
  contacts: number
  activities: number
  targets: number
}
export type NewConversion = { kind: OwnKind; version?: number; currency?: string; count?: number }
export type Unfit = { id: string; name: string; value: string }
/** What would become of the values of a field; `becoming` and `unfit` are the first of each. */
export type ConversionPreview = {
  count: number
  fit: number
  left: number
  becoming: (Unfit & { becomes: string })[]
  unfit: Unfit[]
  options: string[]
}
