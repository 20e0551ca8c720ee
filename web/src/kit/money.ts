/** Money: integer minor units with an ISO 4217 code, shown and read through Intl. Never floats that are kept. */
import { locale } from './locale'

const digitCache = new Map<string, number>()

/** Minor digits of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  let digits = digitCache.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    digitCache.set(currency, digits)
  }
  return digits
}

const formats = new Map<string, Intl.NumberFormat>()
function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale()} ${key}`
  let made = formats.get(name)
  if (!made) {
    made = new Intl.NumberFormat(locale(), options)
    formats.set(name, made)
  }
  return made
}

/** €48,200 – the minor digits only when they are not zero. */
export function money(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  const whole = amount % 10 ** digits === 0
  return format(`${currency} ${whole}`, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(amount / 10 ** digits)
}

/** €742k, €1.02M; below ten thousand the plain form. */
export function moneyShort(amount: number, currency: string): string {
  const value = amount / 10 ** minorDigits(currency)
  const size = Math.abs(value)
  if (size < 10_000) {
    return format(`${currency} 0`, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      maximumFractionDigits: 0,
    }).format(value)
  }
  const made = format(`${currency} short ${size >= 1e6}`, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: size >= 1e6 ? 2 : 0,
  })
  return made
    .formatToParts(value)
    .map((p) => (p.type === 'compact' ? (compact[p.value] ?? p.value) : p.value))
    .join('')
}

/** One spelling of thousands and millions in every English region. */
const compact: Record<string, string> = { K: 'k', m: 'M', bn: 'B' }

/** The symbol that stands before an input: €. */
export function currencySymbol(currency: string): string {
  const parts = format(`${currency} symbol`, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find((p) => p.type === 'currency')?.value ?? currency
}

/**
 * Reads typed money into minor units, or null when it is no amount. Takes "48,200", "48 200.50", "48.200,5", "€1.2M", "60k".
 * With a single kind of separator, exactly three digits after it mean thousands ("1.200" is twelve hundred).
 */
export function parseMoney(typed: string, currency: string): number | null {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[^\d.,+-]+/, '')
  const match = /^([+-]?)([\d.,]+)([kKmM]?)[^\d]*$/.exec(text)
  if (!match?.[2] || !/\d/.test(match[2])) return null
  const plain = plainNumber(match[2])
  if (plain === null) return null
  const digits = minorDigits(currency)
  const scale = { k: 3, m: 6 }[(match[3] ?? '').toLowerCase()] ?? 0
  const [whole = '', part = ''] = plain.split('.')
  const shift = digits + scale
  const kept = part.slice(0, shift).padEnd(shift, '0')
  if (part.length > shift && Number(part.slice(shift)) > 0) return null
  const minor = Number(`${whole || '0'}${kept}`)
  return Number.isSafeInteger(minor) ? (match[1] === '-' ? -minor : minor) : null
}

/** Digits with at most one decimal point, or null. */
export function plainNumber(text: string): string | null {
  const dot = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  if (dot < 0 && comma < 0) return text
  const mark = dot > comma ? '.' : ','
  const other = mark === '.' ? ',' : '.'
  const pieces = text.split(mark)
  const tail = pieces[pieces.length - 1] ?? ''
  const grouping =
    pieces.length > 2 || (!text.includes(other) && tail.length === 3 && /^[1-9]\d{0,2}$/.test(pieces[0] ?? ''))
  if (grouping) {
    if (text.includes(other)) return null
    return pieces.slice(1).every((p) => p.length === 3) ? pieces.join('') : null
  }
  const [whole = ''] = pieces
  const groups = whole.split(other)
  if (groups.length > 1 && !groups.slice(1).every((g) => g.length === 3)) return null
  return `${groups.join('')}.${tail}`
}
