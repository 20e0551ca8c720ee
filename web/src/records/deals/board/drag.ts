/** What happens around a drag: the lifted copy, what each column would ask, and the end of it. */
import { api } from '~/core/api'
import { keys, queryClient } from '~/core/query'
import type { Card, Deal, Stage } from '~/core/schema'
import { can } from '~/core/session'
import { criteriaBetween, openFields } from '../gates'
import { type Ask, boardUi } from './ui'

/** Height of a card and the gap under it; the drop line and the virtual list count in these. */
export const CARD = 96
export const GAP = 8
export const PITCH = CARD + GAP

type DragLibrary = typeof import('./dragLibrary')
let library: DragLibrary | null = null

/** Attaches what `attach` returns the end of; at once when the drag library is there, else as soon as it is. */
export function withDragging(attach: (drag: DragLibrary) => (() => void)[]): () => void {
  let ends: (() => void)[] = []
  let over = false
  const start = (drag: DragLibrary) => {
    library = drag
    if (!over) ends = attach(drag)
  }
  if (library) start(library)
  // A lost connection leaves the keys and the menu; the next card or column that appears asks again.
  else import('./dragLibrary').then(start, () => {})
  return () => {
    over = true
    for (const end of ends) end()
  }
}

/** A tilted copy of the card for the pointer; the browser takes a picture of it. */
export function liftPreview(element: HTMLElement, container: HTMLElement): void {
  const copy = element.cloneNode(true) as HTMLElement
  copy.querySelector('[data-card]')?.removeAttribute('data-card')
  const box = document.createElement('div')
  // Room for the tilt and the shadow, which the picture would cut off.
  Object.assign(box.style, { padding: '12px 24px 44px', marginInlineStart: '-24px', marginBlockStart: '-12px' })
  Object.assign(copy.style, {
    inlineSize: `${element.offsetWidth}px`,
    blockSize: `${element.offsetHeight}px`,
    transform: 'rotate(2deg)',
    background: 'var(--pop)',
    borderColor: 'transparent',
    boxShadow: 'var(--shadow-lift)',
    outline: 'none',
  })
  box.append(copy)
  container.append(box)
}

/** Shows the drag, then asks the deal once what every column would ask of it. */
export function dragStarted(card: Card, stages: Stage[]): void {
  boardUi.set({ dragging: card.id, asks: new Map(), over: null })
  if (!stages.some((s) => s.criteria.length)) return
  queryClient
    .fetchQuery({ queryKey: keys.deal(card.id), queryFn: () => api.get<Deal>(`/deals/${card.id}`), staleTime: 3000 })
    .then((deal) => boardUi.get().dragging === card.id && boardUi.set({ asks: asksFor(deal, stages) }))
    // Without the answer the columns only show less; the drop still asks.
    .catch(() => {})
}

export function asksFor(deal: Deal, stages: Stage[]): ReadonlyMap<string, Ask> {
  const from = stages.find((s) => s.id === deal.stage_id)
  const asks = new Map<string, Ask>()
  if (!from) return asks
  for (const to of stages) {
    const fields = openFields(deal, criteriaBetween(stages, from, to))
    if (fields.length) asks.set(to.id, { fields, blocked: !can('deal.edit') })
  }
  return asks
}

export function dragEnded(): void {
  boardUi.set({ dragging: null, over: null, asks: new Map() })
}
