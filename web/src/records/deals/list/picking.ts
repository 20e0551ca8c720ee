/** Which deals of a list are picked: one by one, a stretch of them, or all that the list shows. */
import { useCallback, useMemo, useState } from 'react'

export type Picked = {
  /** What the list asks; another list begins with nothing picked. */
  scope: string
  ids: ReadonlySet<string>
  everything: boolean
  /** The row from which Shift goes on. */
  anchor: number
}

export const nothing = (scope: string): Picked => ({ scope, ids: new Set(), everything: false, anchor: -1 })

/** After a row was pressed; `extend` takes the stretch from the last one to it in the way the last one went. */
export function pressed(before: Picked, rows: readonly string[], at: number, extend: boolean): Picked {
  const id = rows[at]
  if (id === undefined) return before
  const ids = new Set(before.everything ? rows : before.ids)
  const from = extend && before.anchor >= 0 && before.anchor < rows.length ? before.anchor : at
  const first = rows[from] ?? id
  const on = from === at ? !ids.has(id) : ids.has(first)
  for (const each of rows.slice(Math.min(from, at), Math.max(from, at) + 1)) {
    if (on) ids.add(each)
    else ids.delete(each)
  }
  return { ...before, ids, everything: false, anchor: at }
}

export function usePicking(rows: readonly string[], scope: string) {
  const [kept, setKept] = useState<Picked>(() => nothing(scope))
  const picked = kept.scope === scope ? kept : nothing(scope)
  const onPick = useCallback(
    (at: number, extend: boolean) => setKept((k) => pressed(k.scope === scope ? k : nothing(scope), rows, at, extend)),
    [rows, scope],
  )
  const shown = useMemo(() => new Set(rows), [rows])
  return {
    ids: picked.everything ? shown : picked.ids,
    everything: picked.everything,
    onPick,
    clear: () => setKept(nothing(scope)),
    pickShown: () => setKept({ ...nothing(scope), ids: shown }),
    pickEverything: () => setKept({ ...nothing(scope), everything: true }),
  }
}
