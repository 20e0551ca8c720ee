/** Turning the second factor off: takes the password and a code, so that an open session alone cannot. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { secondFactorStale, write } from './attempt'
import { useSending } from './useSending'

export default function TurnOffFactor({ email, onClose }: { email: string; onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { busy, error, send } = useSending(async () => {
    await write(secondFactorStale, () => api.post('/session/second-factor/off', { password, code }))
    toast(t`Sign-in no longer asks for a code`, { tone: 'ok' })
    onClose()
  })
  const problem = error ? asProblem(error) : null
  const named = problem?.field('password') || problem?.field('code')
  const ready = password !== '' && code.trim() !== ''
  return (
    <Dialog
      title={t`Turn off the second factor?`}
      width={420}
      onClose={onClose}
      onSubmit={() => ready && void send()}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="danger" type="submit" busy={busy} disabled={!ready}>{t`Turn off`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-2">{t`Your password alone will sign in, and your recovery codes are gone.`}</p>
        {problem && !named ? <ProblemNote error={problem} /> : null}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextField
          label={t`Your password`}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
          error={problem?.field('password')}
        />
        <TextField
          label={t`Code`}
          autoComplete="one-time-code"
          hint={t`Six digits of your authenticator, or a recovery code.`}
          value={code}
          onChange={setCode}
          error={problem?.field('code')}
        />
      </div>
    </Dialog>
  )
}
