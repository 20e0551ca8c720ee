/** Sign-in: e-mail and password, a link from the command line (#link=), or an invitation (#invite=). */
import { t } from '@lingui/core/macro'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { CodeNeeded, Session } from '~/core/schema'
import { enter } from '~/core/session'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { Mark } from '../Mark'
import { CodeForm } from './CodeForm'
import { FlowPicture } from './FlowPicture'
import { InviteForm } from './InviteForm'

const route = getRouteApi('/signin')

/** The token after # in the address; a fragment never reaches the server's log. */
function fragment(name: 'link' | 'invite'): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(name)
}

export function SigninPage() {
  const { next } = route.useSearch()
  const router = useRouter()
  const link = useRef(fragment('link'))
  const [waiting, setWaiting] = useState(link.current !== null)
  const [invite] = useState(() => fragment('invite'))
  const [linkError, setLinkError] = useState<unknown>(null)

  const signedIn = useCallback(
    (session: Session) => {
      enter(session)
      // Only an address of our own: "//host" would leave the site.
      router.history.replace(next && /^\/(?!\/)/.test(next) ? next : '/')
    },
    [next, router],
  )
  useEffect(() => {
    document.title = `${t`Sign in`} · Headgate`
    const token = link.current
    if (!token) return
    // The link works once, so it is tried once.
    link.current = null
    history.replaceState(null, '', location.pathname + location.search)
    api.post<Session>('/session/link', { token }).then(signedIn, (error) => {
      setLinkError(error)
      setWaiting(false)
    })
  }, [signedIn])

  return (
    <div className="flex h-full overflow-y-auto bg-page">
      <main className="flex w-[600px] shrink-0 flex-col border-e border-border px-[120px] py-10 max-lg:w-full max-lg:border-0 max-sm:px-6">
        <div className="flex items-center gap-2 text-15 font-semibold">
          <Mark />
          Headgate
        </div>
        <div className="mx-auto my-auto w-full max-w-[360px] py-10">
          {invite ? (
            <InviteForm token={invite} onDone={signedIn} />
          ) : waiting ? (
            <Waiting />
          ) : (
            <PasswordForms
              onDone={signedIn}
              note={linkError ? <ProblemNote error={linkError} title={t`This sign-in link no longer works`} /> : null}
            />
          )}
        </div>
        <p className="text-12 text-text-3">{t`No password yet, or forgotten? Ask an administrator of your workspace for a sign-in link.`}</p>
      </main>
      <FlowPicture />
    </div>
  )
}

function Waiting() {
  return (
    <p role="status" className="text-14 text-text-2">
      {t`Signing you in…`}
    </p>
  )
}

type FormProps = { onDone: (session: Session) => void; note: ReactNode }

/** The password, and the code where one is asked for. */
function PasswordForms({ onDone, note }: FormProps) {
  const [pending, setPending] = useState<string | null>(null)
  return pending ? (
    <CodeForm pending={pending} onDone={onDone} onBack={() => setPending(null)} />
  ) : (
    <PasswordForm onDone={onDone} onPending={setPending} note={note} />
  )
}

function PasswordForm({ onDone, onPending, note }: FormProps & { onPending: (pending: string) => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function submit() {
    setBusy(true)
    setError(null)
    try {
      const answer = await api.post<Session | CodeNeeded>('/session', { email, password })
      if ('pending' in answer) onPending(answer.pending)
      else onDone(answer)
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
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
        <h1 className="text-24 font-semibold">{t`Sign in`}</h1>
        <p className="mt-1 text-14 text-text-2">{location.host}</p>
      </div>
      {error ? <ProblemNote error={error} /> : note}
      <TextField
        big
        label={t`E-mail`}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
        autoFocus
      />
      <TextField
        big
        label={t`Password`}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" look="primary" size="lg" busy={busy} className="mt-2 w-full">
        {t`Sign in`}
      </Button>
    </form>
  )
}
