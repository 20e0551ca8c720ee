/** A title with the letters that matched the typed text set apart. */
import type { ReactNode } from 'react'
import { cx } from '~/ui/cx'

type Props = { text: string; ranges: [number, number][]; chosen: boolean }

export function Marked({ text, ranges, chosen }: Props) {
  const parts: ReactNode[] = []
  let end = 0
  for (const [from, to] of ranges) {
    if (from < end) continue
    parts.push(text.slice(end, from))
    // On the darker row the accent would miss its contrast: there the letters keep the text colour.
    parts.push(
      <b key={from} className={cx('font-semibold', !chosen && 'text-accent')}>
        {text.slice(from, to)}
      </b>,
    )
    end = to
  }
  parts.push(text.slice(end))
  return <>{parts}</>
}
