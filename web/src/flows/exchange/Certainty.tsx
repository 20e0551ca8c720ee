/** How sure a guess is: three small bars, and the reason in words. Amber only where a person should look. */
import type { Certainty as Level } from '~/core/schema'
import { cx } from '~/ui/cx'
import { certaintyText } from './words'

export function Bars({ level }: { level: Level }) {
  const on = level <= 1 ? 'bg-amber' : 'bg-mark'
  return (
    <span aria-hidden className="inline-flex shrink-0 gap-0.5">
      {[1, 2, 3].map((i) => (
        <span key={i} className={cx('h-3 w-1.5', i <= Math.max(1, level) ? on : 'bg-track')} />
      ))}
    </span>
  )
}

export function Certainty({ level, why }: { level: Level; why: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Bars level={level} />
      <span className="sr">{certaintyText(level)}: </span>
      <span className={cx('min-w-0 text-12', level <= 1 ? 'font-medium text-warn' : 'text-text-2')}>{why}</span>
    </span>
  )
}

export function CertaintyKey() {
  return (
    <span aria-hidden className="flex flex-wrap items-center gap-x-3 text-12 text-text-2 max-sm:hidden">
      {([3, 2, 1] as const).map((level) => (
        <span key={level} className="flex items-center gap-1.5">
          <Bars level={level} />
          {certaintyText(level)}
        </span>
      ))}
    </span>
  )
}
