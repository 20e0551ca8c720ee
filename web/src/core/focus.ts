/** What the person is on right now (a deal, a company): the palette names it and its commands act on it. */
import { makeStore, useStore } from './store'

export type FocusedThing = { type: 'deal' | 'company'; id: string; title: string; mark: string | null }

const store = makeStore<{ thing: FocusedThing | null }>({ thing: null })

export const focused = {
  get: () => store.get().thing,
  set(next: FocusedThing | null): void {
    const now = store.get().thing
    if (next?.id !== now?.id || next?.title !== now?.title) store.set({ thing: next })
  },
}

export const useFocused = () => useStore(store, (s) => s.thing)
