/** Taking up an invitation: the name as it will be shown, and a first password. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Invitation, Session } from '~/core/schema'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'

export function InviteForm({ token, onDone }: { token: string; onDone: (session: Session) => void }) {
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.get<Invitation>(`/invitations/${encodeURIComponent(token)}`),
  })
  const [name, setName] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [codeAsked, setCodeAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  if (invitation.error) return <ProblemNote error={invitation.error} title={t`This invitation no longer works`} />
  if (!invitation.data) return <Skeleton className="h-40 w-full" />
  const shown = name ?? invitation.data.name
  async function submit() {
    setBusy(true)
    setError(null)
    try {
      const body = { token, name: shown, password, code: code || undefined }
      onDone(await api.post<Session>('/invitations/accept', body))
    } catch (problem) {
      setError(problem)
      if (asProblem(problem).field('code')) setCodeAsked(true)
      setBusy(false)
    }
  }
  const problem = error ? asProblem(error) : null
  const known = problem?.field('name') || problem?.field('password') || problem?.field('code')
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      <div>
        <h1 className="text-24 font-semibold">{t`Join ${invitation.data.workspace_name}`}</h1>
        {invitation.data.email ? <p className="mt-1 text-14 text-text-2">{invitation.data.email}</p> : null}
      </div>
      {problem && !known ? <ProblemNote error={problem} /> : null}
      <input type="hidden" autoComplete="username" value={invitation.data.email ?? ''} readOnly />
      <TextField
        big
        label={t`Your name`}
        autoComplete="name"
        required
        value={shown}
        onChange={setName}
        error={problem?.field('name')}
      />
      <TextField
        big
        label={t`Choose a password`}
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        hint={t`At least 10 characters. A few words in a row are good.`}
        value={password}
        onChange={setPassword}
        error={problem?.field('password')}
        autoFocus
      />
      {codeAsked ? (
        <TextField
          big
          label={t`Code`}
          autoComplete="one-time-code"
          required
          hint={t`Six digits of your authenticator, or a recovery code.`}
          value={code}
          onChange={setCode}
          error={problem?.field('code')}
          autoFocus
        />
      ) : null}
      <Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
        {t`Join`}
      </Button>
    </form>
  )
}
