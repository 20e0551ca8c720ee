/** The labels under a plot: first, middle and last, with the unit on the last only. */
import { type Domain, place } from './scale'

type Props = { domain: Domain; ticks: number[]; label: (value: number, last: boolean) => string }

/** At most three labels: the first tick, the one nearest the middle, the last. */
export function labelled(ticks: number[]): number[] {
  if (ticks.length <= 3) return ticks
  const middle = ticks[Math.floor((ticks.length - 1) / 2)]
  return [ticks[0], middle, ticks[ticks.length - 1]].filter((x) => x !== undefined)
}

export function Axis({ domain, ticks, label }: Props) {
  const shown = labelled(ticks)
  return (
    <div aria-hidden className="relative h-4 text-11 text-text-3 num">
      {shown.map((at, i) => (
        <span
          key={at}
          className="absolute top-0.5 -translate-x-1/2 whitespace-nowrap rtl:translate-x-1/2"
          style={{
            insetInlineStart: `${place(at, domain)}%`,
          }}
        >
          {label(at, i === shown.length - 1)}
        </span>
      ))}
    </div>
  )
}
