/** Display texts of changes as the rest of the screen writes them: money and days in the person's own format. */
import { dayLong, instantLong } from '~/kit/dates'
import { minorDigits, money } from '~/kit/money'

/** "148200.00 EUR" as €148,200, "2026-12-04" as Fri 4 Dec 2026, an instant with its time; anything else as it is. */
export function shownText(text: string): string {
  const amount = /^(-?)(\d+)(?:\.(\d+))? ([A-Z]{3})$/.exec(text)
  if (amount) {
    const [, sign = '', whole = '', part = '', currency = ''] = amount
    const digits = minorDigits(currency)
    if (part.length > digits) return text
    const minor = Number(whole + part.padEnd(digits, '0'))
    return Number.isSafeInteger(minor) ? money(sign ? -minor : minor, currency) : text
  }
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return instantLong(text)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayLong(text) : text
}
