/** The second factor at sign-in: whether it is on, and the ways to set it up and to turn it off. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { ShieldCheck, ShieldOff } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { SecondFactor as State } from '~/core/schema'
import { dayLong, dayOf } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { Skeleton } from '~/ui/Notes'

const SetUpFactor = lazy(() => import('./SetUpFactor'))
const TurnOffFactor = lazy(() => import('./TurnOffFactor'))

export function SecondFactor({ email }: { email: string }) {
  const state = useQuery({ queryKey: keys.secondFactor, queryFn: () => api.get<State>('/session/second-factor') })
  const [open, setOpen] = useState<'on' | 'off' | null>(null)
  if (state.error) return <ProblemNote error={state.error} onRetry={() => void state.refetch()} />
  if (!state.data) return <Skeleton className="h-12" />
  const { on, has_password } = state.data
  const Icon = on ? ShieldCheck : ShieldOff
  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center gap-3">
        <Icon size={20} strokeWidth={1.75} className={on ? 'shrink-0 text-ok' : 'shrink-0 text-text-3'} aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="font-medium">{on ? t`On` : t`Off`}</p>
          <p className="text-12 text-text-2">{on ? facts(state.data) : offBecause(has_password)}</p>
        </div>
        {on ? (
          <Button onClick={() => setOpen('off')}>{t`Turn off`}</Button>
        ) : (
          <Button disabled={!has_password} onClick={() => setOpen('on')}>
            {t`Set up`}
          </Button>
        )}
      </div>
      <Suspense>
        {open === 'on' ? <SetUpFactor email={email} onClose={() => setOpen(null)} /> : null}
        {open === 'off' ? <TurnOffFactor email={email} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  )
}

function offBecause(hasPassword: boolean): string {
  return hasPassword ? t`Your password alone signs in.` : t`Set a password first: the code is asked for after it.`
}

function facts({ since, recovery_codes_left: left }: State): string {
  const codes =
    left === 0
      ? t`no recovery codes left: turn it off and set it up again for new ones`
      : left === 1
        ? t`1 recovery code left`
        : t`${left} recovery codes left`
  return [since ? t`since ${dayLong(dayOf(since))}` : null, codes].filter(Boolean).join(' · ')
}
