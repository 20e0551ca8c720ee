/** A few figures of one unit on one axis from zero: typical against average, with and without open deals. */
import { t } from '@lingui/core/macro'
import type { Figure } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Axis } from './charts/Axis'
import { Row } from './charts/DotRows'
import { IntervalMark } from './charts/IntervalMark'
import { dotAxis } from './charts/scale'
import { useRowWalk } from './charts/useRowWalk'
import { Tile } from './Tile'
import { basisText, intervalText, tickText, valueShort, valueText } from './words'

type Props = {
  question: string
  answer: string
  basis: string
  figures: Figure[]
  file: string
  onExplain: (id: string) => void
  className?: string
}

export function SpreadTile({ question, answer, basis, figures, file, onExplain, className }: Props) {
  const { list, mark } = useRowWalk(figures.length)
  const axis = dotAxis(figures, false, true)
  const grid = { gridTemplateColumns: 'minmax(0, min(196px, 42%)) minmax(60px, 1fr) 64px' }
  const first = figures[0]
  return (
    <Tile
      className={className}
      question={question}
      answer={answer}
      basis={basis}
      file={file}
      onExplain={() => onExplain(first?.id ?? '')}
      twin={{
        columns: [
          { label: t`Figure` },
          { label: t`Value`, end: true },
          { label: t`Low`, end: true },
          { label: t`High`, end: true },
          { label: t`n`, end: true },
        ],
        rows: figures.map((f) => ({
          key: f.id,
          cells: [
            f.name,
            f.value === null ? '–' : valueText(f.value, f),
            ...(f.interval ?? [null, null]).map((end) => (end === null ? '' : valueText(end, f))),
            count(f.n),
          ],
          raw: [f.name, f.value, f.interval?.[0], f.interval?.[1], f.n],
        })),
      }}
    >
      <ul ref={list} aria-label={question}>
        {figures.map((f, i) => {
          const text = f.value === null ? '–' : valueShort(f.value, f)
          const range = intervalText(f.interval, f)
          const under = range || basisText(f)
          return (
            <li key={f.id}>
              <Row
                search={f.rows && { filter: f.rows.filter, from: f.name }}
                spoken={range ? basisText(f) : ''}
                mark={mark(i)}
                grid={grid}
              >
                <span className="min-w-0">
                  <span className="block truncate">{f.name}</span>
                  <span className="num block truncate text-11 text-text-3">{under}</span>
                </span>
                {axis ? (
                  <IntervalMark
                    mark={f}
                    domain={axis.domain}
                    weak={f.label !== 'usable'}
                    className="h-11"
                    grid={axis.ticks}
                  />
                ) : (
                  <span />
                )}
                <span className="num text-end text-12 font-semibold">{text}</span>
              </Row>
            </li>
          )
        })}
      </ul>
      {axis && first ? (
        <div className="grid gap-x-3" style={grid}>
          <span />
          <Axis domain={axis.domain} ticks={axis.ticks} label={(value, last) => tickText(value, first, last)} />
        </div>
      ) : null}
    </Tile>
  )
}
