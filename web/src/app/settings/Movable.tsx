/** Moves of a row in an ordered list: two small buttons, the same in its menu for phones, and Alt with an arrow key. */
import { t } from '@lingui/core/macro'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { announce } from '~/core/announce'
import { IconButton } from '~/ui/Button'
import type { MenuItem } from '~/ui/menu'
import { attempt } from './attempt'

type Given = {
  name: string
  place: number
  last: number
  may: boolean
  /** Puts it at that place among those in use. */
  onPlace: (to: number) => Promise<unknown>
}

export type Moves = Pick<Given, 'name' | 'place' | 'last'> & {
  move: (step: -1 | 1) => void
  onKey: (e: KeyboardEvent) => void
  /** Menu items with the ids "up" and "down". */
  items: MenuItem[]
}

export function moves({ name, place, last, may, onPlace }: Given): Moves {
  async function go(to: number) {
    if (!may || to < 0 || to > last) return
    const done = await attempt(t`${name} was not moved`, () => onPlace(to))
    if (done) announce(t`${name} is number ${to + 1} of ${last + 1}`)
  }
  return {
    ...{ name, place, last },
    move: (step) => void go(place + step),
    onKey(e) {
      const step = e.altKey ? { ArrowUp: -1, ArrowDown: 1 }[e.key] : undefined
      if (!step || !may) return
      e.preventDefault()
      void go(place + step)
    },
    items: [
      { id: 'up', label: t`Move up`, icon: <ArrowUp size={16} />, disabled: place === 0 },
      { id: 'down', label: t`Move down`, icon: <ArrowDown size={16} />, disabled: place === last },
    ],
  }
}

/** Left out on phones, where the menu moves: two rows of targets for each row would be many. */
export function MoveButtons({ moves: { name, place, last, move } }: { moves: Moves }) {
  return (
    <span className="flex max-sm:hidden">
      <IconButton size="sm" label={t`Move ${name} up`} disabled={place === 0} onClick={() => move(-1)}>
        <ArrowUp size={14} />
      </IconButton>
      <IconButton size="sm" label={t`Move ${name} down`} disabled={place === last} onClick={() => move(1)}>
        <ArrowDown size={14} />
      </IconButton>
    </span>
  )
}
