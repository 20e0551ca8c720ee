/** From a day to a day, both included; either may stay open. */
import { t } from '@lingui/core/macro'
import { type RefObject, useState } from 'react'
import { PopoverBox } from '~/ui/aria/PopoverBox'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/Field'
import { rangeOf, rangeText } from './periods'

type Props = {
  period: string
  triggerRef: RefObject<Element | null>
  onChoose: (period: string) => void
  onClose: () => void
}

export default function RangePicker({ period, triggerRef, onChoose, onClose }: Props) {
  const start = rangeOf(period)
  const [from, setFrom] = useState(start?.from ?? '')
  const [to, setTo] = useState(start?.to ?? '')
  const wrong = from && to && to < from ? t`The last day is before the first.` : null
  return (
    <PopoverBox label={t`Period`} triggerRef={triggerRef} onClose={onClose} width={300}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          if (!wrong) onChoose(rangeText(from || null, to || null))
        }}
      >
        <div className="flex gap-2">
          <DateField label={t`First day`} className="min-w-0 flex-1" value={from} onChange={setFrom} autoFocus />
          <DateField label={t`Last day`} className="min-w-0 flex-1" value={to} onChange={setTo} error={wrong} />
        </div>
        <p className="text-12 text-text-3">{t`Deals that closed on these days, in the workspace's time zone.`}</p>
        <Button look="primary" type="submit" disabled={!!wrong || (!from && !to)}>{t`Show this period`}</Button>
      </form>
    </PopoverBox>
  )
}
