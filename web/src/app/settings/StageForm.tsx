/** What a stage is: name, purpose, expected days, probability, qualifying mark, hue, and the gate at its entry. */
import { t } from '@lingui/core/macro'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Criterion, Stage } from '~/core/schema'
import { Button } from '~/ui/Button'
import { Checkbox, NumberField, TextArea, TextField } from '~/ui/Field'
import { pipelineStale, write } from './attempt'
import { GatePicker } from './GatePicker'
import { HuePicker } from './HuePicker'

const RetireStage = lazy(() => import('./RetireStage'))

type Props = { stage: Stage; canEdit: boolean; onDone: () => void }

export function StageForm({ stage, canEdit, onDone }: Props) {
  const [name, setName] = useState(stage.name)
  const [purpose, setPurpose] = useState(stage.purpose ?? '')
  const [days, setDays] = useState(stage.expected_days === null ? '' : String(stage.expected_days))
  const [chance, setChance] = useState(stage.probability === null ? '' : String(stage.probability))
  const [qualifying, setQualifying] = useState(stage.qualifying)
  const [hue, setHue] = useState(stage.hue)
  const [criteria, setCriteria] = useState<Criterion[]>(stage.criteria)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [retiring, setRetiring] = useState(false)
  const problem = error ? asProblem(error) : null
  const open = stage.kind === 'open'
  const wrongDays = wrongWhole(days, 1, 3650)
  const wrongChance = wrongWhole(chance, 0, 100)
  async function save(e: FormEvent) {
    e.preventDefault()
    if (busy || !name.trim() || wrongDays || wrongChance) return
    setBusy(true)
    setError(null)
    try {
      await write(pipelineStale, () =>
        api.patch(`/stages/${stage.id}`, {
          version: stage.version,
          name: name.trim(),
          purpose: purpose.trim(),
          hue,
          criteria,
          ...(open
            ? {
                expected_days: days.trim() ? Number(days) : null,
                probability: chance.trim() ? Number(chance) : null,
                qualifying,
              }
            : {}),
        }),
      )
      onDone()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const named = problem?.field('name')
  return (
    <form onSubmit={(e) => void save(e)} className="border-t border-border px-4 pt-4 pb-3">
      <fieldset disabled={!canEdit} className="flex min-w-0 flex-col gap-4">
        <legend className="sr">{stage.name}</legend>
        {problem && !named ? <ProblemNote error={problem} /> : null}
        <TextField label={t`Name`} required maxLength={120} value={name} onChange={setName} error={named} />
        <TextArea
          label={t`Purpose`}
          rows={2}
          maxLength={2000}
          hint={t`What is done here, in a sentence. Sellers see it.`}
          value={purpose}
          onChange={setPurpose}
        />
        {open ? (
          <div className="flex gap-3 max-sm:flex-col">
            <NumberField
              label={t`Expected days`}
              className="flex-1"
              inputMode="numeric"
              hint={t`Days turn amber from here on, red at twice that.`}
              value={days}
              onChange={setDays}
              error={wrongDays}
            />
            <NumberField
              label={t`Probability, %`}
              className="flex-1"
              inputMode="numeric"
              hint={t`The chance to be won, for weighted sums.`}
              value={chance}
              onChange={setChance}
              error={wrongChance}
            />
          </div>
        ) : null}
        {open ? (
          <Checkbox
            label={t`Deals count as qualified from here on`}
            hint={t`One stage of the pipeline has this mark. Before it a deal is a lead.`}
            checked={qualifying}
            onChange={setQualifying}
          />
        ) : null}
        <HuePicker value={hue} onChange={setHue} />
        <GatePicker value={criteria} onChange={setCriteria} canEdit={canEdit} />
        {canEdit ? (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="primary" busy={busy} disabled={!name.trim()}>
              {t`Save`}
            </Button>
            <Button look="ghost" onClick={onDone}>
              {t`Cancel`}
            </Button>
            {open ? (
              <Button look="danger" className="ms-auto" onClick={() => setRetiring(true)}>
                {t`Retire`}
              </Button>
            ) : null}
          </div>
        ) : null}
      </fieldset>
      {retiring ? (
        <Suspense>
          <RetireStage stage={stage} onClose={() => setRetiring(false)} />
        </Suspense>
      ) : null}
    </form>
  )
}

/** Why typed text is no whole number within bounds, or null; empty text is none at all and fine. */
export function wrongWhole(typed: string, least: number, most: number): string | null {
  const text = typed.trim()
  if (text === '') return null
  const n = Number(text)
  return /^\d+$/.test(text) && n >= least && n <= most ? null : t`Write a whole number from ${least} to ${most}.`
}
