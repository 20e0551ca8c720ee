/** The 28 px disc at the start of a timeline entry, and the thread that leads on to the next. */
import {
  Archive,
  ArrowRight,
  Ban,
  CirclePlus,
  History,
  RotateCcw,
  Trash2,
  Trophy,
  Undo2,
  UserRound,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { ActivityKind } from '~/core/schema'
import { cx } from '~/ui/cx'
import { kindIcon } from './kinds'

type Icon = ComponentType<{ size?: number; strokeWidth?: number; className?: string }>
const eventIcon: Record<string, Icon> = {
  'deal.created': CirclePlus,
  'deal.moved': ArrowRight,
  'deal.won': Trophy,
  'deal.lost': Ban,
  'deal.reopened': RotateCcw,
  'deal.assigned': UserRound,
  'deal.archived': Archive,
  'deal.restored': RotateCcw,
  'deal.deleted': Trash2,
  'deal.undone': Undo2,
}
const tones = {
  quiet: 'bg-surface-2 text-text-2',
  ok: 'bg-ok-tint text-ok',
  bad: 'bg-bad-tint text-bad',
  accent: 'bg-accent-tint text-accent',
}

type Props = { kind: string; tone?: keyof typeof tones; thread?: boolean; bare?: boolean }

/** `kind` is a kind of activity or of journal entry. `bare` draws the icon without its disc. */
export function Disc({ kind, tone = 'quiet', thread, bare }: Props) {
  const Icon: Icon = kindIcon[kind.replace('activity.', '') as ActivityKind] ?? eventIcon[kind] ?? History
  return (
    <span aria-hidden className="flex w-7 shrink-0 flex-col items-center">
      <span
        className={cx(
          'flex size-7 shrink-0 items-center justify-center rounded-full',
          bare ? 'text-text-3' : tones[tone],
        )}
      >
        <Icon size={14} strokeWidth={2} />
      </span>
      {thread ? <span className="my-1 w-px flex-1 bg-border" /> : null}
    </span>
  )
}
