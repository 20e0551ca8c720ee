/** Losing a deal: the reason (asked always, figures rest on it), a note, the day. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { lostReasonsQuery } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import type { DealAnswer } from '~/core/schema'
import { today } from '~/kit/dates'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField, TextArea } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { loseDeal } from './closeDeal'
import type { DealLike } from './requests'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function LoseSheet({ deal, answer }: Props) {
  const reasons = useQuery(lostReasonsQuery)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [day, setDay] = useState(today())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function lose() {
    if (!reason) return
    setBusy(true)
    setError(null)
    try {
      answer(await loseDeal(deal, { reason_id: reason, note: note.trim() || undefined, closed_on: day }))
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }
  const { name } = deal
  const choices = (reasons.data ?? []).filter((r) => r.kind !== 'deleted' && !r.retired)
  const footer = (
    <>
      <Button look="ghost" onClick={() => answer(null)}>
        {t`Keep it open`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!reason || !day}>
        {t`Lose`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`Why was ${name} lost?`}
      onClose={() => answer(null)}
      onSubmit={() => void lose()}
      footer={footer}
      width={420}
    >
      <div className="flex flex-col gap-4">
        {error || reasons.error ? <ProblemNote error={error ?? reasons.error} /> : null}
        {reasons.isPending ? <Skeleton className="h-32" /> : null}
        <fieldset className="flex flex-col gap-0.5">
          <legend className="sr">{t`Reason`}</legend>
          {choices.map((r, at) => (
            <label
              key={r.id}
              className="flex min-h-8 items-center gap-2.5 rounded-6 px-2 hover:bg-surface-2 has-checked:bg-accent-tint coarse:min-h-11"
            >
              <input
                type="radio"
                name="reason"
                value={r.id}
                checked={reason === r.id}
                autoFocus={at === 0}
                onChange={() => setReason(r.id)}
                className="size-4 rounded-full accent-accent"
              />
              {r.name}
            </label>
          ))}
        </fieldset>
        <TextArea
          label={t`Note`}
          rows={2}
          value={note}
          onChange={setNote}
          placeholder={t`What would have changed it?`}
        />
        <DateField label={t`Lost on`} value={day} max={today()} onChange={setDay} required className="w-40" />
      </div>
    </Dialog>
  )
}
