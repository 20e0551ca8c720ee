/** What the colours and marks of a chart stand for. */
import { cx } from '~/ui/cx'

export function Legend({ entries }: { entries: [look: string, words: string][] }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-12 text-text-2">
      {entries.map(([look, words]) => (
        <li key={words} className="flex items-center gap-1.5">
          <span aria-hidden className={cx('inline-block', look)} />
          {words}
        </li>
      ))}
    </ul>
  )
}
