/** The board on phones: one stage a screen, tabs with count and sum, swipe between them, Move on every card. */
import { t } from '@lingui/core/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowRight, ListFilter } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Board, Card, Column, Stage } from '~/core/schema'
import { sumWords } from '~/core/sums'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { StageDot } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { MenuButton } from '~/ui/MenuButton'
import { Skeleton } from '~/ui/Notes'
import { askMove } from '../verbs'
import type { CardContext } from './BoardCard'
import { CardFace } from './CardFace'
import { openStages } from './steps'
import type { BoardFilters } from './useBoard'
import { useOwnerFilter } from './ViewBar'

type Props = {
  bar: ReactNode
  pipelineId: string
  stages: Stage[]
  board: Board | undefined
  filters: BoardFilters
  context: CardContext
  onMore: (stageId: string) => void
}

const HEIGHT = 128
const GAP = 8

export function PhoneBoard({ bar, pipelineId, stages, board, filters, context, onMore }: Props) {
  const shown = openStages(stages)
  const [at, setAt] = useState(0)
  const pages = useRef<HTMLDivElement>(null)
  const tabs = useRef<HTMLDivElement>(null)
  const filter = useOwnerFilter(pipelineId, filters)
  const go = (index: number) => {
    const page = pages.current?.children[index]
    page?.scrollIntoView({ block: 'nearest', inline: 'start', behavior: 'smooth' })
  }
  useEffect(() => {
    tabs.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [at])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative">
        {bar}
        <MenuButton
          label={t`Filter by owner or team`}
          sections={filter.sections}
          onAction={filter.choose}
          placement="bottom end"
          className="absolute end-12 top-1 size-10"
        >
          <ListFilter size={18} className={filters.owner || filters.team ? 'text-accent' : ''} />
        </MenuButton>
      </div>
      <div
        ref={tabs}
        role="tablist"
        aria-label={t`Stages`}
        className="flex h-[52px] shrink-0 gap-6 overflow-x-auto border-b border-border px-4 hide-scroll [mask-image:linear-gradient(to_left,transparent,black_40px)] rtl:[mask-image:linear-gradient(to_right,transparent,black_40px)]"
      >
        {shown.map((stage, index) => {
          const column = board?.columns.find((c) => c.stage_id === stage.id)
          return (
            <button
              key={stage.id}
              type="button"
              role="tab"
              aria-selected={index === at}
              onClick={() => go(index)}
              className={cx(
                'relative shrink-0 text-start',
                index === at
                  ? 'text-text after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-accent'
                  : 'text-text-2',
              )}
            >
              <span className="flex items-center gap-2 text-14 font-medium">
                <StageDot hue={stage.hue} />
                {stage.name}
              </span>
              <span className="num ps-4 text-12 text-text-2">
                {column && board ? `${count(column.count)} · ${sumWords(column, board.currency)}` : ' '}
              </span>
            </button>
          )
        })}
      </div>
      <div
        ref={pages}
        data-board
        className="flex min-h-0 flex-1 snap-x snap-mandatory overflow-x-auto bg-column hide-scroll"
        onScroll={(e) => setAt(Math.round(Math.abs(e.currentTarget.scrollLeft) / e.currentTarget.clientWidth))}
      >
        {shown.map((stage, index) => (
          <StagePage
            key={stage.id}
            stage={stage}
            column={board?.columns.find((c) => c.stage_id === stage.id)}
            currency={board?.currency}
            context={context}
            near={Math.abs(index - at) <= 1}
            onMore={onMore}
          />
        ))}
      </div>
    </div>
  )
}

type PageProps = {
  stage: Stage
  column: Column | undefined
  currency: string | undefined
  context: CardContext
  near: boolean
  onMore: (stageId: string) => void
}

/** One screen; its cards are drawn when it is in sight or next to it. */
function StagePage({ stage, column, currency, context, near, onMore }: PageProps) {
  const list = useRef<HTMLElement>(null)
  const cards = column?.cards ?? []
  const virtual = useVirtualizer({
    count: near ? cards.length : 0,
    getScrollElement: () => list.current,
    estimateSize: () => HEIGHT,
    gap: GAP,
    overscan: 3,
    paddingEnd: 12,
  })
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? 0
  useEffect(() => {
    if (near && column?.next && last >= cards.length - 8) onMore(stage.id)
  }, [near, column?.next, last, cards.length, onMore, stage.id])
  return (
    <section ref={list} aria-label={stage.name} className="w-full shrink-0 snap-start overflow-y-auto px-3">
      <p className="flex h-10 items-center gap-1.5 px-1">
        {column && currency ? (
          <>
            <span className="num font-semibold">{moneyShort(column.weighted, currency)}</span>
            <span className="text-12 text-text-2">{t`weighted`}</span>
          </>
        ) : null}
      </p>
      <div role={cards.length > 0 ? 'list' : undefined} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const card = cards[item.index]
          return card ? (
            <div
              key={card.id}
              role="listitem"
              className="absolute inset-x-0"
              style={{ top: item.start, height: HEIGHT }}
            >
              <PhoneCard card={card} context={context} />
            </div>
          ) : null
        })}
      </div>
      {column ? null : [0, 1, 2].map((n) => <Skeleton key={n} className="mb-2 h-32 !rounded-8" />)}
      {column && cards.length === 0 ? <p className="py-10 text-center text-text-3">{t`No deals here`}</p> : null}
    </section>
  )
}

function PhoneCard({ card, context }: { card: Card; context: CardContext }) {
  const { name } = card
  const owner = card.owner_id ? context.members.get(card.owner_id) : undefined
  return (
    <article className="relative h-32 rounded-8 border border-border bg-card px-3 pt-3">
      <div className="flex flex-col gap-1.5">
        <CardFace card={card} stages={context.stages} owner={owner} roomy>
          <a
            href={`/deals/${card.id}`}
            onClick={(e) => {
              e.preventDefault()
              context.open(card.id)
            }}
            className="truncate text-15 font-medium after:absolute after:inset-0"
          >
            {name}
          </a>
        </CardFace>
      </div>
      {context.mayMove ? (
        <button
          type="button"
          aria-label={t`Move ${name}`}
          onClick={() => void askMove(card)}
          className="absolute end-3 bottom-1 flex h-11 items-center"
        >
          <span className="flex h-[30px] items-center gap-1.5 rounded-6 bg-surface-2 px-3 font-medium">
            <ArrowRight size={14} />
            {t`Move`}
          </span>
        </button>
      ) : null}
    </article>
  )
}
