/** What stands on a card: four lines at fixed heights, so that a column never needs measuring. */
import { t } from '@lingui/core/macro'
import {
  Check,
  CircleAlert,
  CircleCheck,
  Hourglass,
  Mail,
  Moon,
  Phone,
  Plus,
  Presentation,
  SquareCheck,
  StickyNote,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { runAction } from '~/core/actions'
import type { ActivityKind, Card, Stage } from '~/core/schema'
import { dayLong, dayShort, daysSince, today } from '~/kit/dates'
import { money } from '~/kit/money'
import { Avatar, Logo } from '~/ui/Avatar'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { ring } from '../gates'
import { activityFact, ageTone, asleep } from './cardFacts'

const icons: Record<ActivityKind, typeof Phone> = {
  call: Phone,
  email: Mail,
  meeting: Presentation,
  task: SquareCheck,
  note: StickyNote,
}

type Owner = { name: string; hue: number } | undefined

/** Line 3: value, close date, owner. */
export function MoneyLine({ card, owner }: { card: Card; owner: Owner }) {
  const late = card.status === 'open' && !asleep(card) && card.expected_close !== null && card.expected_close < today()
  return (
    <div className="flex h-5 items-center gap-2 text-12">
      <span className="num text-13 font-semibold">
        {card.amount === null ? '–' : money(card.amount, card.currency)}
      </span>
      {card.expected_close ? (
        <span
          className={cx('num flex items-center gap-1 truncate', late ? 'text-bad' : 'text-text-2')}
          data-tip={
            late
              ? t`Close date has passed: ${dayLong(card.expected_close)}`
              : t`Close date ${dayLong(card.expected_close)}`
          }
        >
          {late ? <CircleAlert size={12} strokeWidth={2.25} /> : null}
          {dayShort(card.expected_close)}
        </span>
      ) : null}
      <span className="ms-auto flex">
        <Avatar name={owner?.name ?? null} hue={owner?.hue} size={20} />
      </span>
    </div>
  )
}

/** Line 4: next activity, gate of the next stage, days in this one. */
export function StepLine({ card, stages, trailing = true }: { card: Card; stages: Stage[]; trailing?: boolean }) {
  const gate = ring(card, stages)
  return (
    <div className={cx('flex h-5 items-center gap-2 text-12', !trailing && 'mt-1')}>
      {/* Where both do not fit, the ring wraps out of sight: the next step is the point of the card. */}
      <div className={cx('flex h-5 min-w-0 flex-wrap items-center gap-x-2.5 overflow-hidden', trailing && 'flex-1')}>
        <ActivityChip card={card} />
        {gate ? <GateRing {...gate} /> : null}
      </div>
      <Days card={card} stages={stages} />
    </div>
  )
}

function ActivityChip({ card }: { card: Card }) {
  if (card.snoozed_until && asleep(card)) {
    const day = dayShort(card.snoozed_until)
    return (
      <Chip icon={<Moon size={14} />} tip={t`Snoozed until ${dayLong(card.snoozed_until)}`}>
        <span className="num">{t`Until ${day}`}</span>
      </Chip>
    )
  }
  const fact = activityFact(card)
  if (fact.state === 'none') {
    if (card.status !== 'open') return null
    return (
      <button
        type="button"
        tabIndex={-1}
        className="relative flex after:absolute after:-inset-1"
        aria-label={t`Plan a next step`}
        onClick={(e) => {
          e.stopPropagation()
          if (!runAction('activity.plan', { dealId: card.id })) runAction('deal.open', { dealId: card.id })
        }}
      >
        <Chip tone="warn" icon={<Plus size={14} />}>
          {fact.words}
        </Chip>
      </button>
    )
  }
  const Icon = fact.state === 'late' ? CircleAlert : icons[card.next_kind ?? 'task']
  return (
    <Chip tone={fact.tone} icon={<Icon size={14} />} tip={card.next_subject ?? undefined}>
      <span className="num">{fact.words}</span>
    </Chip>
  )
}

function GateRing({ done, total }: { done: number; total: number }) {
  const words = `${done}/${total}`
  const tip = t`Gate of the next stage: ${done} of ${total} met`
  if (done === total)
    return (
      <span className="num flex h-5 items-center gap-1 text-ok" data-tip={tip}>
        <CircleCheck size={14} />
        {words}
      </span>
    )
  const turn = 2 * Math.PI * 5
  return (
    <span className="num flex h-5 items-center gap-1 text-text-2" data-tip={tip}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        aria-hidden="true"
        className="-rotate-90"
        fill="none"
        strokeWidth="2"
      >
        <circle cx="7" cy="7" r="5" stroke="var(--track)" />
        <circle cx="7" cy="7" r="5" stroke="var(--accent)" strokeDasharray={`${(turn * done) / total} ${turn}`} />
      </svg>
      {words}
    </span>
  )
}

function Days({ card, stages }: { card: Card; stages: Stage[] }) {
  const days = daysSince(card.stage_since)
  const expected = stages.find((s) => s.id === card.stage_id)?.expected_days ?? null
  const tone = asleep(card) ? 'plain' : ageTone(days, expected)
  return (
    <span
      className={cx(
        'num flex items-center gap-1 whitespace-nowrap',
        tone === 'plain' ? 'text-text-3' : tone === 'warn' ? 'text-warn' : 'text-bad',
      )}
      data-tip={expected ? t`${days} days in this stage, ${expected} expected` : t`${days} days in this stage`}
    >
      {tone === 'plain' ? null : <Hourglass size={12} strokeWidth={2.25} />}
      {t`${days} d`}
    </span>
  )
}

const Picked = () => (
  <span className="flex size-[18px] shrink-0 items-center justify-center rounded-4 bg-accent text-on-accent">
    <Check size={14} strokeWidth={2.5} />
  </span>
)

type FaceProps = { card: Card; stages: Stage[]; owner: Owner; roomy?: boolean; picked?: boolean; children: ReactNode }

/** The whole face around its title link (`children`). `roomy` is the phone's: larger type. */
export function CardFace({ card, stages, owner, roomy, picked, children }: FaceProps) {
  return (
    <>
      <div className="flex h-5 items-center gap-2 [@media(hover:none)]:pe-6">
        {picked ? <Picked /> : <Logo name={card.company_name} size={18} />}
        {children}
      </div>
      <p className={cx('h-[17px] truncate text-12 text-text-2', roomy && 'text-13')}>
        {card.company_name ?? t`No company`}
      </p>
      <MoneyLine card={card} owner={owner} />
      {roomy ? null : <div className="h-[3px]" />}
      <StepLine card={card} stages={stages} trailing={!roomy} />
    </>
  )
}
