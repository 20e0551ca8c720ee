/** A stage in the pipeline editor: its handle, what it is at a glance, and its form when opened. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { plural, t } from '@lingui/core/macro'
import { ArrowDown, ArrowUp, ChevronDown, Flag, GripVertical, ListChecks } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Stage } from '~/core/schema'
import { IconButton } from '~/ui/Button'
import { Chip, StageDot } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { StageForm } from './StageForm'

type Props = {
  stage: Stage
  /** Place among the live open stages; absent for outcomes, which stay where they are. */
  at?: number
  count?: number
  open: boolean
  canEdit: boolean
  onToggle: () => void
  onMove?: (to: number) => void
  onDropped?: (id: string, to: number) => void
}

export function StageRow({ stage, at, count = 0, open, canEdit, onToggle, onMove, onDropped }: Props) {
  const row = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLButtonElement>(null)
  const [dragging, setDragging] = useState(false)
  const [edge, setEdge] = useState<'before' | 'after' | null>(null)
  const drop = useRef(onDropped)
  useEffect(() => {
    drop.current = onDropped
  })
  const movable = canEdit && at !== undefined
  useEffect(() => {
    if (!movable || !row.current || !handle.current) return
    const element = row.current
    const endDrag = draggable({
      element,
      dragHandle: handle.current,
      getInitialData: () => ({ stage: stage.id, at }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    })
    const isBelow = (y: number) => {
      const box = element.getBoundingClientRect()
      return y > box.top + box.height / 2
    }
    const endDrop = dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data.stage === 'string' && source.data.stage !== stage.id,
      onDrag: ({ location }) => setEdge(isBelow(location.current.input.clientY) ? 'after' : 'before'),
      onDragLeave: () => setEdge(null),
      onDrop({ source, location }) {
        setEdge(null)
        const below = isBelow(location.current.input.clientY)
        const from = Number(source.data.at)
        const to = at + (below ? 1 : 0) - (from < at + (below ? 1 : 0) ? 1 : 0)
        drop.current?.(String(source.data.stage), to)
      },
    })
    return () => {
      endDrag()
      endDrop()
    }
  }, [movable, stage.id, at])
  function onKey(e: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[e.key]
    if (!step || !e.altKey || at === undefined) return
    e.preventDefault()
    onMove?.(at + step)
  }
  const { name } = stage
  const place = (at ?? 0) + 1
  return (
    <li
      ref={row}
      className={cx(
        'relative rounded-8 border border-border bg-card',
        dragging && 'opacity-40',
        edge === 'before' &&
          'before:absolute before:inset-x-0 before:-top-[6px] before:h-0.5 before:rounded-full before:bg-accent',
        edge === 'after' &&
          'before:absolute before:inset-x-0 before:-bottom-[6px] before:h-0.5 before:rounded-full before:bg-accent',
      )}
    >
      <div className="flex min-h-12 items-center gap-2 ps-2 pe-3">
        {movable ? (
          <button
            ref={handle}
            type="button"
            aria-label={t`Move ${name}, stage ${place} of ${count}. Alt with the up or down arrow.`}
            data-tip={t`Drag, or Alt with ↑ ↓`}
            onKeyDown={onKey}
            className="flex size-6 shrink-0 cursor-grab items-center justify-center rounded-4 text-text-3 hover:bg-surface-2 hover:text-text coarse:size-11"
          >
            <GripVertical size={16} />
          </button>
        ) : (
          <span className="w-1" />
        )}
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2 text-start"
        >
          <StageDot hue={stage.hue} />
          <span className="truncate font-medium">{name}</span>
          {stage.qualifying ? (
            <Chip tone="accent" icon={<Flag size={12} strokeWidth={2.25} />}>
              {t`Qualified`}
            </Chip>
          ) : null}
          <span className="num ms-auto flex shrink-0 items-center gap-3 text-12 text-text-2">
            {stage.criteria.length ? (
              <span className="flex items-center gap-1">
                <ListChecks size={14} strokeWidth={2} />
                {plural(stage.criteria.length, { one: '# gate', other: '# gates' })}
              </span>
            ) : null}
            {stage.kind === 'open' && stage.probability !== null ? <span>{`${stage.probability}%`}</span> : null}
            {stage.expected_days ? <span className="max-sm:hidden">{t`${stage.expected_days} d`}</span> : null}
            <ChevronDown size={16} className={cx('text-text-3', open && 'rotate-180')} />
          </span>
        </button>
        {movable && open ? (
          <span className="flex shrink-0">
            <IconButton size="xs" label={t`Move ${name} up`} disabled={at === 0} onClick={() => onMove?.(at - 1)}>
              <ArrowUp size={14} strokeWidth={2} />
            </IconButton>
            <IconButton
              size="xs"
              label={t`Move ${name} down`}
              disabled={at === count - 1}
              onClick={() => onMove?.(at + 1)}
            >
              <ArrowDown size={14} strokeWidth={2} />
            </IconButton>
          </span>
        ) : null}
      </div>
      {open ? <StageForm key={stage.version} stage={stage} canEdit={canEdit} onDone={onToggle} /> : null}
    </li>
  )
}
