/** Taking a stage out of use; refused with the reason while deals are in it. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { Stage } from '~/core/schema'
import { Confirm } from '~/ui/aria/Dialog'
import { pipelineStale, write } from './attempt'

export default function RetireStage({ stage, onClose }: { stage: Stage; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function retire() {
    setBusy(true)
    setError(null)
    try {
      await write(pipelineStale, () => api.post(`/stages/${stage.id}/retire`))
      onClose()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const { name } = stage
  return (
    <Confirm
      title={t`Retire ${name}?`}
      action={t`Retire`}
      danger
      busy={busy}
      onConfirm={() => void retire()}
      onClose={onClose}
    >
      {t`It leaves the board. What happened in it stays in the history and in the figures. Deals must be moved out of it first.`}
      {error ? <ProblemNote error={error} className="mt-3 text-text" /> : null}
    </Confirm>
  )
}
