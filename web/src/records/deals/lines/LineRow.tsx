/** One line: its name and what it comes to; below, quantity, price and discount, each edited in place. */
import { t } from '@lingui/core/macro'
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react'
import { asProblem } from '~/core/problem'
import type { DealLine } from '~/core/schema'
import { money, parseMoney } from '~/kit/money'
import { InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import type { MenuItem } from '~/ui/menu'
import { toast } from '~/ui/toast'
import { changeLine, discountOf, quantityOf, removeLine } from './lines'

type Props = { line: DealLine; place: number; last: boolean; canEdit: boolean; onGone: () => void }

export function LineRow({ line, place, last, canEdit, onGone }: Props) {
  const { name, currency } = line
  const off = line.discount === '0' ? '' : line.discount
  const items: MenuItem[] = [
    ...(place > 0 ? [{ id: 'up', label: t`Move up`, icon: <ArrowUp size={16} /> }] : []),
    ...(last ? [] : [{ id: 'down', label: t`Move down`, icon: <ArrowDown size={16} /> }]),
    { id: 'remove', label: t`Take off the deal`, icon: <Trash2 size={16} /> },
  ]
  async function run(id: string) {
    try {
      if (id === 'remove') {
        await removeLine(line)
        onGone()
      } else await changeLine(line, { position: id === 'up' ? place - 1 : place + 1 })
    } catch (error) {
      toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  return (
    <li className="flex items-start gap-1 py-1.5">
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center justify-between gap-3">
          <InlineText
            name={`line-${line.id}`}
            label={t`Name of ${name}`}
            value={name}
            shown={<span className="truncate font-medium">{name}</span>}
            canEdit={canEdit}
            maxLength={200}
            check={(v) => (v.trim() ? null : t`Write a name.`)}
            onSave={(v) => changeLine(line, { name: v.trim() })}
          />
          <span className="num shrink-0">{money(line.sum, currency)}</span>
        </div>
        <div className="flex flex-wrap items-center gap-x-2.5 text-12 text-text-2">
          <InlineText
            name={`quantity-${line.id}`}
            label={t`Quantity of ${name}`}
            value={line.quantity}
            canEdit={canEdit}
            inputMode="decimal"
            className="num"
            inputClass="max-w-24"
            check={(v) => (quantityOf(v) ? null : t`Write a quantity, such as 3 or 2.5.`)}
            onSave={(v) => changeLine(line, { quantity: quantityOf(v) ?? v })}
          />
          <span aria-hidden>×</span>
          <InlineText
            name={`price-${line.id}`}
            label={t`Unit price of ${name}`}
            value={money(line.unit_price, currency)}
            canEdit={canEdit}
            inputMode="decimal"
            className="num"
            inputClass="max-w-32"
            check={(v) => (parseMoney(v, currency) === null ? t`Write an amount, such as 48,200 or 60k.` : null)}
            onSave={(v) => changeLine(line, { unit_price: parseMoney(v, currency) ?? line.unit_price })}
          />
          <InlineText
            name={`discount-${line.id}`}
            label={t`Discount on ${name}`}
            value={off}
            shown={<span>{t`${off}% off`}</span>}
            empty={t`No discount`}
            canEdit={canEdit}
            inputMode="decimal"
            className="num"
            inputClass="max-w-20"
            check={(v) => (discountOf(v) === null ? t`Write percent, from 0 to 100.` : null)}
            onSave={(v) => changeLine(line, { discount: discountOf(v) ?? v })}
          />
        </div>
      </div>
      {canEdit ? (
        <MenuButton
          label={t`More about ${name}`}
          sections={[{ id: 'change', items }]}
          onAction={(id) => void run(id)}
          placement="bottom end"
          className="size-7 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
        >
          <Ellipsis size={16} />
        </MenuButton>
      ) : (
        <span className="size-7" />
      )}
    </li>
  )
}
