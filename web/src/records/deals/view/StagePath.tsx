/** One segment a stage with the days spent there; a press moves the deal, through the same gate as on the board. */
import { t } from '@lingui/core/macro'
import { Ban, Check, ListChecks, Trophy } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Deal } from '~/core/schema'
import { cx } from '~/ui/cx'
import { ageTone } from '../board/cardFacts'
import type { Segment } from './path'

type Props = {
  deal: Deal
  segments: Segment[]
  narrow: boolean
  /** Absent when the person may not move this deal. */
  onMove?: (segment: Segment) => void
}

const arrow = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%,8px_50%)] rtl:-scale-x-100'
const firstShape = '[clip-path:polygon(0_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,0_100%)] rounded-s-8'
const lastShape = '[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,8px_50%)] rounded-e-8'

export function StagePath({ deal, segments, narrow, onMove }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const here = Math.max(
    0,
    segments.findIndex((s) => s.place === 'now'),
  )
  const [stop, setStop] = useState<number | null>(null)
  const at = stop ?? here
  function onKey(e: KeyboardEvent) {
    const rtl = getComputedStyle(e.currentTarget).direction === 'rtl' ? -1 : 1
    const step = { ArrowRight: rtl, ArrowLeft: -rtl, Home: -at, End: segments.length - 1 - at }[e.key]
    if (step === undefined || e.shiftKey || e.altKey) return
    e.preventDefault()
    const next = Math.min(segments.length - 1, Math.max(0, at + step))
    setStop(next)
    list.current?.querySelectorAll<HTMLElement>('button')[next]?.focus()
  }
  const closed = deal.status !== 'open'
  return (
    <div className="flex items-center gap-2">
      <div
        ref={list}
        role="toolbar"
        tabIndex={-1}
        aria-label={t`Stages`}
        onKeyDown={onKey}
        onBlur={() => setStop(null)}
        className="flex min-w-0 flex-1 gap-[3px]"
      >
        {segments.map((s, i) => (
          <button
            key={s.stage.id}
            type="button"
            tabIndex={i === at ? 0 : -1}
            aria-current={s.place === 'now' ? 'step' : undefined}
            aria-disabled={!onMove || s.place === 'now'}
            data-tip={spoken(s)}
            onClick={() => s.place !== 'now' && onMove?.(s)}
            className={cx(
              'group relative isolate h-11 min-w-0 text-start',
              small(s, narrow) ? 'w-11 shrink-0' : 'flex-1 basis-0',
              onMove && s.place !== 'now' ? '' : 'cursor-default',
              s.place === 'now' ? 'text-on-accent' : s.place === 'next' ? 'text-accent' : 'text-text-2',
            )}
          >
            <span
              aria-hidden
              className={cx(
                'absolute inset-0 -z-1 transition-colors duration-[120ms]',
                i === 0
                  ? cx(firstShape, 'rtl:-scale-x-100 rtl:rounded-s-none rtl:rounded-e-8')
                  : i === segments.length - 1
                    ? cx(lastShape, 'rtl:-scale-x-100')
                    : arrow,
                tint(s, !!onMove),
              )}
            />
            <Inside segment={s} small={small(s, narrow)} first={i === 0} />
          </button>
        ))}
      </div>
      {closed ? (
        <span
          className={cx(
            'flex h-11 shrink-0 items-center gap-1.5 rounded-8 px-3 font-medium',
            deal.status === 'won' ? 'bg-ok-tint text-ok' : 'bg-surface-2 text-text-2',
          )}
        >
          {deal.status === 'won' ? <Trophy size={16} /> : <Ban size={16} />}
          {deal.status === 'won' ? t`Won` : t`Lost`}
        </span>
      ) : null}
    </div>
  )
}

function Inside({ segment: s, small, first }: { segment: Segment; small: boolean; first: boolean }) {
  if (small)
    return (
      <span className="flex h-full items-center justify-center ps-1">
        {s.place === 'past' ? (
          <Check size={16} strokeWidth={1.75} />
        ) : (
          <span className="size-1.5 rounded-full bg-border-3" />
        )}
        <span className="sr">{spoken(s)}</span>
      </span>
    )
  return (
    <span className={cx('flex h-full flex-col justify-center pe-3', first ? 'ps-3' : 'ps-4.5')}>
      <span className="truncate font-medium">{s.stage.name}</span>
      <span className="num flex items-center gap-1 truncate text-12">
        {s.place === 'past' ? <Check size={12} strokeWidth={2.25} /> : null}
        {s.gate ? <ListChecks size={12} strokeWidth={2.25} /> : null}
        <span className={cx('truncate', s.place === 'now' && late(s) && 'font-semibold')}>{line(s)}</span>
      </span>
      <span className="sr">{placeWord(s)}</span>
    </span>
  )
}

const small = (s: Segment, narrow: boolean) => narrow && (s.place === 'past' || s.place === 'later')
const late = (s: Segment) => s.days !== null && ageTone(s.days, s.stage.expected_days) !== 'plain'

function tint(s: Segment, movable: boolean): string {
  if (s.place === 'now') return 'bg-accent'
  if (s.place === 'next') return cx('bg-accent-tint', movable && 'group-hover:bg-accent-tint-2')
  return cx('bg-surface-2', movable && 'group-hover:bg-surface-3')
}

/** The second line of a segment: "4 d", "9 d of 14", "Gates 3/4". */
export function line(s: Segment): string {
  const { days, gate } = s
  const expected = s.stage.expected_days
  if (s.place === 'now') return expected ? t`${days ?? 0} d of ${expected}` : t`${days ?? 0} d`
  if (gate) return t`Gates ${gate.done}/${gate.total}`
  return days === null ? (s.place === 'past' ? t`Skipped` : '') : t`${days} d`
}

function placeWord(s: Segment): string {
  return {
    past: () => t`passed`,
    now: () => t`the deal is here`,
    next: () => t`next`,
    later: () => t`later`,
  }[s.place]()
}

const spoken = (s: Segment): string => [s.stage.name, line(s), placeWord(s)].filter(Boolean).join(', ')

/** The path as thin bars for phones; moving is a button of its own there. */
export function StageBars({ segments }: { segments: Segment[] }) {
  const now = segments.find((s) => s.place === 'now')
  const next = segments.find((s) => s.place === 'next')
  return (
    <div>
      <div aria-hidden className="flex gap-1">
        {segments.map((s) => (
          <span
            key={s.stage.id}
            className={cx(
              'h-1.5 rounded-full',
              s.place === 'now' ? 'flex-[1.6] bg-accent' : 'flex-1',
              s.place === 'past' ? 'bg-slate' : s.place === 'now' ? '' : 'bg-track',
            )}
          />
        ))}
      </div>
      <p className="mt-1.5 flex justify-between gap-3">
        {now ? (
          <span className="flex min-w-0 gap-1.5">
            <span className="truncate font-medium text-accent">{now.stage.name}</span>
            <span className="num shrink-0 text-text-2">{line(now)}</span>
          </span>
        ) : null}
        {next ? (
          <span className="flex min-w-0 gap-1.5 text-text-2">
            <span className="truncate">{next.stage.name}</span>
            {next.gate ? <span className="num shrink-0">{line(next)}</span> : null}
          </span>
        ) : null}
      </p>
    </div>
  )
}
