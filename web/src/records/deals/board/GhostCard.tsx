/** While a gate sheet is open: the card as a dashed ghost where it would stand, and the rest stepped back. */
import { plural } from '@lingui/core/macro'
import { CornerDownLeft } from 'lucide-react'
import type { Card } from '~/core/schema'
import { useStore } from '~/core/store'
import { Logo } from '~/ui/Avatar'
import { asking, type GateQuestion } from '../verbs/requests'
import type { CardContext } from './BoardCard'
import { MoneyLine } from './CardFace'

export type Ghost = GateQuestion & { index: number }

const openGate = (s: ReturnType<typeof asking.get>) => (s.open?.question.kind === 'gate' ? s.open.question : null)

/** The ghost that stands in this column, or null. */
export function useGhost(stageId: string, cards: Card[]): Ghost | null {
  const question = useStore(asking, openGate)
  if (question?.to.id !== stageId) return null
  const after = cards.findIndex((c) => c.id === question.place.after)
  const before = cards.findIndex((c) => c.id === question.place.before)
  return { ...question, index: after >= 0 ? after + 1 : Math.max(0, before) }
}

/** Whether a ghost stands in another column, so that this one steps back. */
export const useStepBack = (stageId: string | null): boolean =>
  useStore(asking, (s) => {
    const question = openGate(s)
    return question !== null && question.to.id !== stageId
  })

export function GhostCard({ ghost, context }: { ghost: Ghost; context: CardContext }) {
  const { deal, unmet } = ghost
  const n = unmet.length
  return (
    <article data-ghost className="h-24 rounded-8 border-[1.5px] border-dashed border-accent px-[11px] pt-[7px] pe-2.5">
      <div className="flex h-5 items-center gap-2">
        <Logo name={deal.company_name} size={18} />
        <span className="truncate font-medium">{deal.name}</span>
      </div>
      <p className="h-[17px] truncate text-12 text-text-2">{deal.company_name}</p>
      <MoneyLine card={deal} owner={deal.owner_id ? context.members.get(deal.owner_id) : undefined} />
      <p className="mt-[3px] flex h-5 items-center gap-1.5 text-12">
        <CornerDownLeft size={14} className="text-text-3" />
        {plural(n, { one: 'Waiting for # answer', other: 'Waiting for # answers' })}
      </p>
    </article>
  )
}
