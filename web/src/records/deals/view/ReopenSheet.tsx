/** Opening a closed deal again: in which stage, and why. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { Deal, Stage } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Select, TextArea } from '~/ui/Field'
import { reopenDeal } from '../verbs'

type Props = { deal: Deal; stages: Stage[]; start?: string; onClose: () => void }

export default function ReopenSheet({ deal, stages, start, onClose }: Props) {
  const open = stages.filter((s) => s.kind === 'open' && !s.retired).sort((a, b) => a.position - b.position)
  const [stage, setStage] = useState(
    (open.find((s) => s.id === start) ?? open.find((s) => s.id === deal.exit_stage_id) ?? open[0])?.id ?? '',
  )
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const { name } = deal
  async function reopen() {
    if (!reason.trim() || busy) return
    setBusy(true)
    const answer = await reopenDeal(deal, { stage_id: stage, reason: reason.trim() })
    setBusy(false)
    if (answer) onClose()
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Leave it closed`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!reason.trim()}>
        {t`Reopen`}
      </Button>
    </>
  )
  return (
    <Dialog title={t`Reopen ${name}`} width={420} onClose={onClose} onSubmit={() => void reopen()} footer={footer}>
      <div className="flex flex-col gap-4">
        <Select
          label={t`Stage`}
          value={stage}
          onChange={setStage}
          options={open.map((s) => ({ value: s.id, label: s.name }))}
        />
        <TextArea
          label={t`Why`}
          required
          autoFocus
          rows={2}
          value={reason}
          onChange={setReason}
          hint={t`It goes to the timeline.`}
        />
      </div>
    </Dialog>
  )
}
