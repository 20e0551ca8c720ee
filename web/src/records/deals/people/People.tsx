/** The people on a deal: who, in which role, whom to turn to first; added, changed and taken off here. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import type { Deal } from '~/core/schema'
import { PersonRow } from './PersonRow'
import { peopleQuery, rolesQuery } from './people'
import { PartSection } from '../view/PartSection'

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
    <PartSection
      title={t`People`}
      adds={canEdit ? { label: t`Add a person`, ref: add, run: () => setAdding(true) } : undefined}
      list={list}
      empty={people.length ? null : t`Nobody yet`}
    >
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
    </PartSection>
  )
}
