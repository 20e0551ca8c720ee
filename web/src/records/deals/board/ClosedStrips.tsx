/** Won and lost at the end of the board: one 44 px column, two strips, drop zones while a card is in the hand. */
import { plural } from '@lingui/core/macro'
import { Ban, Trophy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Board, Card, Column, Stage } from '~/core/schema'
import { useStore } from '~/core/store'
import { sumWords } from '~/core/sums'
import { count } from '~/kit/numbers'
import { cx } from '~/ui/cx'
import { moveDeal } from '../verbs'
import { useStepBack } from './GhostCard'
import { dragEnded, withDragging } from './drag'
import { boardUi } from './ui'

export function ClosedStrips({ stages, board }: { stages: Stage[]; board: Board | undefined }) {
  const back = useStepBack(null)
  const closed = stages.filter((s) => s.kind !== 'open' && !s.retired)
  if (!closed.length) return null
  return (
    <div className={cx('flex w-11 shrink-0 flex-col gap-2 pb-3', back && 'opacity-45')}>
      {closed.map((stage) => (
        <Strip
          key={stage.id}
          stage={stage}
          column={board?.columns.find((c) => c.stage_id === stage.id)}
          currency={board?.currency}
        />
      ))}
    </div>
  )
}

function Strip({
  stage,
  column,
  currency,
}: {
  stage: Stage
  column: Column | undefined
  currency: string | undefined
}) {
  const ref = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  const dragging = useStore(boardUi, (s) => s.dragging !== null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return withDragging((drag) => [
      drag.dropTargetForElements({
        element,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop({ source }) {
          setOver(false)
          dragEnded()
          void moveDeal(source.data.card as Card, stage)
        },
      }),
    ])
  }, [stage])
  const won = stage.kind === 'won'
  const { name } = stage
  const n = column ? count(column.count) : ''
  const sum = column && currency && won ? sumWords(column, currency) : ''
  return (
    <section
      ref={ref}
      aria-label={[name, plural(column?.count ?? 0, { one: '# deal', other: '# deals' }), sum]
        .filter(Boolean)
        .join(', ')}
      className={cx(
        'flex flex-1 flex-col items-center gap-2 overflow-hidden rounded-8 bg-column pt-3',
        dragging && 'outline-[1.5px] -outline-offset-1 outline-dashed outline-border-3',
        over && (won ? '!bg-ok-tint !outline-ok' : '!bg-surface-3 !outline-text-3'),
      )}
    >
      {won ? (
        <Trophy size={16} strokeWidth={1.75} className="text-ok" />
      ) : (
        <Ban size={16} strokeWidth={1.75} className="text-text-3" />
      )}
      <p className="flex items-center gap-2 [writing-mode:vertical-rl]">
        <span className="font-semibold">{name}</span>
        <span className="num text-text-2">{sum ? `${n} · ${sum}` : n}</span>
      </p>
    </section>
  )
}
