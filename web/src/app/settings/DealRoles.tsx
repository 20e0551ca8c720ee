/** The roles that people may have on a deal: rename, put in order, retire, add. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import { rolesQuery } from '~/records/deals/people/people'
import { write } from './attempt'
import { AddNamed, NamedList } from './NamedList'

// The people on every deal are read with the names of their roles.
const stale = [keys.dealRoles, ['deals']] as const

export function DealRoles({ canEdit }: { canEdit: boolean }) {
  const list = useQuery(rolesQuery)
  return (
    <>
      {list.error ? <ProblemNote error={list.error} /> : null}
      <NamedList
        items={list.data ?? []}
        canEdit={canEdit}
        label={t`Role`}
        nameless={t`A role needs a name.`}
        maxLength={80}
        onSave={(r, patch) => write(stale, () => api.patch(`/deal-roles/${r.id}`, { ...patch, version: r.version }))}
      />
      {canEdit ? (
        <AddNamed
          label={t`Another role`}
          maxLength={80}
          onAdd={(name) => write(stale, () => api.post('/deal-roles', { name }))}
        />
      ) : null}
    </>
  )
}
