/** Geometry of the charts as plain numbers: domains, round ticks, and places as percent of the plot's width. */

export type Domain = [number, number]

/** Place of a value in a domain as percent, kept inside the plot. */
export function place(value: number, [lo, hi]: Domain): number {
  if (hi <= lo) return 50
  return Math.min(100, Math.max(0, ((value - lo) / (hi - lo)) * 100))
}

/** A round step (1, 2, 2.5 or 5 times a power of ten) that makes about `wanted` parts. */
export function niceStep(span: number, wanted: number): number {
  if (!(span > 0)) return 1
  const rough = span / Math.max(1, wanted)
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power
}

/** Widens a domain to round ends and lists the ticks between, ends included. */
export function niceAxis([lo, hi]: Domain, wanted = 4): { domain: Domain; ticks: number[] } {
  const step = niceStep(hi - lo || Math.abs(hi) || 1, wanted)
  const first = Math.floor(lo / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(hi / step - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { domain: [ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1], ticks }
}

/** An end of an interval is null where the data do not reach it. */
export type Mark = { value: number | null; interval: [number | null, number | null] | null }

/** The span of all values and intervals; null when there is nothing to place. Ratios never leave 0..1. */
export function spanOf(marks: Mark[], ratio: boolean): Domain | null {
  const all = marks.flatMap((m) => [...(m.interval ?? []), m.value]).filter((x) => x !== null)
  if (!all.length) return null
  const lo = Math.min(...all)
  const hi = Math.max(...all)
  return ratio ? [Math.max(0, lo), Math.min(1, hi)] : [lo, hi]
}

/** An axis for dots with intervals: dots may leave zero, bars may not (`zero`). */
export function dotAxis(marks: Mark[], ratio: boolean, zero: boolean): { domain: Domain; ticks: number[] } | null {
  const span = spanOf(marks, ratio)
  if (!span) return null
  const axis = niceAxis([zero ? Math.min(0, span[0]) : span[0], span[1]])
  if (!ratio) return axis
  const ticks = axis.ticks.filter((x) => x >= 0 && x <= 1)
  return { domain: [Math.max(0, axis.domain[0]), Math.min(1, axis.domain[1])], ticks }
}

/** `openStart` and `openEnd` name an end that goes on beyond what is known: no cap stands there. */
export type IntervalShape = {
  bar: { start: number; width: number; openStart: boolean; openEnd: boolean } | null
  dot: number | null
}

/** The bar with end caps and the dot, in percent of the plot. */
export function intervalShape({ value, interval }: Mark, domain: Domain): IntervalShape {
  const [lo, hi] = interval ?? [null, null]
  const start = lo === null ? 0 : place(lo, domain)
  const end = hi === null ? 100 : place(hi, domain)
  return {
    bar: interval ? { start, width: end - start, openStart: lo === null, openEnd: hi === null } : null,
    dot: value === null ? null : place(value, domain),
  }
}

/**
 * The domain of a tile's small bar: twenty points around a share, forty percent around another value, so that the bar's
 * width says how sure a figure is and can be compared between tiles.
 */
export function tileDomain({ value, interval }: Mark, ratio: boolean): Domain {
  const ends = [interval?.[0] ?? null, interval?.[1] ?? null].filter((x) => x !== null)
  const mid = value ?? ends[0] ?? 0
  const half = Math.max(ratio ? 0.1 : Math.abs(mid) * 0.2 || 1, ...ends.map((end) => Math.abs(end - mid) * 1.15))
  if (!ratio) return [mid - half, mid + half]
  const lo = Math.max(0, Math.min(mid - half, 1 - 2 * half))
  return [lo, Math.min(1, lo + 2 * half)]
}
