/** A stage as a column: head, composer, a virtual list of cards of fixed height, and a drop target that counts in rows. */
import { t } from '@lingui/core/macro'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useId, useRef } from 'react'
import type { Card, Column, Stage } from '~/core/schema'
import { useStore } from '~/core/store'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { moveDeal } from '../verbs'
import { BoardCard, type CardContext } from './BoardCard'
import { ColumnHead } from './ColumnHead'
import { Composer } from './Composer'
import { CARD, dragEnded, GAP, PITCH, withDragging } from './drag'
import { GhostCard, useGhost, useStepBack } from './GhostCard'
import { indexAt, placeAt } from './state'
import { boardUi, scrollers } from './ui'

type Props = {
  stage: Stage
  column: Column | undefined
  currency: string
  context: CardContext
  mayCreate: boolean
  filtered: boolean
  onMore: (stageId: string) => void
}

const WAITING_ROWS = 2
/** Room above the first card for the drop line and the focus ring. */
const START = 4

export const BoardColumn = memo(function BoardColumn({
  stage,
  column,
  currency,
  context,
  mayCreate,
  filtered,
  onMore,
}: Props) {
  const headId = useId()
  const shell = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const cards = column?.cards ?? []
  const ghost = useGhost(stage.id, cards)
  const back = useStepBack(stage.id)
  const line = useStore(boardUi, (s) => (s.over?.stageId === stage.id ? s.over.index : null))
  const ask = useStore(boardUi, (s) => (s.dragging ? s.asks.get(stage.id) : undefined))
  const focusId = useStore(boardUi, (s) => s.focus)
  const composing = useStore(boardUi, (s) => s.composing === stage.id)
  const focusAt = cards.findIndex((c) => c.id === focusId)
  const waiting = column?.next ? WAITING_ROWS : 0
  const rows = cards.length + waiting + (ghost ? 1 : 0)

  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => list.current,
    estimateSize: () => CARD,
    gap: GAP,
    overscan: 4,
    paddingStart: START,
    paddingEnd: GAP,
    // The card with the focus stays on the page however far one scrolls.
    rangeExtractor: useCallback(
      (range) => {
        const shown = defaultRangeExtractor(range)
        return focusAt >= 0 && !shown.includes(focusAt) ? [...shown, focusAt].sort((a, b) => a - b) : shown
      },
      [focusAt],
    ),
  })
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? 0
  useEffect(() => {
    if (waiting && last >= cards.length - 12) onMore(stage.id)
  }, [waiting, last, cards.length, onMore, stage.id])
  useEffect(() => {
    scrollers.set(stage.id, (index) => virtual.scrollToIndex(index, { align: 'auto' }))
    return () => void scrollers.delete(stage.id)
  }, [stage.id, virtual])

  const now = useRef({ column, stage })
  useEffect(() => {
    now.current = { column, stage }
  })
  useEffect(() => {
    const element = shell.current
    const scroller = list.current
    if (!element || !scroller) return
    const rowAt = (clientY: number) =>
      indexAt(
        clientY - scroller.getBoundingClientRect().top + scroller.scrollTop,
        PITCH,
        now.current.column?.cards.length ?? 0,
      )
    return withDragging((drag) => [
      drag.autoScrollForElements({ element: scroller }),
      drag.dropTargetForElements({
        element,
        getIsSticky: () => false,
        onDrag({ location }) {
          const index = rowAt(location.current.input.clientY)
          const over = boardUi.get().over
          if (over?.stageId !== stage.id || over.index !== index) boardUi.set({ over: { stageId: stage.id, index } })
        },
        onDragLeave: () => boardUi.get().over?.stageId === stage.id && boardUi.set({ over: null }),
        onDrop({ source, location }) {
          const card = source.data.card as Card
          const { column: at, stage: to } = now.current
          let index = rowAt(location.current.input.clientY)
          dragEnded()
          if (!at) return
          const own = at.cards.findIndex((c) => c.id === card.id)
          if (own >= 0 && own < index) index--
          const place = placeAt(at, card.id, index)
          if (place) void moveDeal(card, to, place)
        },
      }),
    ])
  }, [stage.id])

  const tabStop = focusAt >= 0 ? focusAt : 0
  return (
    <section
      ref={shell}
      aria-labelledby={headId}
      className={cx(
        'flex w-(--col,208px) shrink-0 flex-col rounded-t-8 bg-column',
        line !== null &&
          (ask?.blocked
            ? 'shadow-[inset_0_0_0_1.5px_var(--bad-line)]'
            : '!bg-accent-tint shadow-[inset_0_0_0_1.5px_var(--accent)]'),
        back && 'opacity-45',
      )}
    >
      <ColumnHead id={headId} stage={stage} column={column} currency={currency} mayCreate={mayCreate} />
      {composing ? <Composer stage={stage} /> : null}
      <div
        ref={list}
        role={rows > 0 ? 'list' : undefined}
        className={cx(
          'relative min-h-0 flex-1 overflow-y-auto px-2 hide-scroll',
          ask?.blocked && '[&_article]:opacity-55',
        )}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const at = ghost && item.index > ghost.index ? item.index - 1 : item.index
            const isGhost = ghost !== null && ghost.index === item.index
            const card = isGhost ? undefined : cards[at]
            return (
              <div
                key={isGhost ? 'ghost' : (card?.id ?? `wait${item.index}`)}
                role="listitem"
                aria-posinset={at + 1}
                aria-setsize={column?.count ?? cards.length}
                className="absolute inset-x-0"
                style={{ top: item.start, height: CARD }}
              >
                {isGhost ? (
                  <GhostCard ghost={ghost} context={context} />
                ) : card ? (
                  <BoardCard card={card} context={context} tabStop={at === tabStop} />
                ) : (
                  <Skeleton className="h-24 !rounded-8" />
                )}
              </div>
            )
          })}
          {line === null ? null : <DropLine at={line} />}
        </div>
        {column ? null : [0, 1, 2].map((n) => <Skeleton key={n} className="mb-2 h-24 !rounded-8" />)}
        {column && rows === 0 && !composing ? (
          <p className="px-2 py-6 text-center text-12 text-text-3">
            {filtered ? t`None that fit the filter` : t`No deals here`}
          </p>
        ) : null}
      </div>
    </section>
  )
})

/** 2 px accent line with a ring at its start. */
function DropLine({ at }: { at: number }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-x-0 z-10 h-0.5 bg-accent"
      style={{ top: Math.max(3, at * PITCH - GAP / 2 + START - 1) }}
    >
      <span className="absolute -start-1.5 -top-[3px] size-2 rounded-full border-2 border-accent bg-page" />
    </div>
  )
}
