/** Everything a person can do, in one registry: the palette lists it, keys run it, menus and tips show its key. */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

export type Action = {
  /** Stable name such as "deal.win". A later registration of the same id covers the earlier. */
  id: string
  title: string
  /** Heading in the palette and the key sheet. */
  section: string
  /** "c", "shift+w", "mod+k", "g b" (two keys in turn), "arrowleft". Several with a comma. */
  keys?: string
  hint?: string
  icon?: React.ReactNode
  /** Absent = always. Keys and the palette pass over what is not enabled. */
  enabled?: () => boolean
  /** Kept out of the palette (arrow keys and the like), still in the key sheet. */
  quiet?: boolean
  run: (payload?: unknown) => void
}

let stack: readonly { owner: symbol; actions: Action[] }[] = []
const listeners = new Set<() => void>()
let flat: readonly Action[] = []

function changed(): void {
  const seen = new Set<string>()
  const list: Action[] = []
  for (const { actions } of [...stack].reverse()) {
    for (const action of actions) {
      if (seen.has(action.id)) continue
      seen.add(action.id)
      list.push(action)
    }
  }
  flat = list
  for (const listener of listeners) listener()
}

/** Registers until the answer is called; the newest registration comes first. */
export function registerActions(actions: Action[]): () => void {
  const owner = Symbol('actions')
  stack = [...stack, { owner, actions }]
  changed()
  return () => {
    stack = stack.filter((s) => s.owner !== owner)
    changed()
  }
}

/** All registered actions, newest owner first. */
export const allActions = (): readonly Action[] => flat

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, allActions)
}

/** Runs an action by id; false when nobody registered it or it is not enabled. */
export function runAction(id: string, payload?: unknown): boolean {
  const action = flat.find((a) => a.id === id)
  if (!action || action.enabled?.() === false) return false
  action.run(payload)
  return true
}

export const hasAction = (id: string): boolean => flat.some((a) => a.id === id)

/**
 * Registers a component's actions while it is mounted. The list is registered anew only when an id, title, key or hint
 * changes; `run` and `enabled` always see the latest render.
 */
export function useActions(actions: Action[]): void {
  const latest = useRef(actions)
  // In the same breath as the page: a key pressed right after a change must not act on what was shown before it.
  useLayoutEffect(() => {
    latest.current = actions
  })
  const shape = JSON.stringify(actions.map((a) => [a.id, a.title, a.keys, a.hint, a.section, a.quiet]))
  useEffect(() => {
    const now = (id: string) => latest.current.find((a) => a.id === id)
    return registerActions(
      latest.current.map((a) => ({
        ...a,
        run: (payload) => now(a.id)?.run(payload),
        enabled: () => now(a.id)?.enabled?.() ?? !!now(a.id),
      })),
    )
  }, [shape])
}
