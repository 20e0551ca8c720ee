/** Values of own fields that lead to somebody or to a record: shown by name, searched for as one types. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { InlineChoice } from '~/ui/InlineInputs'
import { api } from './api'
import { useMembers } from './lists'
import type { OwnInputProps as Props } from './ownFields'
import type { Page } from './schema'

const InlineCombo = lazy(() => import('~/ui/aria/InlineCombo'))

export function Who({ field, value, canEdit, onSave }: Props) {
  const members = useMembers()
  const now = typeof value === 'string' ? value : ''
  const options = members.filter((m) => m.status !== 'inactive' || m.id === now)
  return (
    <InlineChoice
      name={`own-${field.key}`}
      label={field.name}
      value={now}
      shown={now ? (members.find((m) => m.id === now)?.name ?? '…') : undefined}
      canEdit={canEdit}
      none={t`Nobody`}
      options={options.map((m) => ({ value: m.id, label: m.name }))}
      onSave={(v) => onSave(v || null)}
    />
  )
}

type Named = { id: string; name: string }
const PATHS = { company: '/companies', contact: '/contacts', deal: '/deals', product: '/products' }

export function Linked({ field, value, canEdit, onSave }: Props) {
  const path = PATHS[field.links ?? 'company']
  const now = typeof value === 'string' ? value : ''
  const asked = useQuery({
    queryKey: ['own-link', now],
    queryFn: async () => (await api.get<Named>(`${path}/${now}`)).name,
    enabled: !!now,
    staleTime: 60_000,
    retry: false,
  })
  const shown = now ? (asked.data ?? (asked.error ? t`not to be seen` : '…')) : ''
  if (!canEdit) return shown || '–'
  return (
    <Suspense fallback={shown || '–'}>
      <InlineCombo
        name={`own-${field.key}`}
        label={field.name}
        value={now}
        shown={shown}
        text={asked.data ?? ''}
        search={async (q) =>
          (await api.get<Page<Named>>(path, { q, limit: 20 })).items.map((r) => ({ id: r.id, label: r.name }))
        }
        onSave={(id) => onSave(id || null)}
      />
    </Suspense>
  )
}
