/** Products: what is sold, in which series, at what list price. */
import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Page, Product } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { money, parseMoney } from '~/kit/money'
import { MoneyField } from '~/kit/MoneyField'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Checkbox, TextField } from '~/ui/Field'
import { InlineText } from '~/ui/InlineInputs'
import { Skeleton } from '~/ui/Notes'
import { attempt, write } from './attempt'
import { Frame, LookOnly } from './Frame'

const stale = [['products', 'list']] as const

export function ProductsSection() {
  const mayEdit = useCan('product.edit')
  const [archived, setArchived] = useState(false)
  const query = { limit: 100, sort: 'name', archived: archived ? true : undefined }
  const list = useInfiniteQuery({
    queryKey: keys.products({ ...query, pages: true }),
    queryFn: ({ pageParam, signal }) => api.get<Page<Product>>('/products', { ...query, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <Frame wide title={t`Products`} about={t`A deal names the product it is about; figures can be split by series.`}>
      {mayEdit ? null : <LookOnly />}
      {mayEdit && !archived ? <AddProduct /> : null}
      <div className="mt-3 mb-1">
        <Checkbox label={t`Archived`} checked={archived} onChange={setArchived} />
      </div>
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {list.isSuccess && !rows.length ? (
        <p className="py-2 text-text-2">{archived ? t`No archived product.` : t`No products yet.`}</p>
      ) : null}
      <ul aria-label={t`Products`}>
        {rows.map((p) => (
          <ProductRow key={p.id} product={p} canEdit={mayEdit} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="flex justify-center pt-3">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t`Show more`}
          </Button>
        </div>
      ) : null}
    </Frame>
  )
}

function ProductRow({ product: p, canEdit }: { product: Product; canEdit: boolean }) {
  const save = (patch: Partial<Product>) =>
    write(stale, () => api.patch(`/products/${p.id}`, { ...patch, version: p.version }))
  const editable = canEdit && !p.archived
  const { name } = p
  const put = p.archived ? 'restore' : 'archive'
  return (
    <li className="grid min-h-10 grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_120px_80px] items-center gap-3 border-b border-border py-1 max-sm:grid-cols-[minmax(0,1fr)_96px_72px]">
      <div className={cx('min-w-0', p.archived && 'text-text-2')}>
        <InlineText
          name={`product-${p.id}`}
          label={t`Name`}
          value={name}
          canEdit={editable}
          maxLength={200}
          className="font-medium"
          check={(v) => (v.trim() ? null : t`A product needs a name.`)}
          onSave={(v) => save({ name: v.trim() })}
        />
      </div>
      <div className="min-w-0 max-sm:hidden">
        <InlineText
          name={`series-${p.id}`}
          label={t`Series of ${name}`}
          value={p.series ?? ''}
          empty={t`No series`}
          canEdit={editable}
          maxLength={120}
          onSave={(v) => save({ series: v.trim() || null })}
        />
      </div>
      <div className="flex min-w-0 justify-end">
        <InlineText
          name={`price-${p.id}`}
          label={t`List price of ${name}`}
          value={p.list_price === null ? '' : money(p.list_price, p.currency)}
          empty={t`No price`}
          canEdit={editable}
          inputMode="decimal"
          className="num justify-end"
          check={(v) => {
            const minor = parseMoney(v, p.currency)
            return v.trim() && (minor === null || minor < 0) ? t`Write an amount, such as 4,821.` : null
          }}
          onSave={(v) => save({ list_price: v.trim() ? parseMoney(v, p.currency) : null })}
        />
      </div>
      {canEdit ? (
        <Button
          look="ghost"
          size="sm"
          aria-label={p.archived ? t`Restore ${name}` : t`Archive ${name}`}
          onClick={() =>
            void attempt(t`${name} was not changed`, () =>
              write(stale, () => api.post(`/products/${p.id}/${put}`, { version: p.version })),
            )
          }
        >
          {p.archived ? t`Restore` : t`Archive`}
        </Button>
      ) : null}
    </li>
  )
}

function AddProduct() {
  const currency = useSession().workspace.base_currency
  const [name, setName] = useState('')
  const [series, setSeries] = useState('')
  const [price, setPrice] = useState<number | null>(null)
  const [made, setMade] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const problem = error ? asProblem(error) : null
  async function add(e: FormEvent) {
    e.preventDefault()
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { name: name.trim(), series: series.trim() || null, list_price: price, currency }
      await write(stale, () => api.post('/products', body))
      setName('')
      setPrice(null)
      setMade(made + 1)
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(e) => void add(e)} className="flex flex-wrap items-start gap-2 rounded-8 bg-surface-2 p-3">
      <TextField
        label={t`Name`}
        className="min-w-40 flex-[1.4]"
        maxLength={200}
        value={name}
        onChange={setName}
        error={problem ? (problem.field('name') ?? problem.message) : null}
      />
      <TextField label={t`Series`} className="min-w-28 flex-1" maxLength={120} value={series} onChange={setSeries} />
      <MoneyField
        key={made}
        label={t`List price`}
        className="w-32"
        currency={currency}
        value={price}
        onChange={setPrice}
      />
      <Button type="submit" look="primary" className="mt-6" busy={busy} disabled={!name.trim()}>
        {t`Add`}
      </Button>
    </form>
  )
}
