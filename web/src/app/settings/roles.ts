/** The names of roles and what each may do, in a line. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Member, MemberRole, Role } from '~/core/schema'

export const ROLES: Role[] = ['owner', 'admin', 'manager', 'seller', 'success', 'viewer']

export const rolesQuery = {
  queryKey: keys.roles,
  queryFn: async () => (await api.get<{ items: MemberRole[] }>('/roles')).items,
  staleTime: 5 * 60_000,
}

/** The workspace's own roles, by name. */
export const useOwnRoles = (): MemberRole[] => (useQuery(rolesQuery).data ?? []).filter((role) => !role.preset)

export function roleName(role: Role): string {
  return {
    owner: () => t`Owner`,
    admin: () => t`Administrator`,
    manager: () => t`Manager`,
    seller: () => t`Seller`,
    success: () => t`Customer success`,
    viewer: () => t`Viewer`,
  }[role]()
}

export function roleMeans(role: Role): string {
  return {
    owner: () => t`Everything.`,
    admin: () => t`Everything but handing over the workspace.`,
    manager: () => t`Sees and assigns the deals of the teams they manage.`,
    seller: () => t`Works on their own deals.`,
    success: () => t`Sees all deals; writes companies and activities.`,
    viewer: () => t`Sees everything, changes nothing.`,
  }[role]()
}

export function statusName(status: Member['status']): string {
  return {
    active: () => t`Active`,
    invited: () => t`Invited`,
    unclaimed: () => t`Name only`,
    inactive: () => t`Inactive`,
  }[status]()
}
