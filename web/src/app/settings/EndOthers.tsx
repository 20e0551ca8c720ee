/** Ending all of one's own sessions but this: asked first, since other devices lose what is half written. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { Confirm } from '~/ui/aria/Dialog'
import { toast } from '~/ui/toast'
import { ownSessionStale, write } from './attempt'

export default function EndOthers({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function end() {
    setBusy(true)
    setError(null)
    try {
      await write(ownSessionStale, () => api.post('/sessions/end-others'))
      toast(t`You are signed out everywhere else`, { tone: 'ok' })
      onClose()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  return (
    <Confirm
      title={t`Sign out everywhere else?`}
      action={t`Sign out`}
      danger
      busy={busy}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      {t`Every other device has to sign in again. API tokens keep working; revoke them on their own page.`}
      {error ? <ProblemNote error={error} className="mt-3 text-text" /> : null}
    </Confirm>
  )
}
