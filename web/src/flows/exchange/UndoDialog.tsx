/** Asks before an import is taken back, says what goes, and what to do with what people changed since. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { ImportResult } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Field'
import { useImportVerb } from './useImport'
import { createdText } from './words'

/** A record that stands in the way of the undo. */
type Way = { id: string; name: string | null; sentence: string }

type Props = { id: string; names: string; result: ImportResult | null; onClose: () => void }

export default function UndoDialog({ id, names, result, onClose }: Props) {
  const verb = useImportVerb(id)
  const navigate = useNavigate()
  const [skip, setSkip] = useState(false)
  const made = result ? createdText(result) : ''
  const problem = verb.error ? asProblem(verb.error) : null
  const ways = (problem?.body.in_the_way ?? []) as Way[]
  const changed = problem?.code === 'conflict'
  async function undo() {
    try {
      await verb.mutateAsync({ verb: 'undo', body: { skip_changed: skip } })
      onClose()
      await navigate({ to: '/import/$importId', params: { importId: id }, search: {} })
    } catch {
      // The problem is shown in the dialog from the mutation's state.
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button look="danger" busy={verb.isPending} onClick={() => void undo()}>
        {t`Undo this import`}
      </Button>
    </>
  )
  return (
    <Dialog title={t`Undo the import of ${names}?`} onClose={onClose} footer={footer} width={440}>
      <div className="flex flex-col gap-3 text-text-2">
        <p>
          {made
            ? t`It takes back ${made}, as if it had never been made. Lists, history and figures are then as they were before.`
            : t`It takes back everything that this import made. Lists, history and figures are then as they were before.`}
        </p>
        {problem ? <ProblemNote error={problem} /> : null}
        {ways.length ? (
          <ul className="max-h-40 overflow-y-auto text-12 thin-scroll">
            {ways.map((way) => (
              <li key={way.id}>
                {way.name ?? way.id}: {way.sentence}
              </li>
            ))}
          </ul>
        ) : null}
        <Checkbox
          label={t`Leave what somebody has changed since`}
          hint={
            changed
              ? t`Some records were changed by people; with this mark they stay, and the rest goes.`
              : t`Without this mark nothing is taken back when a record was changed by hand.`
          }
          checked={skip}
          onChange={setSkip}
        />
      </div>
    </Dialog>
  )
}
