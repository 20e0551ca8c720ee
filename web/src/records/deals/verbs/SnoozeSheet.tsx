/** Snoozing a deal: a near day by one press, or any day within a year, with what was agreed. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { DealAnswer } from '~/core/schema'
import { addDays, dayLong, today } from '~/kit/dates'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField, TextField } from '~/ui/Field'
import { usePhone } from '~/ui/usePhone'
import type { DealLike } from './requests'
import { snoozeDeal } from './snoozeDeal'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function SnoozeSheet({ deal, answer }: Props) {
  const phone = usePhone()
  const now = today()
  const [until, setUntil] = useState(
    deal.snoozed_until && deal.snoozed_until > now ? deal.snoozed_until : addDays(now, 7),
  )
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const near = [
    { day: addDays(now, 1), label: t`Tomorrow` },
    { day: addDays(now, 7), label: t`A week` },
    { day: addDays(now, 30), label: t`A month` },
    { day: addDays(now, 91), label: t`A quarter` },
  ]
  async function snooze() {
    if (!until || busy) return
    setBusy(true)
    setError(null)
    try {
      answer(await snoozeDeal(deal, until, note))
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }
  const { name } = deal
  const day = until ? dayLong(until) : ''
  const footer = (
    <>
      <Button look="ghost" onClick={() => answer(null)}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!until}>
        {t`Snooze`}
      </Button>
    </>
  )
  const Surface = phone ? Sheet : Dialog
  return (
    <Surface
      title={t`Snooze ${name}`}
      width={420}
      onClose={() => answer(null)}
      onSubmit={() => void snooze()}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        {error ? <ProblemNote error={error} /> : null}
        <div role="group" aria-label={t`Near days`} className="flex flex-wrap gap-2">
          {near.map((n) => (
            <Button key={n.label} size="sm" aria-pressed={until === n.day} onClick={() => setUntil(n.day)}>
              {n.label}
            </Button>
          ))}
        </div>
        <DateField
          label={t`Until`}
          value={until}
          min={addDays(now, 1)}
          max={addDays(now, 366)}
          onChange={setUntil}
          required
          autoFocus
          hint={until ? t`Nothing of it asks for attention before ${day}. It wakes by itself.` : undefined}
        />
        <TextField label={t`What was agreed`} value={note} onChange={setNote} maxLength={2000} />
      </div>
    </Surface>
  )
}
