/** Counts and shares through Intl. */
import { locale } from './locale'

export function count(n: number): string {
  return new Intl.NumberFormat(locale()).format(n)
}

/** 0.268 as 26.8%. */
export function percent(share: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits })
    .format(share)
    .replace('-', '−')
}
