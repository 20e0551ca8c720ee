/** What holds for the whole import: currency, missing values, what may be made, what is left as it is. */
import { t } from '@lingui/core/macro'
import type { Import, ImportResult, Plan, PlanOptions } from '~/core/schema'
import { money } from '~/kit/money'
import { useSession } from '~/core/session'
import { Checkbox, Select } from '~/ui/Field'
import { Card } from '../Card'
import { placed, setCreate, setOption } from '../plan'
import type { PlanEditor } from '../useImport'
import { rowsText } from '../words'

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'INR', 'BRL']

type Props = { imp: Import; plan: Plan; priced: ImportResult | null; edit: PlanEditor }

export function OptionsCard({ imp, plan, priced, edit }: Props) {
  const { workspace } = useSession()
  const { currency, missing_amount, missing_close, early_close, create_missing, match_on, matched } = plan.options
  const deals = placed(imp, plan).some((p) => p.plan.record === 'deals')
  const events = placed(imp, plan).some((p) => p.plan.record === 'events')
  const own = [...new Set([workspace.base_currency, currency, ...CURRENCIES])]
  return (
    <Card title={t`For the whole import`}>
      <div className="flex flex-col gap-4 px-4 py-4">
        <Select
          label={t`Currency of amounts without one`}
          value={currency}
          options={own.map((c) => ({ value: c, label: c }))}
          hint={
            currency === workspace.base_currency
              ? t`The workspace's own currency.`
              : t`Amounts in another currency than ${workspace.base_currency} are shown beside, not added.`
          }
          onChange={(value) => edit((p) => setOption(p, { currency: value }))}
        />
        {deals ? (
          <>
            <MissingAmount priced={priced} value={missing_amount} edit={edit} />
            <Checkbox
              label={t`Take won and lost deals without their date`}
              hint={t`As closed on the day of the import. Their beginning counts as unknown, so that no cycle is made up.`}
              checked={missing_close === 'import_day'}
              onChange={(on) => edit((p) => setOption(p, { missing_close: on ? 'import_day' : 'refuse' }))}
            />
            <Checkbox
              label={t`Take deals that were closed before they were created`}
              hint={t`Where the file has the day of entry. Their beginning counts as unknown.`}
              checked={early_close === 'unknown_beginning'}
              onChange={(on) => edit((p) => setOption(p, { early_close: on ? 'unknown_beginning' : 'refuse' }))}
            />
          </>
        ) : null}
        {deals || events ? (
          <>
            <Checkbox
              label={t`Know deals again that are here already`}
              hint={t`By their external id; a second import of the same file makes no doubles.`}
              checked={match_on === 'external_id'}
              onChange={(on) => edit((p) => setOption(p, { match_on: on ? 'external_id' : 'nothing' }))}
            />
          </>
        ) : null}
        <Select
          label={t`Records that are here already`}
          value={matched}
          options={[
            { value: 'leave', label: t`stay as they are` },
            { value: 'update', label: t`take the values of the file` },
          ]}
          hint={
            matched === 'update'
              ? t`The check tells each difference; an undo gives back what was.`
              : t`Companies, contacts and products get what they lack.`
          }
          onChange={(value) => edit((p) => setOption(p, { matched: value as PlanOptions['matched'] }))}
        />
        <fieldset className="flex flex-col gap-0.5">
          <legend className="mb-1 font-medium">{t`Make what is named and not known`}</legend>
          <Checkbox
            label={t`Companies`}
            checked={create_missing.companies}
            onChange={(on) => edit((p) => setCreate(p, 'companies', on))}
          />
          <Checkbox
            label={t`Products`}
            checked={create_missing.products}
            onChange={(on) => edit((p) => setCreate(p, 'products', on))}
          />
          <Checkbox
            label={t`Members`}
            hint={t`By name only, until you invite them.`}
            checked={create_missing.members}
            onChange={(on) => edit((p) => setCreate(p, 'members', on))}
          />
        </fieldset>
      </div>
    </Card>
  )
}

type MissingProps = {
  priced: ImportResult | null
  value: PlanOptions['missing_amount']
  edit: PlanEditor
  /** Its heading stands around it already. */
  bare?: boolean
}

/** The check counts how many deals have no value and what they come to at list price. */
export function MissingAmount({ priced, value, edit, bare }: MissingProps) {
  const { missing_open: open, missing_closed: closed } = priced ?? {}
  const sum = (p: { rows: number; currency: string; amount: number } | undefined) =>
    p?.rows ? t`${rowsText(p.rows)}, ${money(p.amount, p.currency || 'USD')} at list price` : ''
  const choices: { value: PlanOptions['missing_amount']; label: string; hint: string }[] = [
    { value: 'leave', label: t`stay without one`, hint: '' },
    { value: 'list_price', label: t`take the list price, if they are open`, hint: sum(open) },
    { value: 'list_price_all', label: t`take the list price, open or closed`, hint: sum(closed) },
  ]
  return (
    <fieldset>
      <legend className={bare ? 'sr' : 'mb-1 font-medium'}>{t`Deals without a value`}</legend>
      {choices.map((c) => (
        <label key={c.value} className="flex min-h-7 items-start gap-2 py-0.5 coarse:min-h-11 coarse:items-center">
          <input
            type="radio"
            name="missing-amount"
            className="mt-px size-4 shrink-0 accent-accent"
            checked={value === c.value}
            onChange={() => edit((p) => setOption(p, { missing_amount: c.value }))}
          />
          <span>
            {c.label}
            {c.hint ? <span className="num block text-12 text-text-3">{c.hint}</span> : null}
          </span>
        </label>
      ))}
      {open ? null : <p className="mt-1 text-12 text-text-3">{t`The check counts them and says what they come to.`}</p>}
    </fieldset>
  )
}
