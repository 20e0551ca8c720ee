/** The scopes of API tokens in words. */
import { t } from '@lingui/core/macro'
import type { TokenScope } from '~/core/schema'

export const SCOPES: TokenScope[] = ['read', 'write', 'import', 'admin']

export function scopeName(scope: TokenScope): string {
  return { read: () => t`Read`, write: () => t`Write`, import: () => t`Import`, admin: () => t`Everything` }[scope]()
}

export function scopeMeans(scope: TokenScope): string {
  return {
    read: () => t`See deals, companies, figures; export.`,
    write: () => t`Create and change deals, companies and activities.`,
    import: () => t`Run imports.`,
    admin: () => t`All that you may do, settings too.`,
  }[scope]()
}

/** The end of a token that lasts so many days from now, or null for no end. */
export function endAfter(days: string, now = new Date()): string | null {
  return days ? new Date(now.getTime() + Number(days) * 86_400_000).toISOString() : null
}
