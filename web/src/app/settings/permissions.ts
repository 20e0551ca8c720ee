/** What each permission lets one do, in words and in groups. */
import { t } from '@lingui/core/macro'
import type { Reach } from '~/core/schema'

export type PermissionGroup = { title: string; permissions: [name: string, words: string][] }

export function permissionGroups(): PermissionGroup[] {
  return [
    {
      title: t`Deals`,
      permissions: [
        ['deal.read', t`See`],
        ['deal.create', t`Create`],
        ['deal.edit', t`Edit, snooze`],
        ['deal.move', t`Move`],
        ['deal.close', t`Win and lose`],
        ['deal.reopen', t`Reopen`],
        ['deal.assign', t`Assign to others`],
        ['deal.archive', t`Archive and restore`],
        ['deal.delete', t`Delete`],
        ['deal.bulk', t`Change many at once`],
        ['deal.merge', t`Merge two that are one`],
        ['change.undo', t`Undo changes`],
      ],
    },
    {
      title: t`Activities, companies, contacts`,
      permissions: [
        ['activity.read', t`See activities`],
        ['activity.edit', t`Plan and log activities`],
        ['company.read', t`See companies`],
        ['company.edit', t`Edit companies`],
        ['contact.read', t`See contacts`],
        ['contact.edit', t`Edit contacts`],
      ],
    },
    {
      title: t`Figures and data`,
      permissions: [
        ['metric.read', t`See figures`],
        ['totals.team', t`See the sums of whole teams`],
        ['target.edit', t`Set targets`],
        ['journal.read', t`See the history of all records`],
        ['audit.read', t`See the audit log`],
        ['export.run', t`Export`],
        ['import.run', t`Import`],
      ],
    },
    {
      title: t`Set-up`,
      permissions: [
        ['workspace.read', t`See the workspace's settings`],
        ['workspace.edit', t`Change the workspace`],
        ['exchange_rate.edit', t`Set exchange rates`],
        ['pipeline.read', t`See pipelines`],
        ['pipeline.edit', t`Change pipelines and stages`],
        ['product.read', t`See products`],
        ['product.edit', t`Change products`],
        ['custom_field.read', t`See which fields there are`],
        ['custom_field.edit', t`Change fields`],
        ['source.read', t`See sources`],
        ['source.edit', t`Change sources`],
        ['member.read', t`See members and teams`],
        ['member.edit', t`Add and change members`],
        ['team.edit', t`Change teams`],
        ['member.hand_over', t`Hand over what a member has`],
        ['member_role.edit', t`Change roles`],
        ['token.edit', t`Make API tokens`],
        ['self.edit', t`Change the own name and sign-in`],
      ],
    },
  ]
}

/** All there are by now: one that these words do not know yet stands under its own name. */
export function groupsOf(all: string[]): PermissionGroup[] {
  const groups = permissionGroups()
  const known = new Set(groups.flatMap((group) => group.permissions.map(([name]) => name)))
  const further = all.filter((name) => !known.has(name)).map((name): [string, string] => [name, name])
  const there = groups.map(({ title, permissions }) => ({
    title,
    permissions: permissions.filter(([name]) => all.includes(name)),
  }))
  return further.length ? [...there, { title: t`Others`, permissions: further }] : there
}

export function reachName(reach: Reach): string {
  return {
    own: () => t`Their own`,
    team: () => t`Teams they manage`,
    tree: () => t`Teams managed and below`,
    everyone: () => t`Everybody's`,
  }[reach]()
}

export const REACHES: Reach[] = ['own', 'team', 'tree', 'everyone']
