/** Every row of every file accounted for: created, already there, refused; and the deals by stage. */
import { t } from '@lingui/core/macro'
import type { Import } from '~/core/schema'
import { count } from '~/kit/numbers'
import { cx } from '~/ui/cx'
import { Card } from '../Card'
import { stageRank } from '../plan'
import { recordName } from '../words'

export function ResultTable({ imp, done }: { imp: Import; done: boolean }) {
  const { result } = imp
  if (!result) return null
  const place = stageRank(imp.plan)
  const stages = Object.entries(result.by_stage)
    .filter(([, n]) => n > 0)
    .toSorted(([a], [b]) => place(a) - place(b))
  const most = Math.max(1, ...stages.map(([, n]) => n))
  const head = 'h-8 border-b border-border px-3 text-12 font-medium text-text-2'
  const cell = 'num h-9 border-b border-border px-3 text-end'
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
      <Card title={done ? t`What became of every row` : t`What would become of every row`}>
        <div className="overflow-x-auto thin-scroll">
          <table className="w-full min-w-[480px]" aria-label={t`Rows by file`}>
            <thead>
              <tr>
                <th scope="col" className={cx(head, 'ps-4 text-start')}>{t`File`}</th>
                {[t`Rows`, t`Created`, t`Already here`, t`Refused`, t`Warnings`].map((label) => (
                  <th key={label} scope="col" className={cx(head, 'text-end')}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {result.files.map((f) => {
                const file = imp.files.find((x) => x.index === f.index)
                const record = imp.plan.files.find((x) => x.index === f.index)?.record
                return (
                  <tr key={f.index}>
                    <th
                      scope="row"
                      className="h-9 max-w-64 truncate border-b border-border ps-4 pe-3 text-start font-normal"
                    >
                      {file?.name} <span className="text-text-3">{record ? recordName(record).toLowerCase() : ''}</span>
                    </th>
                    <td className={cell}>{count(f.rows)}</td>
                    <td className={cx(cell, 'font-medium')}>{count(f.created)}</td>
                    <td className={cell}>{f.matched ? count(f.matched) : '–'}</td>
                    <td className={cx(cell, f.refused ? 'font-medium text-bad' : '')}>
                      {f.refused ? count(f.refused) : '–'}
                    </td>
                    <td className={cx(cell, f.warnings ? 'text-warn' : '')}>{f.warnings ? count(f.warnings) : '–'}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </Card>
      {stages.length ? (
        <Card title={t`Deals by stage`}>
          <ul className="px-4 py-2">
            {stages.map(([name, n]) => (
              <li key={name} className="grid min-h-8 grid-cols-[minmax(0,120px)_1fr_auto] items-center gap-3">
                <span className="truncate">{name}</span>
                <span aria-hidden className="h-2.5">
                  <span className="block h-full bg-mark" style={{ inlineSize: `${(n / most) * 100}%` }} />
                </span>
                <span className="num text-12 font-semibold">{count(n)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  )
}
