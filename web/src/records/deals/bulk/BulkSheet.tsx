/** A change of many deals from the choice to its end: what it is, what it would do, how far it is, and back. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { BulkPreview, BulkVerb, Chosen, NewBulk } from '~/core/schema'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { usePhone } from '~/ui/usePhone'
import { BulkFields, complete, type Payload } from './BulkFields'
import { startBulk, useWatching } from './following'
import { Reasons } from './Reasons'
import { Running } from './Running'
import { foretold, verbTitle } from './words'

type Props = { verb: BulkVerb; deals: Chosen; size: number; onClose: (done: boolean) => void }

/** Deals that may go for all or for none. */
const WHOLE_MOST = 2000

export default function BulkSheet({ verb, deals, size, onClose }: Props) {
  const run = useWatching()
  const [begun, setBegun] = useState(false)
  return begun && run ? (
    <Running run={run} onClose={() => onClose(run.result.changed > 0)} />
  ) : (
    <Asking verb={verb} deals={deals} size={size} onClose={() => onClose(false)} onBegin={() => setBegun(true)} />
  )
}

function Asking({ verb, deals, size, onClose, onBegin }: Props & { onClose: () => void; onBegin: () => void }) {
  const Surface = usePhone() ? Sheet : Dialog
  const [payload, setPayload] = useState<Payload>({})
  const [whole, setWhole] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const ready = complete(verb, payload)
  const asked: NewBulk = { deals, verb, payload }
  const preview = useQuery({
    queryKey: ['bulk', asked],
    queryFn: ({ signal }) => api.post<BulkPreview>('/bulk-changes/preview', asked, { signal }),
    enabled: ready,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const found = ready ? preview.data : undefined
  const none = found !== undefined && (found.result.changed === 0 || (whole && found.result.refused > 0))
  async function begin() {
    if (!found || none || busy) return
    setBusy(true)
    setError(null)
    try {
      await startBulk({ ...asked, whole, count: found.count })
      onBegin()
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
      <Button
        look={verb === 'delete' ? 'danger' : 'primary'}
        type="submit"
        busy={busy}
        disabled={!found || none || preview.isFetching}
      >
        {verbTitle(verb, found && !none ? found.result.changed : size)}
      </Button>
    </>
  )
  return (
    <Surface
      title={verbTitle(verb, size)}
      width={460}
      onClose={onClose}
      onSubmit={() => void begin()}
      footer={footer}
      dismissable={false}
    >
      <div className="flex flex-col gap-4">
        <BulkFields verb={verb} payload={payload} onChange={setPayload} />
        {error || (ready && preview.error) ? <ProblemNote error={error ?? preview.error} /> : null}
        {ready && preview.isPending ? <Skeleton className="h-16" /> : null}
        {found ? (
          <section aria-live="polite" aria-label={t`What would happen`} className="flex flex-col gap-3">
            <p className="font-medium">{foretold(found.result).join(' · ')}</p>
            <Reasons reasons={found.result.reasons} />
            {found.result.refused > 0 && found.count <= WHOLE_MOST ? (
              <Checkbox
                label={t`Only if all of them can`}
                hint={whole ? t`As things are, none would change.` : t`Otherwise those that can.`}
                checked={whole}
                onChange={setWhole}
              />
            ) : null}
          </section>
        ) : null}
      </div>
    </Surface>
  )
}
