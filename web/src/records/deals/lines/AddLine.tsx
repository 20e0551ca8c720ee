/** Adds a line: a product that is searched for, or only a name for what is no product; quantity, price, discount. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Deal, Product } from '~/core/schema'
import { MoneyField } from '~/kit/MoneyField'
import { money } from '~/kit/money'
import { ComboBox } from '~/ui/aria/ComboBox'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { addLine, discountOf, productsFor, quantityOf } from './lines'

export default function AddLine({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Product | null>(null)
  const [quantity, setQuantity] = useState('1')
  const [price, setPrice] = useState<number | null>(null)
  const [discount, setDiscount] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const typed = chosen && text === chosen.name ? '' : text.trim()
  const found = useQuery({
    queryKey: keys.products({ q: typed, limit: 20 }),
    queryFn: ({ signal }) => productsFor(typed, signal),
    placeholderData: (before) => before,
  })
  const many = quantityOf(quantity)
  const off = discountOf(discount)
  const listed = chosen && chosen.currency === deal.currency ? chosen.list_price : null
  const ready = !!text.trim() && many !== null && off !== null && (price !== null || listed !== null)

  async function add() {
    if (busy || !ready || many === null || off === null) return
    setBusy(true)
    setError(null)
    try {
      const name = chosen ? undefined : text.trim()
      const unit = price ?? listed
      await addLine(deal, { product_id: chosen?.id ?? null, name, quantity: many, unit_price: unit, discount: off })
      onClose()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  function choose(id: string | null) {
    const product = found.data?.find((p) => p.id === id)
    if (!product) return
    setChosen(product)
    setText(product.name)
    if (product.currency === deal.currency && product.list_price !== null) setPrice(product.list_price)
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!ready}>
        {t`Add`}
      </Button>
    </>
  )
  const nothing = typed && !chosen && found.isSuccess && !found.data.length
  return (
    <Dialog
      title={t`Add a line`}
      width={440}
      onClose={onClose}
      onSubmit={() => void add()}
      footer={footer}
      dismissable={!chosen && !text}
    >
      <div className="flex flex-col gap-4">
        {problem ? <ProblemNote error={problem} /> : null}
        <ComboBox
          label={t`Product`}
          autoFocus
          free
          options={(found.data ?? []).map((p) => ({
            id: p.id,
            label: p.name,
            hint: p.list_price === null ? undefined : money(p.list_price, p.currency),
          }))}
          text={text}
          onText={(next) => {
            setText(next)
            if (next !== chosen?.name) setChosen(null)
          }}
          value={chosen?.id ?? null}
          onChange={choose}
          hint={nothing ? t`No product of this name: the line has the name alone.` : undefined}
        />
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label={t`Quantity`}
            inputMode="decimal"
            value={quantity}
            onChange={setQuantity}
            error={quantity.trim() && many === null ? t`Write a quantity, such as 3 or 2.5.` : null}
          />
          <TextField
            label={t`Discount in percent`}
            inputMode="decimal"
            value={discount}
            onChange={setDiscount}
            error={off === null ? t`Write percent, from 0 to 100.` : null}
          />
        </div>
        <MoneyField label={t`Unit price`} currency={deal.currency} value={price} onChange={setPrice} />
      </div>
    </Dialog>
  )
}
