/** The shapes of the API, held against its description in contract.ts. Long because screens read them in one place. */
export type Instant = string
export type Day = string

export type Role = 'owner' | 'admin' | 'manager' | 'seller' | 'success' | 'viewer'
export type Permission =
  | 'deal.create'
  | 'deal.edit'
  | 'deal.assign'
  | 'deal.move'
  | 'deal.close'
  | 'deal.reopen'
  | 'deal.archive'
  | 'deal.delete'
  | 'deal.bulk'
  | 'deal.merge'
  | 'company.edit'
  | 'contact.edit'
  | 'product.edit'
  | 'pipeline.edit'
  | 'custom_field.edit'
  | 'source.edit'
  | 'member.edit'
  | 'team.edit'
  | 'member.hand_over'
  | 'member_role.edit'
  | 'workspace.edit'
  | 'activity.edit'
  | 'import.run'
  | 'export.run'
  | 'token.edit'
  | 'journal.read'
  | 'audit.read'
  | 'totals.team'
  | 'target.edit'
  | 'exchange_rate.edit'

export type Page<T> = { items: T[]; next: string | null; total?: number; total_is_bound?: boolean }

export type Op = 'in' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'has' | 'empty' | 'filled' | string
export type Clause = { field: string; op: Op; value?: unknown }
export type Condition = { all: (Clause | Condition)[] } | { any: (Clause | Condition)[] }

// The audit log
export type AuditChange = { field: string; label: string; before: string | null; after: string | null }
export type AuditEntry = {
  seq: number
  recorded_at: Instant
  occurred_at: Instant
  actor_id: string | null
  actor_name: string | null
  origin: string
  /** The browser and system of a session, or a token's name. */
  device: string | null
  kind: string
  sentence: string
  record: string
  subject: string
  subject_name: string | null
  changes: AuditChange[]
}

// Session and members
export type Member = {
  id: string
  name: string
  email: string | null
  role: Role
  own_role_id: string | null
  status: 'active' | 'invited' | 'unclaimed' | 'inactive'
  team_id: string | null
  hue: number
  version: number
}
export type Workspace = {
  id: string
  name: string
  base_currency: string
  zone: string
  fiscal_month: number
  week_start: number
  version: number
  /** How many days back a member may enter what happened. */
  backdating_days: number
}
export type Session = {
  member: Member
  workspace: Workspace
  workspaces: { id: string; name: string }[]
  permissions: string[]
  seq: number
}
/** One of the person's own sessions; the id names it and signs nobody in. */
export type OwnSession = {
  id: string
  current: boolean
  browser: string | null
  system: string | null
  by_link: boolean
  created_at: Instant
  seen_at: Instant
}
/** Sign-in's answer to a right password where a code is asked for too. */
export type CodeNeeded = { pending: string; expires_at: Instant }
export type SecondFactor = { on: boolean; since: Instant | null; recovery_codes_left: number; has_password: boolean }
export type NewFactor = { secret: string; uri: string; qr: { size: number; path: string } }
export type Invitation = { workspace_name: string; name: string; email: string | null }
export type InvitationLink = { url: string | null; expires_at: Instant }
export type Team = {
  id: string
  name: string
  manager_id: string | null
  parent_id: string | null
  region: string | null
  archived: boolean
  version: number
}
export type Reach = 'everyone' | 'tree' | 'team' | 'own'
/** A preset, whose id is its name, or a role of the workspace's own. */
export type MemberRole = {
  id: string
  name: string
  base: Role
  permissions: string[]
  reach: Reach
  preset: boolean
  archived: boolean
  version: number
}
export type TokenScope = 'read' | 'write' | 'import' | 'admin'
export type Token = {
  id: string
  member_id: string
  name: string
  scopes: TokenScope[]
  created_at: Instant
  last_used_at: Instant | null
  expires_at: Instant | null
  secret?: string | null
}

// Companies and products
export type Company = {
  id: string
  name: string
  domain: string | null
  sector: string | null
  country: string | null
  region: string | null
  revenue: number | null
  currency: string
  employees: number | null
  founded: number | null
  parent_id: string | null
  parent_name: string | null
  owner_id: string | null
  custom: Record<string, unknown>
  archived: boolean
  version: number
  created_at: Instant
}
export type Contact = {
  id: string
  name: string
  given_name: string | null
  family_name: string | null
  job_title: string | null
  emails: { address: string; label: string | null }[]
  phones: { number: string; label: string | null }[]
  /** The first of the list. */
  email: string | null
  phone: string | null
  company_id: string | null
  company_name: string | null
  owner_id: string | null
  owner_name: string | null
  custom: Record<string, unknown>
  external_source: string | null
  external_id: string | null
  archived: boolean
  version: number
  created_at: Instant
}
export type Alike = { id: string; name: string; company_name: string | null; address: string }
export type Product = {
  id: string
  name: string
  series: string | null
  list_price: number | null
  currency: string
  archived: boolean
  version: number
}

// Pipelines
export type StageKind = 'open' | 'won' | 'lost'
export type Criterion = { kind: 'field_filled'; field: string }
export type Stage = {
  id: string
  pipeline_id: string
  name: string
  kind: StageKind
  position: number
  purpose: string | null
  expected_days: number | null
  probability: number | null
  qualifying: boolean
  hue: number
  criteria: Criterion[]
  retired: boolean
  version: number
}
export type Pipeline = { id: string; name: string; version: number; archived: boolean; stages: Stage[] }
export type ReasonKind = 'lost' | 'no_decision' | 'disqualified' | 'deleted'
export type LostReason = {
  id: string
  name: string
  kind: ReasonKind
  position: number
  retired: boolean
  version: number
}

// Board and deals
export type ActivityKind = 'task' | 'call' | 'meeting' | 'note' | 'email'
export type DealStatus = 'open' | 'won' | 'lost' | string
export type Card = {
  id: string
  number: number
  name: string
  company_id: string | null
  company_name: string | null
  amount: number | null
  currency: string
  expected_close: Day | null
  owner_id: string | null
  stage_id: string
  status: DealStatus
  stage_since: Instant
  closed_at: Instant | null
  next_activity_id: string | null
  next_kind: ActivityKind | null
  next_subject: string | null
  next_due: Instant | null
  /** The day on which it wakes; on it and after it means nothing. */
  snoozed_until: Day | null
  rank: string
  version: number
}
/** Money in another currency than the workspace's is never added to it. */
export type OtherSum = { currency: string; count: number; amount: number }
export type Sums = { count: number; amount: number; weighted: number; others: OtherSum[] }
export type ColumnHead = Sums & { stage_id: string }
export type Column = ColumnHead & { cards: Card[]; next: string | null }
export type Board = {
  pipeline_id: string
  seq: number
  currency: string
  totals: Sums
  columns: Column[]
}
export type BoardCards = { cards: Card[]; next: string | null }
export type BoardChanges = {
  seq: number
  cards: Card[]
  gone: string[]
  columns: ColumnHead[]
  totals: Sums
  refetch: boolean
}

export type Deal = Card & {
  /** “lines”: the amount is what the lines come to. */
  amount_from: 'lines' | null
  pipeline_id: string
  stage_name: string
  product_id: string | null
  product_name: string | null
  owner_name: string | null
  source: string | null
  deal_type: string | null
  created_at: Instant
  created_precision: 'instant' | 'date' | 'unknown'
  closed_precision: 'instant' | 'date' | null
  lost_reason_id: string | null
  lost_note: string | null
  standing: 'live' | 'archived' | 'deleted' | 'removed'
  exit_stage_id: string | null
  custom: Record<string, unknown>
  external_id: string | null
  external_source: string | null
  description: string | null
  removal: Removal | null
  removed_at: Instant | null
  merged_into_id: string | null
}
export type DeleteReason = 'test' | 'duplicate' | 'mistake' | 'other'
export type Removal = DeleteReason | 'merged'
export type DealAnswer = { deal: Deal; seq: number; columns: ColumnHead[] }
export type Unmet = {
  criterion: string
  kind: 'field_filled'
  field: string
  label: string
  type: FieldType
  sentence: string
  how: string
  who: string
}
export type Actor = { id: string; name: string; hue: number }
export type TimelineEntry = {
  seq: number | null
  at: Instant
  recorded_at: Instant
  actor: Actor | null
  origin: string
  kind: string
  sentence: string
  changes: { field: string; label: string; before: string | null; after: string | null }[]
  activity: Activity | null
  undone: boolean
  can_undo: boolean
  data?: { note?: string; exit?: string }
}
export type Timeline = { planned: Activity[]; items: TimelineEntry[]; next: string | null }
export type ActivityAnswer = { activity: Activity; seq: number }
export type Visit = {
  stage_id: string
  stage_name: string
  entered_at: Instant
  left_at: Instant | null
  exit: 'advance' | 'skip' | 'regress' | 'won' | 'lost' | 'moved' | 'reopened' | 'removed' | null
  days: number
  /** It began before we knew of the deal. */
  truncated: boolean
}
export type Activity = {
  id: string
  deal_id: string | null
  company_id: string | null
  kind: ActivityKind
  subject: string
  body: string | null
  due_at: Instant | null
  due_precision: 'instant' | 'date' | null
  done_at: Instant | null
  direction: 'in' | 'out' | null
  human: boolean
  owner_id: string | null
  outcome: string | null
  created_at: Instant
  version: number
  status: 'planned' | 'done' | 'cancelled'
}

// Catalogue, search, live
export type FieldType = 'text' | 'number' | 'money' | 'date' | 'instant' | 'choice' | 'user' | 'link' | 'flag'
export type Field = {
  name: string
  label: string
  type: FieldType
  abilities: ('filter' | 'sort' | 'group' | 'edit' | 'import')[]
  choices: { value: string; label: string }[]
  /** What a link points to: company, product, stage, pipeline. */
  links: string | null
  currency: string | null
}
/** A deal that may be the same one; `likeness` of the names is 0 to 1. */
export type AlikeDeal = {
  id: string
  number: number
  name: string
  status: Deal['status']
  stage_name: string
  amount: number | null
  currency: string
  why: string
  likeness: number
}
export type SearchHit = {
  type: 'deal' | 'company' | 'contact'
  id: string
  title: string
  subtitle: string | null
  /** Counted in characters, not in the units of a JavaScript string. */
  ranges: [number, number][]
  matched: string | null
  near: string | null
}
/** `reset`: too much has changed to list; load again what is shown. */
export type LiveEvent = { seq: number; ids: string[]; kinds: string[]; reset?: boolean }

export type * from './schemaBulk'
export type * from './schemaFigures'
export type * from './schemaImports'
export type * from './schemaLines'
export type * from './schemaPeople'
