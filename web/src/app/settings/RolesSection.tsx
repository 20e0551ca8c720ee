/** Roles: who may do what. The presets to look at beside the workspace's own, which are edited in place. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Archive, Check, Ellipsis, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import type { MemberRole, Reach } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { InlineChoice, InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { Skeleton } from '~/ui/Notes'
import { attempt, roleStale, write } from './attempt'
import { Frame, LookOnly } from './Frame'
import { groupsOf, REACHES, reachName } from './permissions'
import { roleName, rolesQuery } from './roles'

const NewRole = lazy(() => import('./NewRole'))

export default function RolesSection() {
  const mayEdit = useCan('member_role.edit')
  const list = useQuery(rolesQuery)
  const [adding, setAdding] = useState(false)
  const action = mayEdit ? (
    <Button onClick={() => setAdding(true)}>
      <Plus size={16} /> {t`New role`}
    </Button>
  ) : undefined
  const about = t`What each role may do. A role of your own can give no more than you may yourself.`
  return (
    <Frame wide title={t`Roles`} about={about} action={action}>
      {mayEdit ? null : <LookOnly />}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-96" /> : null}
      {list.data ? <RoleTable roles={ownFirst(list.data)} canEdit={mayEdit} /> : null}
      <Suspense>{adding ? <NewRole roles={list.data ?? []} onDone={() => setAdding(false)} /> : null}</Suspense>
    </Frame>
  )
}

/** What can be changed stands beside the words, not beyond the edge. */
const ownFirst = (roles: MemberRole[]) => [...roles.filter((r) => !r.preset), ...roles.filter((r) => r.preset)]

const first = 'sticky start-0 z-1 bg-page py-1.5 pe-3 text-start font-normal max-sm:max-w-40'

function RoleTable({ roles, canEdit }: { roles: MemberRole[]; canEdit: boolean }) {
  const all = roles.find((r) => r.id === 'owner')?.permissions ?? []
  return (
    // The table scrolls by keys too: a scrolling part that has no control in it needs the focus itself.
    <section
      aria-label={t`Roles and permissions`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto thin-scroll"
    >
      <table className="w-max min-w-full border-collapse">
        <thead>
          <tr className="border-b border-border align-bottom">
            <th scope="col" className={first}>
              <span className="sr-only">{t`Permission`}</span>
            </th>
            {roles.map((role) => (
              <th key={role.id} scope="col" className="min-w-24 px-2 py-2 text-start font-medium">
                <RoleHead role={role} canEdit={canEdit} />
              </th>
            ))}
          </tr>
          <tr className="border-b border-border">
            <th scope="row" className={first}>{t`Sees the deals of`}</th>
            {roles.map((role) => (
              <td key={role.id} className="max-w-40 px-2 py-1.5 text-12 text-text-2">
                <ReachOf role={role} canEdit={canEdit} />
              </td>
            ))}
          </tr>
        </thead>
        {groupsOf(all).map(({ title, permissions }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={roles.length + 1} className="pt-5 pb-1 text-start text-12 text-text-2">
                <span className="sticky start-0">{title}</span>
              </th>
            </tr>
            {permissions.map(([name, words]) => (
              <tr key={name} className="border-b border-border">
                <th scope="row" className={first}>
                  {words}
                </th>
                {roles.map((role) => (
                  <td key={role.id} className="px-2">
                    <Grant role={role} permission={name} words={words} canEdit={canEdit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

const save = (role: MemberRole, patch: Partial<MemberRole>) =>
  write(roleStale, () => api.patch(`/roles/${role.id}`, { ...patch, version: role.version }))

function RoleHead({ role, canEdit }: { role: MemberRole; canEdit: boolean }) {
  const { name } = role
  if (role.preset) return roleName(role.base)
  const put = () =>
    attempt(t`${name} was not archived`, () =>
      write(roleStale, () => api.post(`/roles/${role.id}/archive`, { version: role.version })),
    )
  return (
    <div className="flex items-center gap-1">
      <InlineText
        name={`role-name-${role.id}`}
        label={t`Name`}
        value={name}
        canEdit={canEdit}
        maxLength={200}
        className="font-medium"
        check={(v) => (v.trim() ? null : t`A role needs a name.`)}
        onSave={(v) => save(role, { name: v.trim() })}
      />
      {canEdit ? (
        <MenuButton
          label={t`Actions for ${name}`}
          sections={[{ id: 'all', items: [{ id: 'archive', label: t`Archive`, icon: <Archive size={16} /> }] }]}
          onAction={() => void put()}
          placement="bottom end"
          className="size-7 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
        >
          <Ellipsis size={16} />
        </MenuButton>
      ) : null}
    </div>
  )
}

function ReachOf({ role, canEdit }: { role: MemberRole; canEdit: boolean }) {
  const { name } = role
  if (role.preset) return reachName(role.reach)
  return (
    <InlineChoice
      name={`reach-${role.id}`}
      label={t`Whose deals ${name} sees`}
      value={role.reach}
      shown={reachName(role.reach)}
      canEdit={canEdit}
      options={REACHES.map((r) => ({ value: r, label: reachName(r) }))}
      onSave={(v) => save(role, { reach: v as Reach })}
    />
  )
}

type GrantProps = { role: MemberRole; permission: string; words: string; canEdit: boolean }

function Grant({ role, permission, words, canEdit }: GrantProps) {
  const has = role.permissions.includes(permission)
  const name = role.preset ? roleName(role.base) : role.name
  if (role.preset || !canEdit)
    return has ? (
      <Check size={16} role="img" aria-label={t`yes`} className="text-text-2" />
    ) : (
      <span className="text-text-3" role="img" aria-label={t`no`}>
        –
      </span>
    )
  const permissions = has ? role.permissions.filter((p) => p !== permission) : [...role.permissions, permission]
  return (
    <label className="flex min-h-6 items-center coarse:min-h-11">
      <input
        type="checkbox"
        aria-label={t`${name}: ${words}`}
        checked={has}
        onChange={() => void attempt(t`${name} was not changed`, () => save(role, { permissions }))}
        className="size-4 accent-accent"
      />
    </label>
  )
}
