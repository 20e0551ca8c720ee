/** Where one is signed in: each session with its device, and ending one or all others. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone, SquareTerminal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { OwnSession, Page } from '~/core/schema'
import { ago, dayLong, dayOf } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Skeleton } from '~/ui/Notes'
import { toast } from '~/ui/toast'
import { attempt, ownSessionStale, write } from './attempt'
import { deviceName } from './devices'

const EndOthers = lazy(() => import('./EndOthers'))

export function OwnSessions() {
  const list = useQuery({
    queryKey: keys.ownSessions,
    queryFn: async () => (await api.get<Page<OwnSession>>('/sessions')).items,
  })
  const [ending, setEnding] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const sessions = list.data ?? []
  const others = sessions.filter((s) => !s.current).length
  async function end(session: OwnSession) {
    setEnding(session.id)
    const done = await attempt(t`The session goes on`, () =>
      write(ownSessionStale, () => api.delete(`/sessions/${session.id}`)),
    )
    setEnding(null)
    if (done) toast(t`${deviceName(session)} is signed out`, { tone: 'ok' })
  }
  return (
    <>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      <ul aria-label={t`Sessions`} className="border-t border-border">
        {sessions.map((session) => (
          <li key={session.id} className="flex min-h-14 items-center gap-3 border-b border-border py-2">
            <DeviceIcon session={session} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-1.5">
                <span className="font-medium break-words">{deviceName(session)}</span>
                {session.current ? <Chip tone="accent">{t`This session`}</Chip> : null}
                {session.by_link ? <Chip>{t`By link`}</Chip> : null}
              </p>
              <p className="text-12 text-text-2">{facts(session)}</p>
            </div>
            {session.current ? null : (
              <Button
                look="ghost"
                size="sm"
                aria-label={t`Sign out ${deviceName(session)}`}
                busy={ending === session.id}
                onClick={() => void end(session)}
              >
                {t`Sign out`}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others ? (
        <Button className="mt-4" onClick={() => setAsking(true)}>
          {t`Sign out everywhere else`}
        </Button>
      ) : null}
      <Suspense>{asking ? <EndOthers onClose={() => setAsking(false)} /> : null}</Suspense>
    </>
  )
}

function DeviceIcon({ session }: { session: OwnSession }) {
  const phone = session.system === 'iPhone' || session.system === 'Android'
  const Icon = phone ? Smartphone : session.browser && !session.system ? SquareTerminal : Monitor
  return <Icon size={16} strokeWidth={1.75} className="shrink-0 text-text-3" aria-hidden />
}

/** The server notes a visit once an hour, so the session that is asking is simply active. */
function facts(session: OwnSession): string {
  const since = t`since ${dayLong(dayOf(session.created_at))}`
  return [since, session.current ? t`active now` : t`last seen ${ago(session.seen_at)}`].join(' · ')
}
