/** The boxes that pick rows of the list, and the keys: arrows go on, x picks, Shift takes the stretch. */
import { t } from '@lingui/core/macro'
import { type RefObject, useEffect } from 'react'
import { preferences } from '~/core/preferences'
import type { Deal } from '~/core/schema'

/** The whole cell takes the press, above the row's link. */
const boxClass = 'relative z-1 flex h-9 items-center justify-center coarse:size-11'

export function RowBox({ deal, on, onPick }: { deal: Deal; on: boolean; onPick: (extend: boolean) => void }) {
  const { name } = deal
  return (
    <label className={boxClass}>
      <input
        type="checkbox"
        aria-label={t`Pick ${name}`}
        checked={on}
        onChange={(e) => onPick((e.nativeEvent as MouseEvent).shiftKey === true)}
        className="size-4 accent-accent"
      />
    </label>
  )
}

type AllProps = {
  deals: Deal[]
  picked: ReadonlySet<string> | null
  onPickShown: () => void
  onClear: () => void
}

export function AllBox({ deals, picked, onPickShown, onClear }: AllProps) {
  if (!picked) return null
  const all = deals.length > 0 && deals.every((d) => picked.has(d.id))
  return (
    <label className="flex h-8 items-center justify-center">
      <input
        type="checkbox"
        aria-label={t`Pick the deals shown`}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = !all && picked.size > 0
        }}
        onChange={() => (all ? onClear() : onPickShown())}
        className="size-4 accent-accent"
      />
    </label>
  )
}

type Keys = AllProps & { onPick: (at: number, extend: boolean) => void; reveal: (at: number) => void }

const rowAt = (target: EventTarget | null): number => {
  const row = target instanceof Element ? target.closest('[data-index]') : null
  return row instanceof HTMLElement ? Number(row.dataset.index) : -1
}

/** Listens on the table. */
export function useRowKeys(table: RefObject<HTMLElement | null>, keys: Keys): void {
  useEffect(() => {
    const here = table.current
    const onKey = (e: KeyboardEvent) => rowKeys(e, keys)
    here?.addEventListener('keydown', onKey)
    return () => here?.removeEventListener('keydown', onKey)
  })
}

function rowKeys(e: KeyboardEvent, { deals, picked, onPick, onClear, reveal }: Keys): void {
  const at = rowAt(e.target)
  if (e.altKey || e.ctrlKey || e.metaKey) return
  if (e.key === 'Escape' && picked?.size) {
    e.preventDefault()
    onClear()
  } else if (at >= 0 && picked && e.key.toLowerCase() === 'x' && preferences.get().letterKeys) {
    e.preventDefault()
    onPick(at, e.shiftKey)
  } else if (at >= 0 && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
    const next = at + (e.key === 'ArrowDown' ? 1 : -1)
    if (next < 0 || next >= deals.length) return
    e.preventDefault()
    if (e.shiftKey && picked) {
      const here = deals[at]
      if (here && !picked.has(here.id)) onPick(at, false)
      onPick(next, true)
    }
    goTo(e.currentTarget as Element, next, reveal)
  }
}

/** The row may stand outside of the window of rows that are drawn. */
function goTo(table: Element, at: number, reveal: (at: number) => void): void {
  const link = () => table.querySelector<HTMLElement>(`[data-index="${at}"] a`)
  reveal(at)
  const drawn = link()
  if (drawn) drawn.focus()
  else requestAnimationFrame(() => link()?.focus())
}
