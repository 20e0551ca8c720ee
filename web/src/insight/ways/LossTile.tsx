/** Where deals are lost: by number, by value and by the days spent on them, side by side. */
import { t } from '@lingui/core/macro'
import type { Funnel } from '~/core/schema'
import { moneyShort } from '~/kit/money'
import { count, percent } from '~/kit/numbers'
import { useRowWalk } from '../charts/useRowWalk'
import { Tile } from '../Tile'
import { Legend } from './Legend'
import { StageName, type WayProps } from './StageName'
import { lossAnswer } from './ways'

const grid = { gridTemplateColumns: 'minmax(0, min(196px, 34%)) minmax(60px, 1fr) 56px minmax(0, 88px)' }
const shareText = (value: number | null) => (value === null ? '–' : percent(value))

export function LossTile({ funnel, stages, period }: WayProps & { funnel: Funnel }) {
  const ways = funnel.stages
  const { list } = useRowWalk(ways.length)
  const shares = ways.flatMap(({ drop_off: d }) => [d.share_of_count, d.share_of_value, d.share_of_days])
  const most = Math.max(0.01, ...shares.map((share) => share ?? 0))
  const question = t`Where are deals lost?`
  return (
    <Tile
      question={question}
      answer={lossAnswer(ways)}
      basis={t`Lost · ${period} · shares of all lost deals, of their value at loss, and of the days that they were worked on`}
      file="drop-off"
      twin={{
        columns: [
          { label: t`Stage` },
          { label: t`Lost`, end: true },
          { label: t`Share`, end: true },
          { label: t`Value`, end: true },
          { label: t`Share of value`, end: true },
          { label: t`Days`, end: true },
          { label: t`Share of days`, end: true },
          { label: t`After going back`, end: true },
          { label: t`Slow`, end: true },
          { label: t`Reasons` },
        ],
        rows: ways.map(({ stage_id, name, drop_off: d }) => ({
          key: stage_id,
          cells: [
            name,
            count(d.lost_at_exit),
            shareText(d.share_of_count),
            moneyShort(d.value, funnel.currency),
            shareText(d.share_of_value),
            count(Math.round(d.days)),
            shareText(d.share_of_days),
            count(d.after_regress),
            count(d.slow),
            reasons(d.reasons),
          ],
          raw: [
            name,
            d.lost_at_exit,
            d.share_of_count,
            d.value,
            d.share_of_value,
            d.days,
            d.share_of_days,
            d.after_regress,
            d.slow,
            reasons(d.reasons),
          ],
        })),
      }}
    >
      <ul ref={list} aria-label={question}>
        {ways.map(({ stage_id, name, drop_off: d }) => (
          <li
            key={stage_id}
            className="grid min-h-12 items-center gap-x-3 border-b border-border last:border-0"
            style={grid}
          >
            <span className="min-w-0">
              <StageName name={name} stage={stages.find((s) => s.id === stage_id)} />
              <span className="block truncate text-11 text-text-3">{reasons(d.reasons)}</span>
            </span>
            <span aria-hidden className="flex flex-col gap-px">
              <Share value={d.share_of_count} most={most} look="bg-slate" />
              <Share value={d.share_of_value} most={most} look="bg-mark-45" />
              <Share value={d.share_of_days} most={most} look="bg-mark" />
            </span>
            <span className="num text-end text-12 font-semibold">{count(d.lost_at_exit)}</span>
            <span className="num truncate text-end text-12 text-text-2">{moneyShort(d.value, funnel.currency)}</span>
            <span className="sr">{t`${shareText(d.share_of_days)} of the days spent on lost deals`}</span>
          </li>
        ))}
      </ul>
      <Legend
        entries={[
          ['size-2.5 bg-slate', t`of the number`],
          ['size-2.5 bg-mark-45', t`of the value`],
          ['size-2.5 bg-mark', t`of the days`],
        ]}
      />
    </Tile>
  )
}

/** "Price 12, timing 4". */
const reasons = (found: Record<string, number>) =>
  Object.entries(found)
    .slice(0, 3)
    .map(([name, times]) => `${name} ${count(times)}`)
    .join(', ')

function Share({ value, most, look }: { value: number | null; most: number; look: string }) {
  return <span className={`h-1.5 ${look}`} style={{ inlineSize: `${((value ?? 0) / most) * 100}%` }} />
}
