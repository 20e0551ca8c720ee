/** How long stays in each stage last, open ones counted: the median, the middle half, and what is expected. */
import { t } from '@lingui/core/macro'
import type { Funnel, Stage, StageWay } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Axis } from '../charts/Axis'
import { type Domain, niceAxis, place } from '../charts/scale'
import { useRowWalk } from '../charts/useRowWalk'
import { Tile } from '../Tile'
import { decimal, tickText, valueShort } from '../words'
import { Legend } from './Legend'
import { StageName, type WayProps } from './StageName'
import { stallAnswer } from './ways'

const DAYS = { unit: 'days', currency: null } as const
const grid = { gridTemplateColumns: 'minmax(0, min(196px, 38%)) minmax(60px, 1fr) 72px' }
const daysText = (value: number | null) => (value === null ? '–' : valueShort(value, DAYS))

export function StallTile({ funnel, stages, period }: WayProps & { funnel: Funnel }) {
  const ways = funnel.stages
  const { list } = useRowWalk(ways.length)
  const expected = (id: string) => stages.find((s) => s.id === id)?.expected_days ?? null
  const reach = ways.flatMap((way) => [way.stay.p75 ?? way.stay.median ?? 0, expected(way.stage_id) ?? 0])
  const { domain, ticks } = niceAxis([0, Math.max(1, ...reach)])
  const question = t`Where do deals stall?`
  return (
    <Tile
      question={question}
      answer={stallAnswer(ways, expected)}
      basis={t`Time to any way out, open stays counted · began · ${period}`}
      file="time-in-stage"
      twin={{
        columns: [
          { label: t`Stage` },
          { label: t`Stays`, end: true },
          { label: t`Open`, end: true },
          { label: t`A quarter by`, end: true },
          { label: t`Median`, end: true },
          { label: t`Three quarters by`, end: true },
          { label: t`Expected`, end: true },
          { label: t`Ended ones alone`, end: true },
        ],
        rows: ways.map(({ stage_id, name, stay }) => ({
          key: stage_id,
          cells: [
            name,
            count(stay.stays),
            count(stay.open),
            daysText(stay.p25),
            median(stay),
            daysText(stay.p75),
            daysText(expected(stage_id)),
            daysText(stay.completed_median),
          ],
          raw: [
            name,
            stay.stays,
            stay.open,
            stay.p25,
            stay.median,
            stay.p75,
            expected(stage_id),
            stay.completed_median,
          ],
        })),
      }}
    >
      <ul ref={list} aria-label={question}>
        {ways.map((way) => (
          <li key={way.stage_id} className="grid min-h-9 items-center gap-x-3" style={grid}>
            <StageName name={way.name} stage={stages.find((s) => s.id === way.stage_id)} />
            <Spread way={way} domain={domain} ticks={ticks} expected={expected(way.stage_id)} />
            <span className="num text-end text-12 font-semibold">
              {median(way.stay)}
              <Over way={way} stage={stages.find((s) => s.id === way.stage_id)} />
            </span>
          </li>
        ))}
      </ul>
      <div className="grid gap-x-3" style={grid} aria-hidden>
        <span />
        <Axis domain={domain} ticks={ticks} label={(v, last) => tickText(v, DAYS, last)} />
      </div>
      <Legend
        entries={[
          ['size-2.5 rounded-full bg-mark', t`median`],
          ['h-1.5 w-4 rounded-full bg-mark-45', t`middle half`],
          ['h-3 w-0.5 bg-text', t`expected`],
        ]}
      />
    </Tile>
  )
}

/** "> 40 d" where fewer than half have left by the longest stay seen. */
const median = (stay: StageWay['stay']) =>
  stay.median === null ? (stay.stays ? t`> ${decimal(stay.longer_than)} d` : '–') : valueShort(stay.median, DAYS)

function Over({ way, stage }: { way: StageWay; stage: Stage | undefined }) {
  if (way.stay.median === null || !stage?.expected_days) return null
  const over = Math.round(way.stay.median - stage.expected_days)
  if (!over) return null
  const days = Math.abs(over)
  return (
    <span className={over > 0 ? 'ms-2 text-warn' : 'ms-2 font-normal text-text-3'}>
      {over > 0 ? `+${count(days)}` : `−${count(days)}`}
      <span className="sr">{over > 0 ? t`days longer than expected` : t`days shorter than expected`}</span>
    </span>
  )
}

type SpreadProps = { way: StageWay; domain: Domain; ticks: number[]; expected: number | null }

function Spread({ way: { stay }, domain, ticks, expected }: SpreadProps) {
  const from = place(stay.p25 ?? 0, domain)
  const to = stay.p75 === null ? 100 : place(stay.p75, domain)
  return (
    <span aria-hidden className="relative block h-9">
      {ticks.map((at) => (
        <span
          key={at}
          className="absolute inset-y-0 w-px bg-border"
          style={{ insetInlineStart: `${place(at, domain)}%` }}
        />
      ))}
      {stay.p25 === null ? null : (
        <span
          className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-mark-45"
          style={{ insetInlineStart: `${from}%`, inlineSize: `${to - from}%` }}
        />
      )}
      {expected === null ? null : (
        <span
          className="absolute top-1/2 h-4 w-0.5 -translate-y-1/2 bg-text"
          style={{ insetInlineStart: `${place(expected, domain)}%` }}
        />
      )}
      {stay.median === null ? null : (
        <span
          className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full bg-mark ring-1 ring-page rtl:translate-x-1/2"
          style={{ insetInlineStart: `${place(stay.median, domain)}%` }}
        />
      )}
    </span>
  )
}
