/** A few small buttons of which one is pressed. */
import { cx } from '~/ui/cx'

type Props<T extends string> = {
  label: string
  options: readonly (readonly [T, string])[]
  value: T
  onChoose: (value: T) => void
}

export function Choices<T extends string>({ label, options, value, onChoose }: Props<T>) {
  return (
    <span role="group" aria-label={label} className="flex flex-wrap gap-1">
      {options.map(([key, words]) => (
        <button
          key={key}
          type="button"
          aria-pressed={value === key}
          onClick={() => onChoose(key)}
          className={cx(
            'h-6 rounded-4 px-2 text-11 font-medium coarse:h-11',
            value === key
              ? 'bg-accent-tint text-accent'
              : 'text-text-2 shadow-[inset_0_0_0_1px_var(--border-2)] hover:bg-surface-2',
          )}
        >
          {words}
        </button>
      ))}
    </span>
  )
}
