/** Deleting a deal: the reason decides whether figures forget it or count it as lost. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { Deal, DeleteReason as Reason } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { putAway } from './saveDeal'

type Props = { deal: Deal; onClose: (gone: boolean) => void }

export default function DeleteSheet({ deal, onClose }: Props) {
  const [reason, setReason] = useState<Reason | ''>('')
  const [busy, setBusy] = useState(false)
  const { name } = deal
  const reasons: { value: Reason; label: string; what: string }[] = [
    { value: 'test', label: t`It was a test`, what: t`Figures forget it.` },
    { value: 'duplicate', label: t`It is there twice`, what: t`Figures forget it.` },
    { value: 'mistake', label: t`It was made by mistake`, what: t`Figures forget it.` },
    {
      value: 'other',
      label: t`Something else`,
      what: t`A real deal stays in the figures; an open one past the qualifying stage counts as lost.`,
    },
  ]
  async function remove() {
    if (!reason || busy) return
    setBusy(true)
    const gone = await putAway(deal, { verb: 'delete', reason })
    setBusy(false)
    if (gone) onClose(true)
  }
  const footer = (
    <>
      <Button look="ghost" onClick={() => onClose(false)}>
        {t`Keep it`}
      </Button>
      <Button look="danger" type="submit" busy={busy} disabled={!reason}>
        {t`Delete`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`Why is ${name} deleted?`}
      width={420}
      onClose={() => onClose(false)}
      onSubmit={() => void remove()}
      footer={footer}
    >
      <fieldset className="flex flex-col gap-0.5">
        <legend className="sr">{t`Reason`}</legend>
        {reasons.map((r, at) => (
          <label
            key={r.value}
            className="flex min-h-8 items-start gap-2.5 rounded-6 px-2 py-1.5 hover:bg-surface-2 has-checked:bg-accent-tint coarse:min-h-11"
          >
            <input
              type="radio"
              name="why"
              value={r.value}
              checked={reason === r.value}
              autoFocus={at === 0}
              onChange={() => setReason(r.value)}
              className="mt-px size-4 shrink-0 accent-accent"
            />
            <span>
              {r.label}
              <span className="block text-12 text-text-2">{r.what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="mt-3 text-12 text-text-2">{t`It can be restored from the list of deleted deals.`}</p>
    </Dialog>
  )
}
