/** The glyph of uncertainty: a bar with end caps and a dot; hollow and slate where the sample is weak. */
import { cx } from '~/ui/cx'
import { type Domain, intervalShape, type Mark, place } from './scale'

type Props = {
  mark: Mark
  domain: Domain
  /** n below 30: an indication only. */
  weak?: boolean
  /** Values at which thin vertical lines stand. */
  grid?: number[]
  /** A value of everybody, dashed. */
  everybody?: number | null
  /** A hairline through the middle, where no axis is drawn. */
  track?: boolean
  /** Sets the height. */
  className?: string
}

/** Drawn in percent of its box, so that it needs no measuring and fits rows of any height. */
export function IntervalMark({ mark, domain, weak, grid, everybody, track, className = 'h-4' }: Props) {
  const { bar, dot } = intervalShape(mark, domain)
  const cap = weak ? 'fill-slate' : 'fill-mark'
  return (
    <svg
      aria-hidden
      width="100%"
      className={cx('block overflow-visible rtl:-scale-x-100', className)}
      focusable="false"
    >
      {grid?.map((at) => (
        <Upright key={at} at={place(at, domain)} className="stroke-border" />
      ))}
      {track ? <line x1="0" x2="100%" y1="50%" y2="50%" className="stroke-border-2" /> : null}
      {everybody === null || everybody === undefined ? null : (
        <Upright at={place(everybody, domain)} className="stroke-text-3 [stroke-dasharray:3_3]" />
      )}
      {bar ? (
        <>
          <rect
            x={`${bar.start}%`}
            y="50%"
            width={`${bar.width}%`}
            height={6}
            transform="translate(0 -3)"
            className={weak ? 'fill-slate-3' : 'fill-mark-25 dark:fill-mark-45'}
          />
          {bar.openStart ? null : <Cap at={bar.start} className={cap} />}
          {bar.openEnd ? null : <Cap at={bar.start + bar.width} className={cap} />}
        </>
      ) : null}
      {dot === null ? null : weak ? (
        <circle cx={`${dot}%`} cy="50%" r={4} strokeWidth={2} className="fill-page stroke-slate" />
      ) : (
        <circle cx={`${dot}%`} cy="50%" r={5.25} strokeWidth={1.5} className="fill-mark stroke-page" />
      )}
    </svg>
  )
}

function Upright({ at, className }: { at: number; className: string }) {
  return <line x1={`${at}%`} x2={`${at}%`} y1="0" y2="100%" className={className} />
}

function Cap({ at, className }: { at: number; className: string }) {
  return <rect x={`${at}%`} y="50%" width={1.5} height={8} transform="translate(-0.75 -4)" className={className} />
}
