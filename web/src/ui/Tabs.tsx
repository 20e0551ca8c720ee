/** Tabs with roving focus; the caller keeps the chosen key (usually in the URL). */
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { cx } from './cx'

export type Tab = { key: string; label: string; count?: number | string | null }
type TabsProps = {
  tabs: Tab[]
  value: string
  onChange: (key: string) => void
  label: string
  id: string
  className?: string
}

export function Tabs({ tabs, value, onChange, label, id, className }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  function move(e: KeyboardEvent) {
    const at = tabs.findIndex((t) => t.key === value)
    const rtl = getComputedStyle(e.currentTarget).direction === 'rtl' ? -1 : 1
    const step = { ArrowRight: rtl, ArrowLeft: -rtl, Home: -at, End: tabs.length - 1 - at }[e.key]
    const next = step === undefined ? undefined : tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    e.preventDefault()
    onChange(next.key)
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.key}`)}`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={move}
      className={cx('flex gap-5 overflow-x-auto hide-scroll', className)}
    >
      {tabs.map((t) => (
        <button
          key={t.key}
          id={`${id}-${t.key}`}
          type="button"
          role="tab"
          aria-selected={t.key === value}
          aria-controls={`${id}-panel`}
          tabIndex={t.key === value ? 0 : -1}
          onClick={() => onChange(t.key)}
          className={cx(
            'relative flex h-10 shrink-0 items-center gap-1.5 font-medium whitespace-nowrap coarse:h-11',
            'after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full',
            t.key === value ? 'text-text after:bg-accent' : 'text-text-2 hover:text-text',
          )}
        >
          {t.label}
          {t.count !== undefined && t.count !== null ? (
            <span className="num font-normal text-text-3">{t.count}</span>
          ) : null}
        </button>
      ))}
    </div>
  )
}

export function TabPanel({
  id,
  value,
  children,
  className,
}: {
  id: string
  value: string
  children: ReactNode
  className?: string
}) {
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className={className}>
      {children}
    </div>
  )
}
