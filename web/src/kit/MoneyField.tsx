/** An amount of money as typed text; hands up minor units, keeps what was typed until it leaves the field. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { TextField } from '~/ui/Field'
import { currencySymbol, minorDigits, parseMoney } from './money'

type Props = {
  label: string
  currency: string
  value: number | null
  onChange: (minor: number | null) => void
  hideLabel?: boolean
  error?: string | null
  autoFocus?: boolean
  className?: string
  hint?: string
}

export function MoneyField({ value, currency, onChange, error, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (value === null ? '' : plain(value, currency))
  const wrong = typed !== null && typed.trim() !== '' && parseMoney(typed, currency) === null
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      lead={currencySymbol(currency)}
      value={shown}
      error={error ?? (wrong ? t`Write an amount, such as 48,200 or 60k.` : null)}
      onChange={(text) => {
        setTyped(text)
        if (text.trim() === '') return onChange(null)
        const minor = parseMoney(text, currency)
        if (minor !== null) onChange(minor)
      }}
      onBlur={() => !wrong && setTyped(null)}
    />
  )
}

function plain(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: minor % 10 ** digits ? digits : 0,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits)
}
