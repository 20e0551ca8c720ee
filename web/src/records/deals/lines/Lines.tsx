/** The lines of a deal: what is sold, how many, at what price; what they come to, and whether that is its value. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { asProblem } from '~/core/problem'
import type { Deal } from '~/core/schema'
import { money } from '~/kit/money'
import { Switch } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { saveDeal } from '../view/saveDeal'
import { LineRow } from './LineRow'
import { linesQuery } from './lines'
import { PartSection } from '../view/PartSection'

const AddLine = lazy(() => import('./AddLine'))

export default function Lines({ deal, canEdit }: { deal: Deal; canEdit: boolean }) {
  const list = useQuery(linesQuery(deal.id))
  const [adding, setAdding] = useState(false)
  const add = useRef<HTMLButtonElement>(null)
  const lines = list.data?.items ?? []
  const sum = list.data?.sum ?? null
  // The row that had the focus has gone.
  const onGone = () => setTimeout(() => document.activeElement === document.body && add.current?.focus())
  function follow(on: boolean) {
    saveDeal(deal, { amount_from: on ? 'lines' : null }).catch((error: unknown) =>
      toast(t`The value was not changed`, { detail: asProblem(error).message, tone: 'bad' }),
    )
  }
  return (
    <PartSection
      title={t`Lines`}
      adds={canEdit ? { label: t`Add a line`, ref: add, run: () => setAdding(true) } : undefined}
      list={list}
      empty={lines.length ? null : t`Nothing yet`}
    >
      {lines.length ? (
        <ol aria-label={t`Lines of the deal`}>
          {lines.map((line, place) => (
            <LineRow
              key={line.id}
              line={line}
              place={place}
              last={place === lines.length - 1}
              canEdit={canEdit}
              onGone={onGone}
            />
          ))}
        </ol>
      ) : null}
      {sum !== null ? (
        <p className="mt-1 flex justify-between gap-3 border-t border-border pt-2 font-semibold">
          <span>{t`Sum`}</span>
          <span className="num pe-8">{money(sum, deal.currency)}</span>
        </p>
      ) : null}
      {lines.length || deal.amount_from ? (
        <Switch
          label={t`Value from the lines`}
          checked={deal.amount_from === 'lines'}
          disabled={!canEdit}
          onChange={follow}
        />
      ) : null}
      {adding ? (
        <Suspense>
          <AddLine deal={deal} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </PartSection>
  )
}
