/** Words of the audit log: kinds of record, and where a change came from. */
import { t } from '@lingui/core/macro'

export function recordNames(): Record<string, string> {
  return {
    deal: t`Deal`,
    activity: t`Activity`,
    company: t`Company`,
    product: t`Product`,
    pipeline: t`Pipeline`,
    stage: t`Stage`,
    lost_reason: t`Lost reason`,
    member: t`Member`,
    team: t`Team`,
    custom_field: t`Field`,
    member_role: t`Role`,
    token: t`API token`,
    workspace: t`Workspace`,
    import: t`Import`,
  }
}

/** Empty for what a person did on a screen: that is the usual. */
export function originName(origin: string): string {
  const names: Record<string, string> = {
    user: '',
    api: t`By the API`,
    import: t`Import`,
    bulk: t`Bulk edit`,
    undo: t`Undo`,
    automation: t`Automation`,
    migration: t`Migration`,
    restructure: t`Change of the pipeline`,
    demo: t`Sample data`,
    system: t`Headgate itself`,
  }
  return names[origin] ?? origin
}
