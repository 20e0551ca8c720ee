/** A short list chosen by arrows and Enter or by press, with an optional field above that keeps the focus. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from '~/ui/cx'

export type Choice = { id: string; label: string; icon?: ReactNode; hint?: ReactNode; disabled?: boolean }
type FieldProps = {
  role: 'combobox'
  'aria-expanded': true
  'aria-controls': string
  'aria-activedescendant': string | undefined
  onKeyDown: (e: KeyboardEvent) => void
}
type Props = {
  label: string
  items: Choice[]
  onChoose: (id: string) => void
  renderField?: (props: FieldProps) => ReactNode
  start?: string
}

export function ChoiceList({ label, items, onChoose, renderField, start }: Props) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(() =>
    Math.max(
      0,
      items.findIndex((i) => i.id === start),
    ),
  )
  const at = Math.min(wanted, items.length - 1)
  const current = items[at]
  useEffect(() => {
    if (!renderField) list.current?.focus()
  }, [renderField])
  function onKey(e: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step && items.length) {
      e.preventDefault()
      let next = at
      do next = (next + step + items.length) % items.length
      while (items[next]?.disabled && next !== at)
      setWanted(next)
    } else if (e.key === 'Enter' && current && !current.disabled) {
      e.preventDefault()
      onChoose(current.id)
    }
  }
  const active = current ? `${id}-${current.id}` : undefined
  return (
    <>
      {renderField?.({
        role: 'combobox',
        'aria-expanded': true,
        'aria-controls': id,
        'aria-activedescendant': active,
        onKeyDown: onKey,
      })}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        tabIndex={renderField ? -1 : 0}
        aria-activedescendant={renderField ? undefined : active}
        onKeyDown={renderField ? undefined : onKey}
        className={cx(
          '-mx-2 max-h-80 max-sm:max-h-[60dvh] overflow-y-auto outline-none thin-scroll',
          renderField && 'mt-2',
        )}
      >
        {items.map((item, i) => (
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            aria-disabled={item.disabled}
            onPointerMove={() => setWanted(i)}
            onClick={() => !item.disabled && onChoose(item.id)}
            className={cx(
              'flex min-h-9 items-center gap-2.5 rounded-6 px-2 coarse:min-h-11',
              i === at && 'bg-surface-2',
              item.disabled && 'text-text-3',
            )}
          >
            {item.icon}
            <span className="truncate font-medium">{item.label}</span>
            {item.hint ? <span className="ms-auto text-12 text-text-3">{item.hint}</span> : null}
          </div>
        ))}
      </div>
    </>
  )
}
