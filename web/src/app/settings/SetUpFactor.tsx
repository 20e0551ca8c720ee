/** Setting up an authenticator in three steps: the password, the picture and a first code, the recovery codes. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { NewFactor } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { secondFactorStale, write } from './attempt'
import { QrPicture } from './QrPicture'
import { RecoveryCodes } from './RecoveryCodes'
import { useSending } from './useSending'

type StepProps<T> = { onDone: (made: T) => void; onClose: () => void }

export default function SetUpFactor({ email, onClose }: { email: string; onClose: () => void }) {
  const [factor, setFactor] = useState<NewFactor | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (factor) return <FirstCode factor={factor} onDone={setCodes} onClose={onClose} />
  return <OwnPassword email={email} onDone={setFactor} onClose={onClose} />
}

function OwnPassword({ email, onDone, onClose }: StepProps<NewFactor> & { email: string }) {
  const [password, setPassword] = useState('')
  const { busy, error, send } = useSending(async () =>
    onDone(await api.post<NewFactor>('/session/second-factor', { password })),
  )
  const problem = error ? asProblem(error) : null
  return (
    <Dialog
      title={t`Set up an authenticator`}
      width={420}
      onClose={onClose}
      onSubmit={() => password && void send()}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!password}>{t`Go on`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-2">{t`You need an authenticator app, on your phone say. First confirm that it is you.`}</p>
        {problem && !problem.field('password') ? <ProblemNote error={problem} /> : null}
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
      </div>
    </Dialog>
  )
}

function FirstCode({ factor, onDone, onClose }: StepProps<string[]> & { factor: NewFactor }) {
  const [code, setCode] = useState('')
  const { busy, error, send } = useSending(async () => {
    const confirm = () => api.post<{ recovery_codes: string[] }>('/session/second-factor/confirm', { code })
    onDone((await write(secondFactorStale, confirm)).recovery_codes)
    toast(t`Sign-in now asks for a code`, { tone: 'ok' })
  })
  const problem = error ? asProblem(error) : null
  return (
    <Dialog
      title={t`Scan, then write the code`}
      width={420}
      dismissable={false}
      onClose={onClose}
      onSubmit={() => code.trim() && void send()}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!code.trim()}>{t`Turn on`}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-2">{t`Scan this with your authenticator. It counts once you have written a code of it.`}</p>
        <QrPicture qr={factor.qr} />
        <p className="text-12 text-text-2">
          {t`Cannot scan? Type this key in, for codes by time:`}
          <code className="mt-1 block font-mono text-13 break-words text-text select-all">
            {inFours(factor.secret)}
          </code>
        </p>
        {problem && !problem.field('code') ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Code`}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          hint={t`The six digits that your authenticator shows now.`}
          autoFocus
          value={code}
          onChange={setCode}
          error={problem?.field('code')}
        />
      </div>
    </Dialog>
  )
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')
