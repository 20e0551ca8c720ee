/** Words of the audit log: kinds of record, and where a change came from. */
import { t } from '@lingui/core/macro'

export function recordNames(): Record<string, string> {
  return {
    deal: t`Deal`,
    participant: t`Person on a deal`,
    collaborator: t`Collaborator`,
    deal_line: t`Line of a deal`,
    activity: t`Activity`,
    company: t`Company`,
    contact: t`Contact`,
    product: t`Product`,
    source: t`Source`,
    target: t`Target`,
    exchange_rate: t`Exchange rate`,
    pipeline: t`Pipeline`,
    stage: t`Stage`,
    lost_reason: t`Lost reason`,
    member: t`Member`,
    team: t`Team`,
    custom_field: t`Field`,
    member_role: t`Role`,
    deal_role: t`Role on a deal`,
    token: t`API token`,
    import: t`Import`,
    import_mapping: t`Saved mapping`,
    bulk: t`Bulk edit`,
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
