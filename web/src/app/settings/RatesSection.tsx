/** Exchange rates: what other currencies are worth in the workspace's, each from a day on. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { ExchangeRate, Page } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { dayShort, today } from '~/kit/dates'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Checkbox, DateField, TextField } from '~/ui/Field'
import { InlineText } from '~/ui/InlineInputs'
import { Skeleton } from '~/ui/Notes'
import { attempt, write } from './attempt'
import { Frame, LookOnly } from './Frame'
import { useSending } from './useSending'

const stale = [keys.rates, ['figures']] as const
const isRate = (text: string) => /^\d{1,9}(\.\d{1,10})?$/.test(text) && Number(text) > 0
const plain = (text: string) => text.trim().replace(',', '.')

export default function RatesSection() {
  const mayEdit = useCan('exchange_rate.edit')
  const { base_currency: base } = useSession().workspace
  const [archived, setArchived] = useState(false)
  const list = useQuery({
    queryKey: keys.rates,
    queryFn: async ({ signal }) => (await api.get<Page<ExchangeRate>>('/exchange-rates', {}, signal)).items,
  })
  const rows = list.data?.filter((each) => each.archived === archived) ?? []
  return (
    <Frame
      wide
      title={t`Exchange rates`}
      about={t`A rate holds from its day until the next. Figures count a closed deal at the rate of its close, an open one at that of today; without a rate it is left out and said so.`}
    >
      {mayEdit ? null : <LookOnly />}
      {mayEdit && !archived ? <AddRate base={base} /> : null}
      <div className="mt-3 mb-1">
        <Checkbox label={t`Archived`} checked={archived} onChange={setArchived} />
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {list.isSuccess && !rows.length ? (
        <p className="py-2 text-text-2">
          {archived ? t`No archived rate.` : t`No rates yet: figures count the deals in ${base} alone.`}
        </p>
      ) : null}
      <ul aria-label={t`Exchange rates`}>
        {rows.map((each) => (
          <RateRow key={each.id} rate={each} canEdit={mayEdit} />
        ))}
      </ul>
    </Frame>
  )
}

function RateRow({ rate: r, canEdit }: { rate: ExchangeRate; canEdit: boolean }) {
  const { currency, base } = r
  const day = dayShort(r.starts_on)
  const name = t`${currency} from ${day}`
  const put = r.archived ? 'restore' : 'archive'
  return (
    <li
      className={cx(
        'grid min-h-10 grid-cols-[56px_minmax(0,1fr)_minmax(0,1fr)_80px] items-center gap-3 border-b border-border py-1',
        r.archived && 'text-text-2',
      )}
    >
      <span className="font-medium">{currency}</span>
      <span className="num truncate">{day}</span>
      <span className="flex min-w-0 items-center justify-end gap-1.5">
        <InlineText
          name={`rate-${r.id}`}
          label={t`Rate of ${name}`}
          value={r.rate}
          canEdit={canEdit && !r.archived}
          inputMode="decimal"
          maxLength={24}
          className="num justify-end"
          check={(v) => (isRate(plain(v)) ? null : t`Write a number above 0, such as 1.0412.`)}
          onSave={(v) =>
            write(stale, () => api.patch(`/exchange-rates/${r.id}`, { rate: plain(v), version: r.version }))
          }
        />
        <span className="text-12 text-text-3">{base}</span>
      </span>
      {canEdit ? (
        <Button
          look="ghost"
          size="sm"
          aria-label={r.archived ? t`Restore ${name}` : t`Archive ${name}`}
          onClick={() =>
            void attempt(t`${name} was not changed`, () =>
              write(stale, () => api.post(`/exchange-rates/${r.id}/${put}`, { version: r.version })),
            )
          }
        >
          {r.archived ? t`Restore` : t`Archive`}
        </Button>
      ) : null}
    </li>
  )
}

function AddRate({ base }: { base: string }) {
  const [currency, setCurrency] = useState('')
  const [day, setDay] = useState<string>(today())
  const [rate, setRate] = useState('')
  const ready = /^[a-z]{3}$/i.test(currency) && !!day && isRate(plain(rate))
  const { busy, error, send } = useSending(async () => {
    const body = { currency: currency.toUpperCase(), starts_on: day, rate: plain(rate) }
    await write(stale, () => api.post('/exchange-rates', body))
    setRate('')
  })
  const problem = error ? asProblem(error) : null
  const placed = ['currency', 'starts_on', 'rate'].some((each) => problem?.field(each))
  function add(e: FormEvent) {
    e.preventDefault()
    if (ready) void send()
  }
  return (
    <form onSubmit={add} className="rounded-8 bg-surface-2 p-3">
      {problem && !placed ? <ProblemNote className="mb-3" error={problem} /> : null}
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          label={t`Currency`}
          className="w-24"
          maxLength={3}
          autoCapitalize="characters"
          placeholder="CHF"
          value={currency}
          onChange={setCurrency}
          error={problem?.field('currency')}
        />
        <DateField label={t`From`} className="w-40" value={day} onChange={setDay} error={problem?.field('starts_on')} />
        <TextField
          label={t`One is worth, in ${base}`}
          className="min-w-32 flex-1"
          inputMode="decimal"
          maxLength={24}
          value={rate}
          onChange={setRate}
          error={problem?.field('rate')}
        />
        <Button type="submit" look="primary" className="mt-6" busy={busy} disabled={!ready}>
          {t`Add`}
        </Button>
      </div>
    </form>
  )
}
