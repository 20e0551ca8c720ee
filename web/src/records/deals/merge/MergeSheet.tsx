/** Merging a deal with another that is the same: which one, which stays, and whose value each field gets. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { AlikeDeal, Deal, Page } from '~/core/schema'
import { money } from '~/kit/money'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { TextField } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { usePhone } from '~/ui/usePhone'
import { ChoiceList } from '../verbs/ChoiceList'
import { MergeCompare } from './MergeCompare'

type Props = {
  deal: Deal
  /** With the id of the deal that stays, when they were merged. */
  onClose: (survivor: string | null) => void
}

export default function MergeSheet({ deal, onClose }: Props) {
  const [otherId, setOtherId] = useState<string | null>(null)
  const other = useQuery({
    queryKey: keys.deal(otherId ?? ''),
    queryFn: () => api.get<Deal>(`/deals/${otherId}`),
    enabled: otherId !== null,
    staleTime: 0,
  })
  if (otherId !== null && other.data)
    return <MergeCompare deal={deal} other={other.data} onBack={() => setOtherId(null)} onClose={onClose} />
  return <Choosing deal={deal} error={other.error} onChoose={setOtherId} onClose={() => onClose(null)} />
}

type ChoosingProps = { deal: Deal; error: unknown; onChoose: (id: string) => void; onClose: () => void }

function Choosing({ deal, error, onChoose, onClose }: ChoosingProps) {
  const Surface = usePhone() ? Sheet : Dialog
  const [typed, setTyped] = useState('')
  const asked = typed.trim()
  const { name } = deal
  const alike = useQuery({
    queryKey: ['deals', deal.id, 'alike'],
    queryFn: () => api.get<{ items: AlikeDeal[] }>(`/deals/${deal.id}/alike`),
  })
  const query = { q: asked, limit: 10 }
  const found = useQuery({
    queryKey: keys.deals(query),
    queryFn: ({ signal }) => api.get<Page<Deal>>('/deals', query, signal),
    enabled: asked !== '',
    placeholderData: (before) => before,
  })
  const sum = (d: AlikeDeal | Deal) => (d.amount === null ? '' : money(d.amount, d.currency))
  const items = asked
    ? (found.data?.items ?? [])
        .filter((d) => d.id !== deal.id)
        .map((d) => ({ id: d.id, label: d.name, hint: [d.company_name, sum(d)].filter(Boolean).join(' · ') }))
    : (alike.data?.items ?? []).map((d) => ({
        id: d.id,
        label: d.name,
        hint: [d.stage_name, sum(d)].filter(Boolean).join(' · '),
      }))
  return (
    <Surface title={t`Which deal is the same as ${name}?`} width={460} onClose={onClose}>
      {error ? <ProblemNote error={error} className="mb-3" /> : null}
      <ChoiceList
        label={asked ? t`Deals found` : t`Deals alike`}
        items={items}
        onChoose={onChoose}
        renderField={(props) => (
          <TextField
            {...props}
            label={t`Name of the other deal`}
            hideLabel
            placeholder={t`Type the beginning of its name`}
            value={typed}
            onChange={setTyped}
            autoFocus
          />
        )}
      />
      {!asked && alike.isPending ? <Skeleton className="mt-2 h-16" /> : null}
      {!items.length && (asked ? found.isSuccess : alike.isSuccess) ? (
        <p className="mt-2 text-text-2">{asked ? t`No deal begins so.` : t`No deal looks the same. Type its name.`}</p>
      ) : null}
    </Surface>
  )
}
