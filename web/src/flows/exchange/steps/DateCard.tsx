/** Which part of a date is the day: the orders weighed, by what is a date and by what other columns agree with. */
import { t } from '@lingui/core/macro'
import { Check } from 'lucide-react'
import { type DateOrder, type DateReading } from '~/core/schema'
import { dayShort } from '~/kit/dates'
import { count } from '~/kit/numbers'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { Card } from '../Card'
import { dated, type Placed, type PlacedColumn, setDateOrder } from '../plan'
import type { PlanEditor } from '../useImport'

const orderName = (order: DateOrder): string =>
  ({
    dmy: t`Day – Month – Year`,
    mdy: t`Month – Day – Year`,
    ymd: t`Year – Month – Day`,
    iso: t`Year first, four digits`,
    text: t`Month in letters`,
  })[order]

/** Columns that were weighed with the same answer share a card; one that stands apart has its own. */
export function DateCard({ placed, edit }: { placed: Placed; edit: PlanEditor }) {
  const groups = new Map<string, PlacedColumn[]>()
  for (const column of dated(placed)) {
    const key = column.found.dates?.orders.map((o) => o.order).join() ?? ''
    groups.set(key, [...(groups.get(key) ?? []), column])
  }
  return [...groups.entries()].map(([key, columns]) => (
    <DateGroup key={key} file={placed.file.index} columns={columns} edit={edit} />
  ))
}

function DateGroup({ file, columns, edit }: { file: number; columns: PlacedColumn[]; edit: PlanEditor }) {
  const first = columns[0]
  const dates = first?.found.dates
  if (!first || !dates) return null
  const chosen = first.plan.date_order ?? dates.orders[0]?.order
  const certain = columns.every((c) => c.found.dates?.certain)
  const names = columns.map((c) => c.found.name).join(t` and `)
  const rows = columns.reduce((sum, c) => sum + c.found.filled, 0)
  return (
    <Card
      title={t`Which part of the date is the day?`}
      note={
        certain
          ? t`${names}, ${count(rows)} dates. We chose the first; here is why.`
          : t`${names}, ${count(rows)} dates. More than one order is possible; please look.`
      }
      aside={
        certain ? (
          <Chip tone="ok" icon={<Check size={12} />}>{t`Settled by evidence`}</Chip>
        ) : (
          <Chip tone="warn">{t`Please decide`}</Chip>
        )
      }
    >
      <fieldset>
        <legend className="sr">{t`Order of the dates in ${names}`}</legend>
        {dates.orders.map((reading) => (
          <Order
            key={reading.order}
            name={`dates-${file}-${first.found.index}`}
            reading={reading}
            all={columns.flatMap((c) => c.found.dates?.orders.filter((o) => o.order === reading.order) ?? [])}
            chosen={reading.order === chosen}
            onChoose={() =>
              edit((p) =>
                setDateOrder(
                  p,
                  file,
                  columns.map((c) => c.found.index),
                  reading.order,
                ),
              )
            }
          />
        ))}
      </fieldset>
      <details className="border-t border-border px-4 py-2 text-12 text-text-2">
        <summary className="font-medium">{t`The evidence in words`}</summary>
        <ul className="mt-1 list-disc ps-4 pb-1">
          {dates.evidence.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </Card>
  )
}

type OrderProps = { name: string; reading: DateReading; all: DateReading[]; chosen: boolean; onChoose: () => void }

function Order({ name, reading, all, chosen, onChoose }: OrderProps) {
  const [raw = '', day = ''] = reading.example
  const valid = all.reduce((sum, o) => sum + o.valid, 0)
  const total = all.reduce((sum, o) => sum + o.valid + o.invalid, 0)
  const proofs = [...new Map(all.flatMap((o) => o.proofs).map((proof) => [proof.says, proof])).values()]
  const verdict = judged(valid, total, proofs)
  const example = day ? t`${raw} is ${dayShort(day)}` : t`${raw} is no date this way`
  return (
    <label
      className={cx(
        'grid cursor-default grid-cols-[16px_minmax(150px,190px)_minmax(0,520px)_minmax(120px,1fr)] items-center gap-x-4 gap-y-2 border-b border-border px-4 py-3 last:border-0 max-md:grid-cols-[16px_1fr]',
        chosen ? 'bg-accent-tint' : 'hover:bg-surface-2',
      )}
    >
      <input type="radio" name={name} checked={chosen} onChange={onChoose} className="size-4 accent-accent" />
      <span>
        <span className="block font-medium">{orderName(reading.order)}</span>
        <span className="num block text-12 text-text-2">{example}</span>
      </span>
      <span className="grid grid-cols-[minmax(140px,240px)_minmax(60px,140px)_56px] items-center gap-x-3 gap-y-1 text-12 max-md:col-start-2 max-md:grid-cols-[1fr_80px_auto]">
        <Proof says={t`valid dates`} agrees={valid} of={total} on={chosen} />
        {proofs.map((proof) => (
          <Proof key={proof.says} says={proof.says} agrees={proof.agrees} of={proof.of} on={chosen} />
        ))}
      </span>
      <span className={cx('text-12 max-md:col-start-2', verdict.good ? 'font-medium text-ok' : 'text-text-2')}>
        {verdict.text}
      </span>
    </label>
  )
}

/** The two tests in words: is it a date, and does another column agree. */
function judged(valid: number, total: number, proofs: DateReading['proofs']): { good: boolean; text: string } {
  if (valid < total) return { good: false, text: t`${count(total - valid)} would be no dates` }
  const against = proofs.filter((p) => p.agrees < p.of).toSorted((a, b) => a.agrees / a.of - b.agrees / b.of)[0]
  if (against)
    return { good: false, text: t`fits, but: ${against.says} in ${count(against.agrees)} of ${count(against.of)} only` }
  return { good: true, text: proofs.length ? t`all fit, and the other columns agree on all` : t`all fit` }
}

function Proof({ says, agrees, of, on }: { says: string; agrees: number; of: number; on: boolean }) {
  return (
    <>
      <span className="truncate text-text-2" data-tip={says}>
        {says}
      </span>
      <span aria-hidden className="h-2 bg-track">
        <span
          className={cx('block h-full', on ? 'bg-mark' : 'bg-slate')}
          style={{ inlineSize: `${of ? (agrees / of) * 100 : 0}%` }}
        />
      </span>
      <span className="num font-medium">
        {count(agrees)}
        <span className="sr">{t`of ${count(of)}`}</span>
      </span>
    </>
  )
}
