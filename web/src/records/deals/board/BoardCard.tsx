/** One card in a column: focus, drag source, menu, and the states somebody can see (refused, tinted, in the hand). */
import { t } from '@lingui/core/macro'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { focused } from '~/core/focus'
import type { Card, Stage } from '~/core/schema'
import { useStore } from '~/core/store'
import { money } from '~/kit/money'
import { cx } from '~/ui/cx'
import { activityFact } from './cardFacts'
import { CardFace } from './CardFace'
import { CardMenu } from './CardMenu'
import { dragEnded, dragStarted, liftPreview, withDragging } from './drag'
import { boardUi } from './ui'

export type CardContext = {
  stages: Stage[]
  members: ReadonlyMap<string, { name: string; hue: number }>
  mayMove: boolean
  open: (id: string) => void
  /** Absent for those who may not change many deals at once. */
  pick?: (id: string, extend: boolean) => void
}

type Props = { card: Card; context: CardContext; tabStop: boolean }

export const BoardCard = memo(function BoardCard({ card, context, tabStop }: Props) {
  const ref = useRef<HTMLElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const { stages, members, mayMove, open, pick } = context
  const inHand = useStore(boardUi, (s) => s.dragging === card.id)
  const peeked = useStore(boardUi, (s) => s.peeked === card.id)
  const picked = useStore(boardUi, (s) => s.picked.has(card.id))
  const tinted = useStore(boardUi, (s) => s.tinted.has(card.id))
  const rejected = useStore(boardUi, (s) => s.rejected === card.id)
  const wanted = useStore(boardUi, (s) => s.wantFocus === card.id)
  const owner = card.owner_id ? members.get(card.owner_id) : undefined

  useEffect(() => {
    if (!wanted) return
    link.current?.focus({ preventScroll: true })
    boardUi.set({ wantFocus: null })
  }, [wanted])

  useLayoutEffect(() => {
    const own = link.current
    return () => {
      if (own && document.activeElement === own) boardUi.set({ lost: card.id })
    }
  }, [card.id])

  useEffect(() => {
    const element = ref.current
    if (!element || !mayMove) return
    return withDragging((drag) => [
      drag.draggable({
        element,
        getInitialData: () => ({ card }),
        onGenerateDragPreview: ({ nativeSetDragImage, location }) =>
          drag.setCustomNativeDragPreview({
            nativeSetDragImage,
            getOffset: drag.preserveOffsetOnSource({ element, input: location.current.input }),
            render: ({ container }) => liftPreview(element, container),
          }),
        onDragStart: () => dragStarted(card, stages),
        onDrop: dragEnded,
      }),
    ])
  }, [card, mayMove, stages])

  return (
    <article
      ref={ref}
      onClick={(e) => {
        // A press on a control inside is its own; a press anywhere else opens the deal.
        if (!(e.target instanceof Element) || e.target.closest('button, a')) return
        if (e.shiftKey && pick) pick(card.id, true)
        else open(card.id)
      }}
      className={cx(
        'group/card relative h-24 overflow-hidden rounded-8 border px-[11px] pt-[7px] pe-2.5 select-none',
        'has-[[data-card]:focus-visible]:outline-2 has-[[data-card]:focus-visible]:-outline-offset-1 has-[[data-card]:focus-visible]:outline-accent',
        picked ? 'bg-accent-tint' : 'bg-card',
        peeked || picked
          ? 'border-accent shadow-[inset_0_0_0_1px_var(--accent)]'
          : rejected
            ? 'border-bad shadow-[inset_0_0_0_1px_var(--bad)]'
            : 'border-border hover:border-border-3',
        inHand && 'opacity-40',
        tinted && 'animate-[tint-away_1.2s_ease-out]',
      )}
    >
      <CardFace card={card} stages={stages} owner={owner} picked={picked}>
        <a
          ref={link}
          data-card={card.id}
          href={`/deals/${card.id}`}
          draggable={false}
          tabIndex={tabStop ? 0 : -1}
          aria-label={picked ? t`${spoken(card)}, picked` : spoken(card)}
          onFocus={() => {
            boardUi.set({ focus: card.id })
            focused.set({ type: 'deal', id: card.id, title: card.name, mark: card.company_name })
          }}
          onClick={(e) => {
            // With a modifier the browser opens the deal's own page in a tab.
            if (e.metaKey || e.ctrlKey || (e.shiftKey && !pick)) return
            e.preventDefault()
            if (e.shiftKey && pick) pick(card.id, true)
            else open(card.id)
          }}
          className="truncate font-medium outline-none"
        >
          {card.name}
        </a>
      </CardFace>
      <CardMenu card={card} />
    </article>
  )
})

/** The card in one breath: title, company, value, next step. */
function spoken(card: Card): string {
  const value = card.amount === null ? null : money(card.amount, card.currency)
  return [card.name, card.company_name, value, activityFact(card).words].filter(Boolean).join(', ')
}
