/** Revoking a token: programs that use it stop at once. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { Token } from '~/core/schema'
import { Confirm } from '~/ui/aria/Dialog'
import { tokenStale, write } from './attempt'

export default function RevokeToken({ token, onClose }: { token: Token; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function revoke() {
    setBusy(true)
    try {
      await write(tokenStale, () => api.delete(`/tokens/${token.id}`))
      onClose()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const { name } = token
  return (
    <Confirm
      title={t`Revoke ${name}?`}
      action={t`Revoke`}
      danger
      busy={busy}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      {t`Programs that use it are refused from now on. This cannot be undone.`}
      {error ? <ProblemNote error={error} className="mt-3 text-text" /> : null}
    </Confirm>
  )
}
