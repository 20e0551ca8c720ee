/** Values of figures as text: 63.2%, €2,361, 57 d, 8,800; with the interval and the sample behind them. */
import { plural, t } from '@lingui/core/macro'
import type { Figure, FigureLabel, Interval, Unit } from '~/core/schema'
import { locale } from '~/kit/locale'
import { money, moneyShort } from '~/kit/money'
import { count, percent } from '~/kit/numbers'
import type { Tone } from '~/ui/Chip'

export type Measure = { unit: Unit; currency: string | null }

export const decimal = (n: number, digits = 1): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(n).replace('-', '−')

/** With all its digits, so that a column lines up. */
const share = (value: number, digits: number): string =>
  new Intl.NumberFormat(locale(), {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)

/** A value with its unit attached. Money is minor units; ratios are 0..1; days may have a fraction. */
export function valueText(value: number, { unit, currency }: Measure): string {
  if (unit === 'ratio') return share(value, 2)
  if (unit === 'money') return money(Math.round(value), currency ?? 'EUR')
  if (unit === 'days') return t`${decimal(value)} d`
  return Number.isInteger(value) ? count(value) : decimal(value, 2)
}

/** The same in few letters, for tiles and charts: shares with one digit, money in thousands or millions. */
export function valueShort(value: number, measure: Measure): string {
  if (measure.unit === 'ratio') return share(value, 1)
  if (measure.unit === 'money') return moneyShort(Math.round(value), measure.currency ?? 'EUR')
  return valueText(value, measure)
}

/** A value on an axis, without digits that say nothing. */
export function tickText(value: number, measure: Measure, last: boolean): string {
  const text = measure.unit === 'ratio' ? percent(value) : valueShort(value, measure)
  return last ? text : text.replace(/\s*[%d]$/, '')
}

/** Number and unit apart, so that a tile can set the unit smaller. */
export function valueParts(value: number, measure: Measure): { number: string; unit: string } {
  if (measure.unit === 'ratio') return { number: share(value, 1).replace(/\s*%$/, ''), unit: '%' }
  if (measure.unit === 'days') return { number: decimal(value), unit: t`d` }
  return { number: valueShort(value, measure), unit: '' }
}

/** "62.0–64.3%"; "over 80 d" when the upper end is not reached; an empty text without an interval. */
export function intervalText(interval: Interval | null, measure: Measure): string {
  const [lo, hi] = interval ?? [null, null]
  if (lo === null) return hi === null ? '' : t`under ${valueShort(hi, measure)}`
  if (hi === null) return t`over ${valueShort(lo, measure)}`
  if (measure.unit === 'ratio') return `${share(lo, 1).replace(/\s*%$/, '')}–${share(hi, 1)}`
  if (measure.unit === 'days') return t`${decimal(lo)}–${decimal(hi)} d`
  return `${valueShort(lo, measure)}–${valueShort(hi, measure)}`
}

/** 0.268 as "27 in 100": how a chance is said in a sentence. */
export const inHundred = (chance: number): string => t`${Math.round(chance * 100)} in 100`

export const deals = (n: number): string => plural(n, { one: '# deal', other: '# deals' })

/** What the sample behind a figure is good for, in words and tone. */
export function sampleText(label: FigureLabel, n: number): { text: string; tone: Tone } {
  if (label === 'too_few') return { text: t`Too few, ${count(n)}`, tone: 'warn' }
  if (label === 'indicative') return { text: t`Indicative, ${count(n)}`, tone: 'quiet' }
  return { text: t`Usable sample, ${count(n)}`, tone: 'ok' }
}

/** One short line on what a tile's number rests on: "4,238 won of 6,711 closed". */
export function basisText(figure: Figure): string {
  const { won, lost, open } = figure.parts
  if (figure.unit === 'ratio' && typeof won === 'number' && typeof lost === 'number')
    return t`${count(won)} won of ${count(won + lost)} closed`
  if (figure.id === 'cycle_censored' && typeof open === 'number')
    return t`${deals(figure.n)}, ${count(open)} still open`
  if (figure.id === 'open_value' && typeof open === 'number')
    return open === figure.n ? deals(open) : t`${count(figure.n)} of ${count(open)} have a value`
  return deals(figure.n)
}

const SHARES = /(^|_)(rate|share|lower|upper|drift|only|p)$|^jeffreys|^(value_)?(lower|upper)$|_(by|at)_|^by_/
const DAYS = /cycle$|^time_in|given_win$|^(longest|horizon|rmst)$/
const COUNTS = new Set([
  ...['won', 'lost', 'open', 'closed', 'deals', 'same_day', 'disqualified_early', 'no_reason'],
  'segments_chi2',
])

/** What a part of a figure is measured in: its name tells, else it is as the figure itself. */
export function partUnit(name: string, unit: Unit): Unit {
  if (COUNTS.has(name)) return 'count'
  if (SHARES.test(name)) return 'ratio'
  if (DAYS.test(name) && name !== 'largest') return 'days'
  return unit
}
