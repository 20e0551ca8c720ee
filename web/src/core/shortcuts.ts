/** Runs actions by their keys: single letters rest while typing, `g b` sequences wait a second for the second key. */
import { allActions } from './actions'
import { preferences } from './preferences'

const SEQUENCE_MS = 1000

type KeyLike = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The name of a pressed chord, as actions write it: "mod+shift+z", "shift+arrowleft", "?". */
export function chord(e: KeyLike): string {
  const key = e.key.toLowerCase()
  // Shift is part of the sign itself for ? and the like, so it is named only for letters and named keys.
  const sign = key.length === 1 && !/[a-z]/.test(key)
  return [(e.ctrlKey || e.metaKey) && 'mod', e.altKey && 'alt', e.shiftKey && !sign && 'shift', key]
    .filter(Boolean)
    .join('+')
}

/** Whether the person is writing, so that letters are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"]')
  if (!field) return false
  return !(field instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(field.type))
}

/** Whether the chord does something by itself in a control: letters, arrows and Enter stay with it. */
const isPlain = (name: string) => !/^(mod|alt)\+/.test(name)

/** A matcher that remembers the first key of a sequence; answers the action's id, "wait" or null. */
export function makeMatcher(now: () => number) {
  let pending: { key: string; until: number } | null = null
  return (name: string, known: readonly { id: string; keys?: string }[]): string | null => {
    const first = pending && pending.until >= now() ? pending.key : null
    pending = null
    const all = known.flatMap((a) => (a.keys ?? '').split(',').map((k) => ({ id: a.id, keys: k.trim() })))
    if (first) {
      const hit = all.find((a) => a.keys === `${first} ${name}`)
      if (hit) return hit.id
    }
    const hit = all.find((a) => a.keys === name)
    if (hit) return hit.id
    if (all.some((a) => a.keys.startsWith(`${name} `))) {
      pending = { key: name, until: now() + SEQUENCE_MS }
      return 'wait'
    }
    return null
  }
}

/** Listens on the document until the answer is called. */
export function startShortcuts(): () => void {
  const match = makeMatcher(() => performance.now())
  function onKey(e: KeyboardEvent) {
    if (e.defaultPrevented || e.isComposing || (e.repeat === true && e.key.length === 1)) return
    const name = chord(e)
    if (isPlain(name)) {
      if (isTyping(e.target)) return
      if (!preferences.get().letterKeys && name.length === 1) return
      // An open dialog or menu owns the plain keys.
      if (document.querySelector('[role="dialog"][data-rac], [role="menu"]') && e.target instanceof Element) {
        if (e.target.closest('[role="dialog"], [role="menu"]')) return
      }
    }
    const usable = allActions().filter((a) => a.enabled?.() !== false)
    const id = match(name, usable)
    if (id === null) return
    e.preventDefault()
    if (id !== 'wait') usable.find((a) => a.id === id)?.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
