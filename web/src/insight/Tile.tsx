/** A tile of the figures page: question, computed answer, basis, chart, and its table one key (Shift T) away. */
import { t } from '@lingui/core/macro'
import { ChartColumn, CircleHelp, Download, Table2 } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { downloadCsv } from '~/core/download'
import type { Cell } from '~/kit/csv'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { turn, useTwin } from './twins'

export type TwinColumn = { label: string; end?: boolean }
/** The table behind a chart: texts for the eye, raw values, under their own heads, for the file. */
export type Twin = { columns: TwinColumn[]; head?: string[]; rows: { key: string; cells: ReactNode[]; raw: Cell[] }[] }

type Props = {
  question: string
  answer: string
  basis: ReactNode
  twin: Twin
  /** Name of the file without its ending. */
  file: string
  /** Absent where the tile explains itself. */
  onExplain?: () => void
  /** Between head and chart: pickers. */
  tools?: ReactNode
  children: ReactNode
  className?: string
}

export function Tile({ question, answer, basis, twin, file, onExplain, tools, children, className }: Props) {
  const table = useTwin(file)
  const id = useId()
  return (
    <section
      data-tile={file}
      aria-labelledby={id}
      className={cx('flex min-w-0 flex-col rounded-8 border border-border bg-surface px-4 py-3.5', className)}
    >
      <header className="flex items-start gap-2">
        <h2 id={id} className="min-w-0 flex-1 pt-0.5 text-12 font-medium text-text-3">
          {question}
        </h2>
        <div className="-me-1.5 -mt-1 flex coarse:-my-3">
          {onExplain ? (
            <IconButton size="xs" label={t`Explain this number`} onClick={onExplain}>
              <CircleHelp size={16} strokeWidth={1.75} />
            </IconButton>
          ) : null}
          <IconButton
            size="xs"
            label={table ? t`Show as a chart` : t`Show as a table`}
            keys="shift+t"
            onClick={() => turn(file)}
          >
            {table ? <ChartColumn size={16} strokeWidth={1.75} /> : <Table2 size={16} strokeWidth={1.75} />}
          </IconButton>
          <IconButton
            size="xs"
            label={t`Download CSV`}
            onClick={() =>
              downloadCsv(`${file}.csv`, [
                twin.head ?? twin.columns.map((c) => c.label),
                ...twin.rows.map((r) => r.raw),
              ])
            }
          >
            <Download size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
      </header>
      <figure className="mt-0.5 flex min-h-0 flex-1 flex-col">
        <figcaption>
          <span className="block text-14 font-semibold">{answer}</span>
          <span className="mt-0.5 block text-12 text-text-3">{basis}</span>
        </figcaption>
        {tools}
        <div className="mt-3 min-h-0 flex-1">{table ? <TwinTable twin={twin} label={answer} /> : children}</div>
      </figure>
    </section>
  )
}

function TwinTable({ twin, label }: { twin: Twin; label: string }) {
  return (
    <div className="overflow-x-auto thin-scroll">
      <table className="w-full" aria-label={label}>
        <thead>
          <tr>
            {twin.columns.map((c) => (
              <th
                key={c.label}
                scope="col"
                className={cx(
                  'h-8 border-b border-border pe-3 text-12 font-medium text-text-2',
                  c.end ? 'text-end' : 'text-start',
                )}
              >
                {c.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, i) => (
                <td
                  key={twin.columns[i]?.label}
                  className={cx('h-8 border-b border-border pe-3', twin.columns[i]?.end && 'num text-end')}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
