/** One figure split by a field: dots with intervals, sorted by the lower end; the field and the figure are chosen here. */
import { plural, t } from '@lingui/core/macro'
import { useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Field, Figure, Metric, Segment } from '~/core/schema'
import { count } from '~/kit/numbers'
import { DealsLink } from '~/records/deals/list/DealsLink'
import type { DealsSearch } from '~/records/deals/list/search'
import { Button } from '~/ui/Button'
import { Skeleton } from '~/ui/Notes'
import { ranked, segmentAnswer } from './answers'
import { BarRows } from './charts/BarRows'
import { DotRows } from './charts/DotRows'
import type { FiguresSearch } from './search'
import { Tile, type Twin } from './Tile'
import { useFigure } from './useFigures'
import { deals, intervalText, tickText, valueShort, valueText } from './words'

type Props = {
  search: FiguresSearch
  metric: Metric | undefined
  field: Field
  period: string
  onExplain: (id: string) => void
  className?: string
}

const FIRST = 16

export function SegmentTile({ search, metric, field, period, onExplain, className }: Props) {
  const id = metric?.id ?? 'win_rate'
  const { data: figure, error, refetch } = useFigure(id, search, field.name)
  const [all, setAll] = useState(false)
  if (error) return <ProblemNote className={className} error={error} onRetry={() => void refetch()} />
  const by = field.label.toLowerCase()
  if (!figure?.segments)
    return (
      <div className={className}>
        <Skeleton className="h-80" />
      </div>
    )
  const rows = ranked(figure.segments)
  const shown = all ? rows : rows.slice(0, FIRST)
  const few = rows.filter((s) => s.label_n === 'too_few').length
  const ranges = rows.some((s) => s.interval)
  const notes = [
    period,
    ranges ? t`95% interval, sorted by its lower end` : t`sorted by value`,
    few && figure.unit === 'ratio' ? plural(few, { one: '# has too few to say', other: '# have too few to say' }) : '',
  ]
  return (
    <Tile
      className={className}
      question={t`${figure.name} by ${by}`}
      answer={segmentAnswer(figure)}
      basis={notes.filter(Boolean).join(' · ')}
      twin={segmentTwin(figure, rows, field.label)}
      file={`${id}-by-${field.name}`}
      onExplain={() => onExplain(id)}
    >
      {figure.unit === 'ratio' || figure.unit === 'days' || ranges ? (
        <DotRows
          label={t`${figure.name} by ${by}`}
          ratio={figure.unit === 'ratio'}
          everybody={figure.value === null ? null : { value: figure.value, text: valueShort(figure.value, figure) }}
          tick={(value, last) => tickText(value, figure, last)}
          rows={shown.map((s) => {
            const none = s.value === null || (figure.unit === 'ratio' && s.label_n === 'too_few')
            return {
              key: String(s.key),
              label: s.label,
              under: underText(figure, s),
              text: s.value === null ? '–' : valueShort(s.value, figure),
              value: s.value,
              interval: s.interval,
              weak: s.label_n !== 'usable',
              none,
              spoken: none ? '' : between(figure, s),
              search: segmentSearch(figure, s),
            }
          })}
        />
      ) : (
        <BarRows
          label={t`${figure.name} by ${by}`}
          nameWidth={148}
          rows={shown.map((s) => ({
            key: String(s.key),
            label: s.label,
            value: s.value ?? 0,
            text: s.value === null ? '–' : valueShort(s.value, figure),
            aside: deals(s.n),
            tone: 'mark',
            search: segmentSearch(figure, s),
          }))}
        />
      )}
      {rows.length > FIRST ? (
        <Button look="ghost" size="sm" className="mt-1 -ms-2" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t`Show the first ${FIRST}` : t`Show all ${rows.length}`}
        </Button>
      ) : null}
    </Tile>
  )
}

const segmentSearch = (figure: Figure, segment: Segment): DealsSearch | null =>
  segment.rows && { filter: segment.rows.filter, from: `${figure.name}: ${segment.label}` }

function underText(figure: Figure, segment: Segment): string {
  const { won, lost } = segment.parts
  if (figure.unit === 'ratio' && typeof won === 'number' && typeof lost === 'number')
    return t`${count(won)} of ${count(won + lost)}`
  return deals(segment.n)
}

/** The interval, which the eye sees as a bar. */
function between(figure: Figure, segment: Segment): string {
  const range = intervalText(segment.interval, figure)
  return range && t`between ${range}`
}

function segmentTwin(figure: Figure, rows: Segment[], name: string): Twin {
  const parts = Object.keys(rows[0]?.parts ?? {})
  const scale = (x: number | null | undefined) => (typeof x === 'number' ? valueText(x, figure) : '')
  const raw = (x: number | null | undefined) => x ?? null
  // What a segment comes to with the others in mind, which says something of a small one too.
  const drawn = rows.some((s) => typeof s.parts.likely === 'number')
  return {
    columns: [
      { label: name },
      { label: figure.name, end: true },
      { label: t`Low`, end: true },
      { label: t`High`, end: true },
      { label: t`n`, end: true },
      ...(drawn ? [{ label: t`Likely`, end: true }] : []),
    ],
    head: [name, figure.id, 'low', 'high', 'n', ...parts],
    rows: rows.map((s) => {
      const none = s.value === null || (figure.unit === 'ratio' && s.label_n === 'too_few')
      const link = segmentSearch(figure, s)
      return {
        key: String(s.key),
        cells: [
          link ? (
            <DealsLink key="l" className="hover:underline" search={link}>
              {s.label}
            </DealsLink>
          ) : (
            s.label
          ),
          none ? t`too few` : scale(s.value ?? 0),
          none ? '' : scale(s.interval?.[0]),
          none ? '' : scale(s.interval?.[1]),
          count(s.n),
          ...(drawn ? [scale(s.parts.likely)] : []),
        ],
        raw: [
          s.label,
          none ? null : raw(s.value),
          raw(s.interval?.[0]),
          raw(s.interval?.[1]),
          s.n,
          ...parts.map((p) => raw(s.parts[p])),
        ],
      }
    }),
  }
}
