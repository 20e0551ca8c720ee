/** Value, close date and owner of a deal as they stand in its head and among its details, edited in place. */
import { t } from '@lingui/core/macro'
import { CircleAlert } from 'lucide-react'
import { useMember } from '~/core/lists'
import type { Deal } from '~/core/schema'
import { useCan } from '~/core/session'
import { dayLong, dayOf, daysBetween, today } from '~/kit/dates'
import { money, parseMoney } from '~/kit/money'
import { Avatar } from '~/ui/Avatar'
import { cx } from '~/ui/cx'
import { InlineDay, InlineText } from '~/ui/InlineInputs'
import { askAssign } from '../verbs'
import { nearLong } from './due'
import { saveDeal } from './saveDeal'

type Props = { deal: Deal; canEdit: boolean; name: string; strong?: boolean }

export function Value({ deal, canEdit, name, strong }: Props) {
  const { amount, currency } = deal
  const follows = deal.amount_from === 'lines'
  return (
    <InlineText
      name={name}
      label={t`Value`}
      value={amount === null ? '' : money(amount, currency)}
      canEdit={canEdit && !follows}
      inputMode="decimal"
      className={cx('num', strong && 'font-semibold')}
      check={(v) => (v.trim() && parseMoney(v, currency) === null ? t`Write an amount, such as 48,200 or 60k.` : null)}
      onSave={(v) => {
        const next = v.trim() ? parseMoney(v, currency) : null
        return next === amount ? Promise.resolve() : saveDeal(deal, { amount: next })
      }}
    />
  )
}

export function CloseDate({ deal, canEdit, name, strong }: Props) {
  const day = deal.expected_close
  const left = day ? daysBetween(today(), day) : 0
  const late = !!day && left < 0 && deal.status === 'open'
  const away = left > 0 && left <= 60 && deal.status === 'open'
  return (
    <InlineDay
      name={name}
      label={t`Close date`}
      value={day ?? ''}
      empty={t`Not set`}
      canEdit={canEdit}
      shown={
        day ? (
          <span className={cx('num flex items-center gap-1', late && 'text-bad')} data-tip={dayLong(day)}>
            {late ? <CircleAlert size={14} strokeWidth={2} /> : null}
            <span className={cx(strong && 'font-medium')}>{nearLong(day)}</span>
            {away && strong ? <span className="text-text-2 max-sm:hidden">{t`in ${left} d`}</span> : null}
            {late ? <span>{t`${-left} d late`}</span> : null}
          </span>
        ) : undefined
      }
      onSave={(v) => saveDeal(deal, { expected_close: v || null })}
    />
  )
}

/** When a closed deal was closed. */
export function ClosedOn({ deal }: { deal: Deal }) {
  return <span className="num font-medium">{deal.closed_at ? dayLong(dayOf(deal.closed_at)) : '–'}</span>
}

export function Owner({ deal }: { deal: Deal }) {
  const mayAssign = useCan('deal.assign')
  const owner = useMember(deal.owner_id)
  const name = owner?.name ?? deal.owner_name
  const face = (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar name={name} hue={owner?.hue} />
      <span className="truncate">{name ?? t`Nobody`}</span>
    </span>
  )
  if (!mayAssign) return face
  return (
    <button
      type="button"
      onClick={() => void askAssign(deal)}
      className="-mx-1.5 flex min-h-[26px] max-w-[calc(100%+12px)] items-center rounded-4 px-1.5 hover:bg-surface-2 coarse:min-h-11"
    >
      <span className="sr">{t`Owner, assign`} </span>
      {face}
    </button>
  )
}
