/** Names in a column: those that match are counted, those that need a partner can be given one, by count and certainty. */
import { plural, t } from '@lingui/core/macro'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { Plan, PlanColumn, ValueSuggestion } from '~/core/schema'
import { count } from '~/kit/numbers'
import { Button } from '~/ui/Button'
import { Card } from '../Card'
import { Certainty } from '../Certainty'
import type { Placed, PlacedColumn } from '../plan'
import type { PlanEditor } from '../useImport'
import { NamePicker } from './NamePicker'

type Props = { placed: Placed; column: PlacedColumn; plan: Plan; edit: PlanEditor }

const FIRST = 8

/** Whether a person should look at it: a near match, or one chosen by hand. What nobody knows is made by the option beside. */
export const doubtful = (v: ValueSuggestion, own: PlanColumn): boolean =>
  byHand(v, own) || (v.match !== null && v.match !== v.value)

/** A decision that differs from what the server takes by itself. */
export function byHand(v: ValueSuggestion, own: PlanColumn): boolean {
  const decided = own.values[v.value]
  return decided !== undefined && decided.to !== (v.certainty >= 2 ? v.match : null)
}

function reason(v: ValueSuggestion, own: PlanColumn): string {
  if (byHand(v, own)) return t`chosen by you`
  return v.match !== null && v.certainty === 1 ? t`spelt like “${v.match}”` : v.why
}

export function NameValues({ placed, column: { found, plan: own }, plan, edit }: Props) {
  const [all, setAll] = useState(false)
  const exact = found.values.filter((v) => v.match !== null && v.certainty === 3).length
  const unknown = found.values.filter((v) => v.match === null)
  const asked = found.values.filter((v) => doubtful(v, own))
  const shown = all ? found.values : asked.slice(0, FIRST)
  const makes = makesMissing(own.field, plan)
  const unknownText = makes
    ? plural(unknown.length, { one: '# name is new: it is made.', other: '# names are new: they are made.' })
    : plural(unknown.length, { one: '# name is known to nobody.', other: '# names are known to nobody.' })
  return (
    <Card
      title={found.name}
      note={
        <>
          {t`${placed.file.name}: ${count(exact)} of ${count(found.values.length)} match by name.`}{' '}
          {unknown.length ? unknownText : ''}
        </>
      }
      aside={
        found.values.length > asked.length || asked.length > FIRST ? (
          <Button look="ghost" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t`Only those to look at` : t`Show all ${count(found.values.length)}`}
          </Button>
        ) : null
      }
      plain={!shown.length}
    >
      {shown.length ? (
        <ul className={all ? 'max-h-[420px] overflow-y-auto thin-scroll' : ''}>
          {shown.map((v) => (
            <li
              key={v.value}
              className="grid min-h-11 grid-cols-[minmax(90px,1fr)_56px_16px_minmax(160px,240px)_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-b border-border px-4 py-1.5 last:border-0 max-md:grid-cols-[1fr_56px] max-md:py-3"
            >
              <span className="truncate font-medium" data-tip={v.value}>
                {v.value}
              </span>
              <span className="num text-end text-12 text-text-2">{count(v.count)}</span>
              <ArrowRight aria-hidden size={14} className="text-text-3 rtl:rotate-180 max-md:hidden" />
              <NamePicker file={placed.file.index} column={found} own={own} suggestion={v} makes={makes} edit={edit} />
              <span className="min-w-0 max-md:col-span-2">
                <Certainty level={byHand(v, own) ? 3 : v.certainty} why={reason(v, own)} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}

/** Whether what a column names and nobody knows is made. */
function makesMissing(field: string | null, plan: Plan): boolean {
  const { companies, products, members } = plan.options.create_missing
  if (field === 'company_id' || field === 'parent_id') return companies
  if (field === 'product_id') return products
  if (field === 'owner_id' || field === 'team.manager_id') return members
  // What a field of the workspace's own leads to is found, never made.
  return !field?.startsWith('custom.')
}
