/** Questions that a verb puts to the person (gate, win, lose, assign, move, new): asked anywhere, shown by VerbHost. */
import { makeStore } from '~/core/store'
import type { Card, Day, Deal, DealAnswer, Stage, Unmet } from '~/core/schema'
import type { Place } from '../board/state'

export type DealLike = Card | Deal

export type GateQuestion = { deal: DealLike; from: Stage; to: Stage; place: Place; unmet: Unmet[]; on?: Day }
export type NewDealQuestion = { pipelineId?: string; stageId?: string; companyId?: string; name?: string }

export type Question =
  | ({ kind: 'gate' } & GateQuestion)
  | { kind: 'win' | 'lose' | 'assign' | 'move' | 'snooze'; deal: DealLike; stageId?: string }
  | ({ kind: 'new' } & NewDealQuestion)

type Open = { question: Question; answer: (value: DealAnswer | Deal | null) => void } | null

export const asking = makeStore<{ open: Open }>({ open: null })

/** Shows a question; resolves with the server's answer, or null when it was left. A question already open is left. */
export function ask<T extends DealAnswer | Deal>(question: Question): Promise<T | null> {
  asking.get().open?.answer(null)
  return new Promise((resolve) => {
    asking.set({
      open: {
        question,
        answer: (value) => {
          asking.set({ open: null })
          resolve(value as T | null)
        },
      },
    })
  })
}

export const askWin = (deal: DealLike) => ask<DealAnswer>({ kind: 'win', deal })
export const askLose = (deal: DealLike, stageId?: string) => ask<DealAnswer>({ kind: 'lose', deal, stageId })
export const askAssign = (deal: DealLike) => ask<DealAnswer>({ kind: 'assign', deal })
export const askSnooze = (deal: DealLike) => ask<DealAnswer>({ kind: 'snooze', deal })
/** Lets the person choose a stage, then moves there. */
export const askMove = (deal: DealLike) => ask<DealAnswer>({ kind: 'move', deal })
export const askNewDeal = (start: NewDealQuestion = {}) => ask<Deal>({ kind: 'new', ...start })
