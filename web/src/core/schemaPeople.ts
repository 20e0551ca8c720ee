/** People on deals, their roles, and sources as the API answers them (see schema.ts). */

export type DealRole = { id: string; name: string; position: number; retired: boolean; version: number }

/** A contact on a deal; `main` is the one to turn to first. */
export type Participant = {
  id: string
  deal_id: string
  contact_id: string
  name: string
  job_title: string | null
  email: string | null
  phone: string | null
  company_name: string | null
  contact_archived: boolean
  role_id: string | null
  role_name: string | null
  created_at: string
  version: number
  main: boolean
}
export type ParticipantAnswer = { participant: Participant; seq: number }

/** A member who sees the deal of somebody else, or may change it too. */
export type Collaborator = {
  id: string
  deal_id: string
  member_id: string
  name: string
  hue: number
  may_edit: boolean
  created_at: string
  version: number
}
export type Collaborators = { items: Collaborator[]; may_share: boolean; may_edit: boolean }
export type CollaboratorAnswer = { collaborator: Collaborator; seq: number }

export type SourceKind = 'source' | 'campaign'

/** Where deals come from; only a campaign has dates and a cost, in minor units. */
export type Source = {
  id: string
  name: string
  kind: SourceKind
  parent_id: string | null
  /** What else it is or was called. */
  words: string[]
  starts_on: string | null
  ends_on: string | null
  cost: number | null
  currency: string
  archived: boolean
  version: number
}
/** A word that deals have for their source and that no source is called. */
export type UnplacedWord = { word: string; deals: number }
