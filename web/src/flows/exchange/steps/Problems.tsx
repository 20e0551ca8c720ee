/** Every problem by row and column, what is refused apart from what is only a warning; all of it as a file. */
import { plural, t } from '@lingui/core/macro'
import { CircleAlert, Download, Pencil, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Import, ImportProblem } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { Card } from '../Card'
import { downloadProblems, type Severity, useProblems } from '../useProblems'

export function Problems({ imp }: { imp: Import }) {
  const [severity, setSeverity] = useState<Severity>('')
  const [loading, setLoading] = useState(false)
  const list = useProblems(imp.id, severity, imp.problems > 0)
  const { items } = list
  const many = imp.files.length > 1
  const fileName = (index: number) => imp.files.find((f) => f.index === index)?.name ?? ''
  if (!imp.problems) return null
  const choices: [Severity, string][] = [
    ['', t`All`],
    ['refused', t`Refused`],
    ['warning', t`Warnings`],
    ['change', t`Changes`],
  ]
  return (
    <Card
      title={plural(imp.problems, { one: '# thing to look at', other: `${count(imp.problems)} things to look at` })}
      note={t`Refused rows stay out, rows with a warning come in; changes are made to records that are here. Row 1 is the header.`}
      aside={
        <div className="flex flex-wrap items-center gap-2">
          <span role="group" aria-label={t`Which problems`} className="flex gap-1">
            {choices.map(([key, label]) => (
              <button
                key={key}
                type="button"
                aria-pressed={severity === key}
                onClick={() => setSeverity(key)}
                className={cx(
                  'h-7 rounded-6 px-2.5 text-12 font-medium coarse:h-11',
                  severity === key ? 'bg-accent-tint text-accent' : 'text-text-2 hover:bg-surface-2',
                )}
              >
                {label}
              </button>
            ))}
          </span>
          <Button
            size="sm"
            busy={loading}
            icon={<Download size={14} />}
            onClick={() => {
              setLoading(true)
              void downloadProblems(imp.id, severity, fileName).finally(() => setLoading(false))
            }}
          >{t`CSV`}</Button>
        </div>
      }
    >
      {list.error ? <ProblemNote className="m-4" error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="m-4 h-24" /> : null}
      {items.length ? (
        <div className="overflow-x-auto thin-scroll">
          <table className="w-full min-w-[560px]" aria-label={t`Problems`}>
            <thead>
              <tr className="text-12 text-text-2 [&_th]:h-8 [&_th]:border-b [&_th]:border-border [&_th]:px-2 [&_th]:text-start [&_th]:font-medium">
                <th scope="col" className="w-24 !ps-4">{t`Severity`}</th>
                {many ? <th scope="col" className="w-44">{t`File`}</th> : null}
                <th scope="col" className="w-16 !text-end">{t`Row`}</th>
                <th scope="col" className="w-36">{t`Column`}</th>
                <th scope="col" className="w-40">{t`Value`}</th>
                <th scope="col">{t`What it is`}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((p, i) => (
                <Row key={`${p.file} ${p.row} ${p.column} ${i}`} problem={p} file={many ? fileName(p.file) : null} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {list.isSuccess && !list.isFetching && !items.length ? (
        <p className="px-4 py-4 text-text-2">{t`None of this kind.`}</p>
      ) : null}
      {list.hasNextPage ? (
        <div className="flex justify-center py-2">
          <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t`Show more`}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function Row({ problem: p, file }: { problem: ImportProblem; file: string | null }) {
  const refused = p.severity === 'refused'
  const change = p.severity === 'change'
  const Icon = refused ? CircleAlert : change ? Pencil : TriangleAlert
  const cell = 'border-b border-border px-2 py-1.5 align-top'
  return (
    <tr>
      <td className={cx(cell, '!ps-4')}>
        <span
          className={cx(
            'inline-flex items-center gap-1 text-12',
            refused ? 'text-bad' : change ? 'text-text-2' : 'text-warn',
          )}
        >
          <Icon aria-hidden size={14} />
          {refused ? t`refused` : change ? t`change` : t`warning`}
        </span>
      </td>
      {file === null ? null : <td className={cx(cell, 'max-w-44 truncate')}>{file}</td>}
      <td className={cx(cell, 'num text-end')}>{count(p.row)}</td>
      <td className={cx(cell, 'max-w-36 truncate')}>{p.column ?? '–'}</td>
      <td className={cx(cell, 'max-w-40 truncate text-text-2')} data-tip={p.value ?? undefined}>
        {p.value ?? '–'}
      </td>
      <td className={cell}>{p.message}</td>
    </tr>
  )
}
