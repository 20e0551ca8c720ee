/** The board by keys: arrows from card to card, Enter opens, Shift+arrows move, "." opens the menu. */
import { t } from '@lingui/core/macro'
import { useActions } from '~/core/actions'
import { announce } from '~/core/announce'
import type { Board, Card, Stage } from '~/core/schema'
import { moveDeal } from '../verbs'
import { findCard, placeAt } from './state'
import { nextCard, nextStage, openStages, type Step } from './steps'
import { boardUi, focusCard } from './ui'

/** The card that has the focus itself (not a control inside it). */
export function focusedCard(): string | null {
  const element = document.activeElement
  return element instanceof HTMLElement ? (element.dataset.card ?? null) : null
}

/** `latest`: the board as it is at the key, which the page may not show yet. */
export function useBoardKeys(
  latest: () => Board | undefined,
  stages: Stage[],
  mayMove: boolean,
  open: (id: string) => void,
): void {
  const order = openStages(stages)
  const section = t`On the board`
  const enabled = () => focusedCard() !== null
  const here = (): {
    card: Card
    index: number
    stage: Stage
    found: NonNullable<ReturnType<typeof findCard>>
  } | null => {
    const id = focusedCard()
    const board = latest()
    const found = id && board ? findCard(board, id) : null
    const stage = found && stages.find((s) => s.id === found.column.stage_id)
    return found && stage ? { card: found.card, index: found.index, stage, found } : null
  }
  function walk(step: Step) {
    const at = here()
    const board = latest()
    const next = at && board ? nextCard(board, order, at.card.id, step) : null
    const found = next && board ? findCard(board, next) : null
    if (found) focusCard(found.card.id, found.column.stage_id, found.index)
  }
  async function shift(way: 1 | -1) {
    const at = here()
    const to = at && nextStage(order, at.stage.id, way)
    if (!at || !to)
      return announce(way > 0 ? t`This is the last open stage. Press W to win.` : t`This is the first stage.`)
    boardUi.set({ wantFocus: at.card.id })
    await moveDeal(at.card, to)
    boardUi.set({ wantFocus: at.card.id })
  }
  async function reorder(way: 1 | -1) {
    const at = here()
    const place = at && placeAt(at.found.column, at.card.id, at.index + way)
    if (!at || !place) return
    boardUi.set({ wantFocus: at.card.id })
    await moveDeal(at.card, at.stage, place)
  }
  const first = () => {
    const board = latest()
    const column = order
      .map((s) => board?.columns.find((c) => c.stage_id === s.id))
      .find((c) => c && c.cards.length > 0)
    const card = column?.cards[0]
    if (column && card) focusCard(card.id, column.stage_id, 0)
  }
  const nowhere = () => document.activeElement === document.body || document.activeElement?.id === 'main'
  const quiet = true
  useActions([
    { id: 'board.enter', title: t`First card`, section, keys: 'arrowdown', quiet, enabled: nowhere, run: first },
    {
      id: 'card.left',
      title: t`Card to the left`,
      section,
      keys: 'arrowleft',
      quiet,
      enabled,
      run: () => walk('left'),
    },
    {
      id: 'card.right',
      title: t`Card to the right`,
      section,
      keys: 'arrowright',
      quiet,
      enabled,
      run: () => walk('right'),
    },
    { id: 'card.up', title: t`Card above`, section, keys: 'arrowup', quiet, enabled, run: () => walk('up') },
    { id: 'card.down', title: t`Card below`, section, keys: 'arrowdown', quiet, enabled, run: () => walk('down') },
    {
      id: 'card.open',
      title: t`Open the deal`,
      section,
      keys: 'enter',
      quiet,
      enabled,
      run: () => open(focusedCard() ?? ''),
    },
    {
      id: 'card.forward',
      title: t`One stage on`,
      section,
      keys: 'shift+arrowright',
      quiet,
      enabled: () => mayMove && enabled(),
      run: () => void shift(1),
    },
    {
      id: 'card.back',
      title: t`One stage back`,
      section,
      keys: 'shift+arrowleft',
      quiet,
      enabled: () => mayMove && enabled(),
      run: () => void shift(-1),
    },
    {
      id: 'card.raise',
      title: t`Higher in the column`,
      section,
      keys: 'shift+arrowup',
      quiet,
      enabled: () => mayMove && enabled(),
      run: () => void reorder(-1),
    },
    {
      id: 'card.lower',
      title: t`Lower in the column`,
      section,
      keys: 'shift+arrowdown',
      quiet,
      enabled: () => mayMove && enabled(),
      run: () => void reorder(1),
    },
    {
      id: 'card.menu',
      title: t`Menu of the card`,
      section,
      keys: '.',
      quiet,
      enabled,
      run: () =>
        document.activeElement?.closest('article')?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click(),
    },
    { id: 'deal.open', title: t`Open the deal`, section, quiet, run: (p) => open((p as { dealId: string }).dealId) },
  ])
}
