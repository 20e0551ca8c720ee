/** The sections of settings, in order, and who may change what is in them. */
import { t } from '@lingui/core/macro'
import type { Permission } from '~/core/schema'

export type SectionKey = 'profile' | 'workspace' | 'pipelines' | 'members' | 'teams' | 'products' | 'tokens'
export type Section = { key: SectionKey; label: string; permission: Permission | null }

export function sections(): Section[] {
  return [
    { key: 'profile', label: t`You`, permission: null },
    { key: 'workspace', label: t`Workspace`, permission: 'workspace.edit' },
    { key: 'pipelines', label: t`Pipelines`, permission: 'pipeline.edit' },
    { key: 'members', label: t`Members`, permission: 'member.edit' },
    { key: 'teams', label: t`Teams`, permission: 'team.edit' },
    { key: 'products', label: t`Products`, permission: 'product.edit' },
    { key: 'tokens', label: t`API tokens`, permission: 'token.edit' },
  ]
}
