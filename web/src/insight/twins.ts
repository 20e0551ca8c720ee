/** Which charts are shown as tables; Shift T turns the one with the focus, else all. */
import { makeStore, useStore } from '~/core/store'

const store = makeStore<{ shown: ReadonlySet<string> }>({ shown: new Set() })

export const useTwin = (id: string): boolean => useStore(store, (s) => s.shown.has(id))

/** The set after turning some: those shown go, the others come. With several, all follow the first. */
export function turned(shown: ReadonlySet<string>, ids: string[]): Set<string> {
  const next = new Set(shown)
  const away = ids.length > 0 && shown.has(ids[0] ?? '')
  for (const id of ids) {
    if (away) next.delete(id)
    else next.add(id)
  }
  return next
}

export const turn = (...ids: string[]): void => store.set({ shown: turned(store.get().shown, ids) })

export function turnFocused(): void {
  const one = document.activeElement?.closest<HTMLElement>('[data-tile]')
  const tiles = one ? [one] : [...document.querySelectorAll<HTMLElement>('[data-tile]')]
  turn(...tiles.map((tile) => tile.dataset.tile ?? ''))
}
