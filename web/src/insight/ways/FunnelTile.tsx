/** How many deals reach each stage, and how many of those go on in the end, between what is sure and what is possible. */
import { t } from '@lingui/core/macro'
import type { Funnel, StageWay } from '~/core/schema'
import { count, percent } from '~/kit/numbers'
import { Axis } from '../charts/Axis'
import { IntervalMark } from '../charts/IntervalMark'
import { useRowWalk } from '../charts/useRowWalk'
import { Tile } from '../Tile'
import { tickText, valueShort } from '../words'
import { Legend } from './Legend'
import { StageName, type WayProps } from './StageName'
import { funnelAnswer } from './ways'

const RATIO = { unit: 'ratio', currency: null } as const
const text = (value: number | null) => (value === null ? '–' : valueShort(value, RATIO))
const TICKS = [0, 0.5, 1]
const grid = { gridTemplateColumns: 'minmax(0, min(196px, 34%)) minmax(60px, 3fr) minmax(48px, 2fr) 52px' }

export function FunnelTile({
  funnel,
  stages,
  period,
  onExplain,
}: WayProps & { funnel: Funnel; onExplain: (stageId: string) => void }) {
  const ways = funnel.stages
  const { list } = useRowWalk(ways.length)
  const most = Math.max(1, ...ways.map((way) => way.conversion.entered))
  const question = t`How do deals become customers?`
  return (
    <Tile
      question={question}
      answer={funnelAnswer(funnel)}
      basis={t`Entered · ${period} · reaching a stage counts, also by passing over it; each rate lies between what is sure and what is possible`}
      file="conversion"
      twin={{
        columns: [
          { label: t`Stage` },
          { label: t`Reached`, end: true },
          { label: t`Went on`, end: true },
          { label: t`Lost`, end: true },
          { label: t`Undecided`, end: true },
          { label: t`At least`, end: true },
          { label: t`In the end`, end: true },
          { label: t`At most`, end: true },
          { label: t`Of decided`, end: true },
        ],
        rows: ways.map(({ stage_id, name, conversion: c }) => ({
          key: stage_id,
          cells: [
            name,
            ...[c.entered, c.advanced, c.lost, c.open + c.moved].map(count),
            ...[c.lower, c.ultimate, c.upper, c.resolved_only].map(text),
          ],
          raw: [name, c.entered, c.advanced, c.lost, c.open + c.moved, c.lower, c.ultimate, c.upper, c.resolved_only],
        })),
      }}
    >
      <div className="grid gap-x-3 text-12 text-text-2" style={grid} aria-hidden>
        <span />
        <span>{t`Reached`}</span>
        <span className="col-span-2 text-end">{t`Go on, in the end`}</span>
      </div>
      <ul ref={list} aria-label={question}>
        {ways.map((way) => (
          <li key={way.stage_id} className="grid min-h-9 items-center gap-x-3" style={grid}>
            <button
              type="button"
              aria-label={t`Explain ${way.name}`}
              onClick={() => onExplain(way.stage_id)}
              className="-ms-1.5 flex h-7 min-w-0 rounded-6 px-1.5 text-start hover:bg-surface-2 coarse:h-11"
            >
              <StageName name={way.name} stage={stages.find((s) => s.id === way.stage_id)} />
            </button>
            <Bar way={way} most={most} />
            <IntervalMark
              mark={{ value: way.conversion.ultimate, interval: boundsOf(way) }}
              domain={[0, 1]}
              weak={way.conversion.label !== 'usable'}
              grid={TICKS}
              className="h-9"
            />
            <span className="num text-end text-12 font-semibold">{text(way.conversion.ultimate)}</span>
            <span className="sr">{spoken(way)}</span>
          </li>
        ))}
      </ul>
      <div className="grid gap-x-3" style={grid} aria-hidden>
        <span />
        <span />
        <Axis domain={[0, 1]} ticks={TICKS} label={(v, last) => tickText(v, RATIO, last)} />
      </div>
      <p className="mt-1 text-12">
        {t`Won so far: ${count(funnel.whole.won)} of ${count(funnel.whole.entered)} that entered`}
      </p>
      <Legend
        entries={[
          ['size-2.5 bg-mark', t`went on`],
          ['size-2.5 bg-mark-45', t`undecided`],
          ['size-2.5 bg-slate-3', t`lost here`],
        ]}
      />
    </Tile>
  )
}

const boundsOf = ({ conversion: c }: StageWay): [number, number] | null =>
  c.lower === null || c.upper === null ? null : [c.lower, c.upper]

function Bar({ way: { conversion: c }, most }: { way: StageWay; most: number }) {
  const parts: [string, number][] = [
    ['bg-mark', c.advanced],
    ['bg-mark-45', c.open + c.moved],
    ['bg-slate-3', c.lost],
  ]
  return (
    <span className="flex items-center gap-2">
      <span className="flex h-4" style={{ inlineSize: `calc((100% - 56px) * ${c.entered / most})` }}>
        {parts.map(([look, n]) => (
          <span key={look} className={look} style={{ inlineSize: `${c.entered ? (n / c.entered) * 100 : 0}%` }} />
        ))}
      </span>
      <span className="num text-12 font-semibold">{count(c.entered)}</span>
    </span>
  )
}

function spoken({ conversion: c }: StageWay): string {
  if (c.lower === null || c.upper === null) return ''
  return t`${count(c.advanced)} went on, ${count(c.lost)} lost, ${count(c.open + c.moved)} undecided; between ${percent(c.lower)} and ${percent(c.upper)}`
}
