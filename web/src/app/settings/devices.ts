/** The name of a session's device, as far as its browser told. */
import { t } from '@lingui/core/macro'
import type { OwnSession } from '~/core/schema'

export function deviceName({ browser, system }: Pick<OwnSession, 'browser' | 'system'>): string {
  if (browser && system) return t`${browser} on ${system}`
  return browser ?? system ?? t`Unknown device`
}
