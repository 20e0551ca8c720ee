/** What is half-written in the composer of each deal: it survives tabs, panels and other deals until the page is left. */
import { runAction } from '~/core/actions'
import { makeStore } from '~/core/store'
import type { ActivityKind } from '~/core/schema'

export type ComposerKind = Extract<ActivityKind, 'note' | 'call' | 'meeting' | 'task'>
export type Draft = {
  kind: ComposerKind
  /** To plan, instead of logging what was done. */
  plan: boolean
  subject: string
  body: string
  day: string
  time: string
  direction: 'in' | 'out'
  /** Absent = oneself. */
  owner: string | null
  open: boolean
}

export const emptyDraft = (kind: ComposerKind = 'note', plan = kind === 'task'): Draft => ({
  kind,
  plan,
  subject: '',
  body: '',
  day: '',
  time: '',
  direction: 'out',
  owner: null,
  open: false,
})

const store = makeStore<{ drafts: Record<string, Draft> }>({ drafts: {} })
export const draftStore = store

export const draftOf = (dealId: string): Draft => store.get().drafts[dealId] ?? emptyDraft()
export function setDraft(dealId: string, draft: Draft): void {
  store.set({ drafts: { ...store.get().drafts, [dealId]: draft } })
}
export function dropDraft(dealId: string, kind: ComposerKind): void {
  const { [dealId]: _, ...rest } = store.get().drafts
  store.set({ drafts: { ...rest, [dealId]: emptyDraft(kind) } })
}

/** Opens a deal with the pen down for its next step, from a place that shows only its card. */
export function planFor(dealId: string): boolean {
  setDraft(dealId, withKind(draftOf(dealId), 'task', true))
  return runAction('deal.open', { dealId })
}

/** Another kind keeps what was written; a note is never planned, a task is planned unless it was logged on purpose. */
export function withKind(draft: Draft, kind: ComposerKind, plan?: boolean): Draft {
  const planned = kind === 'note' ? false : (plan ?? (kind === 'task' || (draft.kind !== 'note' && draft.plan)))
  const body = kind === 'note' && draft.subject ? [draft.subject, draft.body].filter(Boolean).join('\n') : draft.body
  return { ...draft, kind, plan: planned, body, subject: kind === 'note' ? '' : draft.subject, open: true }
}

/** The first line of a note, as its subject in lists; at most 120 letters, cut at a word. */
export function subjectOf(body: string): string {
  const line = body.trim().split('\n')[0]?.trim() ?? ''
  if (line.length <= 120) return line
  const cut = line.slice(0, 120)
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > 60 ? space : 119)}…`
}
