/** Which figure in which version, as of when and as known when. */
import { t } from '@lingui/core/macro'
import type { Figure } from '~/core/schema'
import { instantLong } from '~/kit/dates'

export function Snapshot({ name, snapshot, zone }: { name: string; snapshot: Figure['snapshot']; zone: string }) {
  return (
    <p className="min-w-0 flex-1 text-11 text-text-3">
      {t`${name} · as of ${instantLong(snapshot.effective)}`}
      <br />
      {t`as known ${instantLong(snapshot.known)} · ${zone}`}
    </p>
  )
}
