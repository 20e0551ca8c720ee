/** Winning a deal: the day it closed and what it came to; what the gate still asks is asked here too. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { isGate } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { DealAnswer, Unmet } from '~/core/schema'
import { today } from '~/kit/dates'
import { MoneyField } from '~/kit/MoneyField'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/Field'
import { winDeal } from './closeDeal'
import { CriterionInput } from './CriterionInput'
import type { DealLike } from './requests'

type Props = { deal: DealLike; answer: (value: DealAnswer | null) => void }

export function WinSheet({ deal, answer }: Props) {
  const [day, setDay] = useState(today())
  const [amount, setAmount] = useState(deal.amount)
  const [unmet, setUnmet] = useState<Unmet[]>([])
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function win() {
    setBusy(true)
    setError(null)
    try {
      answer(await winDeal(deal, { closed_on: day, amount, values: Object.keys(values).length ? values : undefined }))
    } catch (problem) {
      setBusy(false)
      if (isGate(problem)) setUnmet(problem.unmet.filter((u) => u.field !== 'amount'))
      setError(problem)
    }
  }
  const { name } = deal
  const footer = (
    <>
      <Button look="ghost" onClick={() => answer(null)}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!day}>
        {t`Win`}
      </Button>
    </>
  )
  return (
    <Dialog title={t`Win ${name}`} onClose={() => answer(null)} onSubmit={() => void win()} footer={footer} width={420}>
      <div className="flex flex-col gap-4">
        {error ? <ProblemNote error={error} /> : null}
        <div className="flex gap-3">
          <MoneyField
            label={t`Value`}
            currency={deal.currency}
            value={amount}
            onChange={setAmount}
            autoFocus
            className="flex-1"
          />
          <DateField label={t`Closed on`} value={day} max={today()} onChange={setDay} required className="w-40" />
        </div>
        {unmet.map((u) => (
          <CriterionInput
            key={u.field}
            unmet={u}
            deal={deal}
            value={values[u.field]}
            onChange={(v) => setValues({ ...values, [u.field]: v })}
          />
        ))}
      </div>
    </Dialog>
  )
}
