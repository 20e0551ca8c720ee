/** One member: name, role and team edited in place; inviting, handing over and deactivating in the menu. */
import { t } from '@lingui/core/macro'
import { ArrowRightLeft, Ellipsis, Link2, UserCheck, UserX } from 'lucide-react'
import { api } from '~/core/api'
import type { Member, Role, Team } from '~/core/schema'
import { useSession } from '~/core/session'
import { Avatar } from '~/ui/Avatar'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { InlineChoice, InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { attempt, memberStale, write } from './attempt'
import { ROLES, roleMeans, roleName, statusName, useOwnRoles } from './roles'

type Props = { member: Member; teams: Team[]; canEdit: boolean; onInvite: () => void; onHandOver?: () => void }

export function MemberRow({ member: m, teams, canEdit, onInvite, onHandOver }: Props) {
  const ownRoles = useOwnRoles()
  const own = ownRoles.find((r) => r.id === m.own_role_id)
  const self = useSession().member.id === m.id
  const save = (patch: Partial<Member>) =>
    write(memberStale, () => api.patch(`/members/${m.id}`, { ...patch, version: m.version }))
  const editable = canEdit && m.status !== 'inactive'
  const team = teams.find((x) => x.id === m.team_id)
  const { name } = m
  const items = [
    ...(m.status === 'invited' || m.status === 'unclaimed'
      ? [
          {
            id: 'invite',
            label: t`Invitation link…`,
            icon: <Link2 size={16} />,
            disabled: !m.email,
            hint: m.email ? undefined : t`needs an e-mail`,
          },
        ]
      : []),
    ...(onHandOver ? [{ id: 'hand-over', label: t`Hand over…`, icon: <ArrowRightLeft size={16} /> }] : []),
    m.status === 'inactive'
      ? { id: 'activate', label: t`Activate`, icon: <UserCheck size={16} /> }
      : { id: 'deactivate', label: t`Deactivate`, icon: <UserX size={16} />, danger: true, disabled: self },
  ]
  function run(id: string) {
    if (id === 'invite') return onInvite()
    if (id === 'hand-over') return onHandOver?.()
    void attempt(t`${name} was not changed`, () =>
      write(memberStale, () => api.post(`/members/${m.id}/${id}`, { version: m.version })),
    )
  }
  return (
    <li
      className={cx(
        'grid min-h-13 grid-cols-[minmax(0,1fr)_140px_130px_96px_32px] items-center gap-3 border-b border-border py-1',
        'max-md:grid-cols-[minmax(0,1fr)_112px_32px] coarse:grid-cols-[minmax(0,1fr)_112px_44px]',
        m.status === 'inactive' && 'opacity-60',
      )}
    >
      <div className="flex min-w-0 items-center gap-2.5">
        <Avatar name={name} hue={m.hue} size={28} />
        <div className="min-w-0 flex-1">
          <InlineText
            name={`name-${m.id}`}
            label={t`Name`}
            value={name}
            canEdit={editable}
            maxLength={200}
            className="font-medium"
            shown={<span className="truncate">{name}</span>}
            check={(v) => (v.trim() ? null : t`A member needs a name.`)}
            onSave={(v) => save({ name: v.trim() })}
          />
          <div className="text-12 text-text-2">
            <InlineText
              name={`email-${m.id}`}
              label={t`E-mail of ${name}`}
              value={m.email ?? ''}
              empty={t`No e-mail`}
              className="!min-h-6 coarse:!min-h-11"
              canEdit={editable && (m.status === 'unclaimed' || m.status === 'invited')}
              maxLength={254}
              shown={<span className="truncate">{m.email}</span>}
              onSave={(v) => save({ email: v.trim() || null })}
            />
          </div>
        </div>
      </div>
      <div className="min-w-0" data-tip={own ? undefined : roleMeans(m.role)}>
        <InlineChoice
          name={`role-${m.id}`}
          label={t`Role of ${name}`}
          value={m.own_role_id ?? m.role}
          shown={<span className="truncate">{own?.name ?? roleName(m.role)}</span>}
          canEdit={editable && !self}
          options={[
            ...ROLES.map((r) => ({ value: r, label: roleName(r) })),
            ...ownRoles.map((r) => ({ value: r.id, label: r.name })),
          ]}
          onSave={(v) => save(ROLES.includes(v as Role) ? { role: v as Role } : { own_role_id: v })}
        />
      </div>
      <div className="min-w-0 max-md:hidden">
        <InlineChoice
          name={`team-${m.id}`}
          label={t`Team of ${name}`}
          value={m.team_id ?? ''}
          empty={t`No team`}
          shown={<span className="truncate">{team?.name}</span>}
          canEdit={editable}
          none={t`No team`}
          options={teams.filter((x) => !x.archived || x.id === m.team_id).map((x) => ({ value: x.id, label: x.name }))}
          onSave={(v) => save({ team_id: v || null })}
        />
      </div>
      <div className="max-md:hidden">
        {m.status === 'active' ? (
          <span className="text-text-2">{statusName(m.status)}</span>
        ) : (
          <Chip tone={m.status === 'invited' ? 'accent' : 'quiet'}>{statusName(m.status)}</Chip>
        )}
      </div>
      {canEdit ? (
        <MenuButton
          label={t`Actions for ${name}`}
          sections={[{ id: 'all', items }]}
          onAction={run}
          placement="bottom end"
          className="size-8 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
        >
          <Ellipsis size={16} />
        </MenuButton>
      ) : (
        <span />
      )}
    </li>
  )
}
