/** The second step of signing in: a code of the authenticator, or a recovery code. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Session } from '~/core/schema'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'

type Props = { pending: string; onDone: (session: Session) => void; onBack: () => void }

export function CodeForm({ pending, onDone, onBack }: Props) {
  const [code, setCode] = useState('')
  const [recovery, setRecovery] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  async function submit() {
    setBusy(true)
    setError(null)
    try {
      onDone(await api.post<Session>('/session/code', { pending, code }))
    } catch (caught) {
      setError(caught)
      setBusy(false)
    }
  }
  function change() {
    setRecovery(!recovery)
    setCode('')
    setError(null)
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      <div>
        <h1 className="text-24 font-semibold">{recovery ? t`Write a recovery code` : t`Write your code`}</h1>
        <p className="mt-1 text-14 text-text-2">
          {recovery
            ? t`One of the ten that you kept when you set up your authenticator. It works once.`
            : t`The six digits that your authenticator shows for Headgate now.`}
        </p>
      </div>
      {problem && !problem.field('code') ? <ProblemNote error={problem} /> : null}
      <TextField
        key={recovery ? 'recovery' : 'code'}
        big
        label={recovery ? t`Recovery code` : t`Code`}
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete={recovery ? 'off' : 'one-time-code'}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        value={code}
        onChange={setCode}
        error={problem?.field('code')}
        autoFocus
      />
      <Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
        {t`Sign in`}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="ghost" onClick={onBack}>{t`Back`}</Button>
        <Button look="ghost" onClick={change}>
          {recovery ? t`Use the authenticator` : t`Use a recovery code`}
        </Button>
      </div>
    </form>
  )
}
