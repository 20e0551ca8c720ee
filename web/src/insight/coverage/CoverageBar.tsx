/** Coverage as a bar from zero, the band that is asked for behind it, and the weighted value as a tick. */
import { t } from '@lingui/core/macro'
import type { Coverage } from '~/core/schema'
import { Axis } from '../charts/Axis'
import { niceAxis, place } from '../charts/scale'
import { Legend } from '../ways/Legend'
import { decimal } from '../words'
import { bandText, times } from './coverage'

export function CoverageBar({ found }: { found: Coverage }) {
  const { band, in_period, weighted } = found
  // A ratio far over the band runs out of the picture: its number says how far.
  const most = Math.min(Math.max(band[1] * 1.2, in_period ?? 0, 1), band[1] * 2)
  const { domain, ticks } = niceAxis([0, most])
  const at = (ratio: number) => Math.min(100, place(ratio, domain))
  const spoken = t`Coverage ${times(in_period)}, weighted ${times(weighted)}, asked for ${bandText(band)}`
  return (
    <div>
      <div className="relative h-12" role="img" aria-label={spoken}>
        {ticks.map((tick) => (
          <span key={tick} className="absolute inset-y-0 w-px bg-border" style={{ insetInlineStart: `${at(tick)}%` }} />
        ))}
        <span
          className="absolute inset-y-0 rounded-4 bg-mark-25"
          style={{ insetInlineStart: `${at(band[0])}%`, inlineSize: `${at(band[1]) - at(band[0])}%` }}
        />
        {in_period === null ? null : (
          <span className="absolute start-0 top-4 h-4 min-w-0.5 bg-mark" style={{ inlineSize: `${at(in_period)}%` }} />
        )}
        {weighted === null ? null : (
          <span
            className="absolute inset-y-2 w-0.5 -translate-x-1/2 bg-text rtl:translate-x-1/2"
            style={{ insetInlineStart: `${at(weighted)}%` }}
          />
        )}
      </div>
      <div aria-hidden>
        <Axis domain={domain} ticks={ticks} label={(v, last) => (last ? times(v) : decimal(v))} />
      </div>
      <Legend
        entries={[
          ['h-2.5 w-4 bg-mark', t`expected over missing`],
          ['size-2.5 rounded-2 bg-mark-25', t`asked for`],
          ['h-3 w-0.5 bg-text', t`each deal at its chance; 1 just makes it`],
        ]}
      />
    </div>
  )
}
