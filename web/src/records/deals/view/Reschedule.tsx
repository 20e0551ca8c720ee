/** Another day or time for a planned activity: near days by one press, or any day. */
import { t } from '@lingui/core/macro'
import { type FormEvent, type RefObject, useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Activity } from '~/core/schema'
import { dayNear } from '~/kit/dates'
import { PopoverBox } from '~/ui/aria/PopoverBox'
import { Button } from '~/ui/Button'
import { DateField, TextField } from '~/ui/Field'
import { editActivity } from './activities'
import { dueBody, dueParts, nearDays } from './due'

type Props = {
  dealId: string
  activity: Activity
  triggerRef: RefObject<Element | null>
  onClose: () => void
}

export default function Reschedule({ dealId, activity, triggerRef, onClose }: Props) {
  const start = dueParts(activity)
  const [day, setDay] = useState(start.day)
  const [time, setTime] = useState(start.time)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function save(to: string) {
    setBusy(true)
    setError(null)
    try {
      await editActivity(dealId, activity, to ? dueBody(to, time) : { due_at: null })
      onClose()
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }
  function submit(e: FormEvent) {
    e.preventDefault()
    void save(day)
  }
  return (
    <PopoverBox label={t`Reschedule`} triggerRef={triggerRef} onClose={onClose} placement="bottom end" width={296}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {error ? <ProblemNote error={error} /> : null}
        <div className="grid grid-cols-2 gap-1.5">
          {nearDays().map((near) => (
            <Button key={near.key} size="sm" disabled={busy} onClick={() => void save(near.day)}>
              {nearWord(near.key)} <span className="num text-12 text-text-3">{dayNear(near.day)}</span>
            </Button>
          ))}
        </div>
        <div className="flex gap-2">
          <DateField label={t`Day`} className="flex-1" value={day} onChange={setDay} />
          <TextField label={t`Time`} type="time" className="w-28" value={time} onChange={setTime} disabled={!day} />
        </div>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            {t`Cancel`}
          </Button>
          <Button look="primary" type="submit" busy={busy}>
            {t`Reschedule`}
          </Button>
        </div>
      </form>
    </PopoverBox>
  )
}

export function nearWord(key: string): string {
  if (key === 'today') return t`Today`
  if (key === 'tomorrow') return t`Tomorrow`
  if (key === 'monday') return t`Monday`
  return t`In 2 weeks`
}
