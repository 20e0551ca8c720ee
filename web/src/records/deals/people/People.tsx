/** The people on a deal: who, in which role, whom to turn to first; added, changed and taken off here. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Deal } from '~/core/schema'
import { Button } from '~/ui/Button'
import { Skeleton } from '~/ui/Notes'
import { PersonRow } from './PersonRow'
import { peopleQuery, rolesQuery } from './people'

const AddPerson = lazy(() => import('./AddPerson'))

export default function People({ deal, canEdit }: { deal: Deal; canEdit: boolean }) {
  const list = useQuery(peopleQuery(deal.id))
  const roles = useQuery(rolesQuery).data ?? []
  const [adding, setAdding] = useState(false)
  const add = useRef<HTMLButtonElement>(null)
  const people = list.data ?? []
  // The row that had the focus has gone.
  const onGone = () => setTimeout(() => document.activeElement === document.body && add.current?.focus())
  return (
    <section aria-label={t`People`} className="mt-6">
      <div className="mb-1.5 flex h-7 items-center justify-between coarse:h-11">
        <h2 className="font-semibold">{t`People`}</h2>
        {canEdit ? (
          <Button
            ref={add}
            look="ghost"
            size="sm"
            icon={<Plus size={14} />}
            aria-label={t`Add a person`}
            onClick={() => setAdding(true)}
          >
            {t`Add`}
          </Button>
        ) : null}
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-10" /> : null}
      {list.isSuccess && !people.length ? <p className="text-text-3">{t`Nobody yet`}</p> : null}
      <ul aria-label={t`People on the deal`}>
        {people.map((p) => (
          <PersonRow key={p.id} person={p} deal={deal} roles={roles} canEdit={canEdit} onGone={onGone} />
        ))}
      </ul>
      {adding ? (
        <Suspense>
          <AddPerson
            deal={deal}
            there={people.map((p) => p.contact_id)}
            roles={roles}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
