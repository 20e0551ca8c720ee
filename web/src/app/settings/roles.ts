/** The names of roles and what each may do, in a line. */
import { t } from '@lingui/core/macro'
import type { Member, Role } from '~/core/schema'

export const ROLES: Role[] = ['owner', 'admin', 'manager', 'seller', 'success', 'viewer']

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
