/** One's API tokens: make one, see its secret once, revoke it. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Page, Token } from '~/core/schema'
import { useCan } from '~/core/session'
import { ago, dayLong, dayOf } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Skeleton } from '~/ui/Notes'
import { Frame, LookOnly } from './Frame'
import { scopeName } from './scopes'

const NewToken = lazy(() => import('./NewToken'))
const RevokeToken = lazy(() => import('./RevokeToken'))

export function TokensSection() {
  const mayEdit = useCan('token.edit')
  const list = useQuery({
    queryKey: keys.tokens,
    queryFn: async () => (await api.get<Page<Token>>('/tokens')).items,
  })
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const tokens = list.data ?? []
  return (
    <Frame
      title={t`API tokens`}
      about={t`For programs that act as you, within the scopes you give and never beyond your role.`}
      action={
        mayEdit ? (
          <Button look="primary" icon={<Plus size={16} />} onClick={() => setMaking(true)}>
            {t`New token`}
          </Button>
        ) : null
      }
    >
      {mayEdit ? null : <LookOnly />}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {list.isSuccess && !tokens.length ? <p className="text-text-2">{t`No tokens yet.`}</p> : null}
      <ul aria-label={t`API tokens`}>
        {tokens.map((token) => (
          <li key={token.id} className="flex min-h-14 items-center gap-3 border-b border-border py-2">
            <KeyRound size={16} strokeWidth={1.75} className="shrink-0 text-text-3" aria-hidden />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-1.5">
                <span className="font-medium">{token.name}</span>
                {token.scopes.map((scope) => (
                  <Chip key={scope}>{scopeName(scope)}</Chip>
                ))}
              </p>
              <p className="text-12 text-text-2">{facts(token)}</p>
            </div>
            {mayEdit ? (
              <Button look="ghost" size="sm" aria-label={t`Revoke ${token.name}`} onClick={() => setRevoking(token)}>
                {t`Revoke`}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Suspense>
        {making ? <NewToken onClose={() => setMaking(false)} /> : null}
        {revoking ? <RevokeToken token={revoking} onClose={() => setRevoking(null)} /> : null}
      </Suspense>
    </Frame>
  )
}

function facts(token: Token): string {
  const made = dayLong(dayOf(token.created_at))
  const used = token.last_used_at ? t`used ${ago(token.last_used_at)}` : t`never used`
  const until = token.expires_at ? t`until ${dayLong(dayOf(token.expires_at))}` : t`no end`
  return [t`made ${made}`, used, until].join(' · ')
}
