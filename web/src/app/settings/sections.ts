/** The sections of settings, in order, and who may change what is in them. */
import { t } from '@lingui/core/macro'
import type { Permission } from '~/core/schema'
import { can } from '~/core/session'

export type SectionKey =
  | 'profile'
  | 'workspace'
  | 'pipelines'
  | 'fields'
  | 'members'
  | 'roles'
  | 'teams'
  | 'products'
  | 'sources'
  | 'rates'
  | 'tokens'
  | 'audit'
export type Section = { key: SectionKey; label: string; permission: Permission | null }

/** Those that this person has use for: the audit log is hidden from who may not read it. */
export function sections(): Section[] {
  return every().filter((s) => s.key !== 'audit' || can('audit.read'))
}

function every(): Section[] {
  return [
    { key: 'profile', label: t`You`, permission: null },
    { key: 'workspace', label: t`Workspace`, permission: 'workspace.edit' },
    { key: 'pipelines', label: t`Pipelines`, permission: 'pipeline.edit' },
    { key: 'fields', label: t`Fields`, permission: 'custom_field.edit' },
    { key: 'members', label: t`Members`, permission: 'member.edit' },
    { key: 'roles', label: t`Roles`, permission: 'member_role.edit' },
    { key: 'teams', label: t`Teams`, permission: 'team.edit' },
    { key: 'products', label: t`Products`, permission: 'product.edit' },
    { key: 'sources', label: t`Sources`, permission: 'source.edit' },
    { key: 'rates', label: t`Exchange rates`, permission: 'exchange_rate.edit' },
    { key: 'tokens', label: t`API tokens`, permission: 'token.edit' },
    { key: 'audit', label: t`Audit log`, permission: 'audit.read' },
  ]
}
