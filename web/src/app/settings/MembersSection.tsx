/** The people of the workspace: roles, teams, invitations, who may sign in. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { membersQuery, useTeams } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import type { Member } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { Frame, Heads, LookOnly } from './Frame'
import { MemberRow } from './MemberRow'

const AddMember = lazy(() => import('./AddMember'))
const HandOver = lazy(() => import('./HandOver'))
const InviteLink = lazy(() => import('./InviteLink'))

export function MembersSection() {
  const mayEdit = useCan('member.edit')
  const mayHand = useCan('member.hand_over')
  const list = useQuery(membersQuery)
  const teams = useTeams()
  const [adding, setAdding] = useState(false)
  const [inviting, setInviting] = useState<Member | null>(null)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const [all, setAll] = useState(false)
  const members = list.data ?? []
  const inactive = members.filter((m) => m.status === 'inactive').length
  const shown = members.filter((m) => all || m.status !== 'inactive')
  const active = members.length - inactive
  return (
    <Frame
      wide
      title={t`Members`}
      about={plural(active, { one: '# person', other: '# people' })}
      action={
        mayEdit ? (
          <Button look="primary" icon={<UserPlus size={16} />} onClick={() => setAdding(true)}>
            {t`Add a member`}
          </Button>
        ) : null
      }
    >
      {mayEdit ? null : <LookOnly />}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-40" /> : null}
      <Heads labels={[t`Name`, t`Role`, t`Team`, t`Status`]} grid="grid-cols-[minmax(0,1fr)_140px_130px_96px_32px]" />
      <ul aria-label={t`Members`}>
        {shown.map((m) => (
          <MemberRow
            key={m.id}
            member={m}
            teams={teams}
            canEdit={mayEdit}
            onInvite={() => setInviting(m)}
            onHandOver={mayHand ? () => setLeaving(m) : undefined}
          />
        ))}
      </ul>
      {inactive ? (
        <div className="mt-3">
          <Checkbox label={t`Show ${inactive} inactive`} checked={all} onChange={setAll} />
        </div>
      ) : null}
      <Suspense>
        {adding ? (
          <AddMember
            teams={teams}
            onDone={(made) => {
              setAdding(false)
              if (made?.email) setInviting(made)
            }}
          />
        ) : null}
        {leaving ? (
          <HandOver member={leaving} members={members} teams={teams} onClose={() => setLeaving(null)} />
        ) : null}
        {inviting ? <InviteLink member={inviting} onClose={() => setInviting(null)} /> : null}
      </Suspense>
    </Frame>
  )
}
