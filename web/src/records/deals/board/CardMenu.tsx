/** The ⋯ of a card: everything dragging does and more, for a single pointer and for keys. */
import { t } from '@lingui/core/macro'
import { ArrowRight, CalendarPlus, Ellipsis, Link2, ListChecks, Moon, Trophy, UserRound, XCircle } from 'lucide-react'
import { hasAction, runAction } from '~/core/actions'
import { copyText } from '~/core/copy'
import type { Card } from '~/core/schema'
import { can } from '~/core/session'
import { cx } from '~/ui/cx'
import type { MenuItem, MenuSection } from '~/ui/menu'
import { MenuButton } from '~/ui/MenuButton'
import { askAssign, askLose, askMove, askSnooze, askWin } from '../verbs'
import { asleep } from './cardFacts'

export function CardMenu({ card, className }: { card: Card; className?: string }) {
  const { name } = card
  return (
    <MenuButton
      label={t`Actions for ${name}`}
      sections={() => cardMenu(card)}
      onAction={(id) => runCardMenu(card, id)}
      placement="bottom end"
      className={cx(
        'absolute end-1.5 top-1.5 h-5 w-6 rounded-4 bg-surface-2 text-text-2 opacity-0 after:absolute after:-inset-0.5 hover:bg-surface-3',
        'group-hover/card:opacity-100 group-focus/card:opacity-100 group-focus-within/card:opacity-100 aria-expanded:opacity-100 focus-visible:opacity-100 [@media(hover:none)]:opacity-100',
        className,
      )}
    >
      <Ellipsis size={14} />
    </MenuButton>
  )
}

function cardMenu(card: Card): MenuSection[] {
  const open = card.status === 'open'
  const entries: (MenuItem & { show: boolean })[] = [
    { id: 'move', label: t`Move to…`, keys: 'm', icon: <ArrowRight size={16} />, show: can('deal.move') },
    { id: 'plan', label: t`Plan activity`, keys: 'p', icon: <CalendarPlus size={16} />, show: can('activity.edit') },
    { id: 'assign', label: t`Assign…`, keys: 'a', icon: <UserRound size={16} />, show: can('deal.assign') },
    {
      id: 'snooze',
      label: t`Snooze…`,
      keys: 'z',
      icon: <Moon size={16} />,
      show: open && !asleep(card) && can('deal.edit'),
    },
    { id: 'wake', label: t`Wake now`, icon: <Moon size={16} />, show: asleep(card) && can('deal.edit') },
  ]
  const close: (MenuItem & { show: boolean })[] = [
    { id: 'win', label: t`Win…`, keys: 'w', icon: <Trophy size={16} />, show: open && can('deal.close') },
    { id: 'lose', label: t`Lose…`, keys: 'shift+w', icon: <XCircle size={16} />, show: open && can('deal.close') },
  ]
  const rest = [
    {
      id: 'pick',
      label: t`Pick`,
      keys: 'x',
      icon: <ListChecks size={16} />,
      show: hasAction('card.pickThis') && can('deal.bulk'),
    },
    { id: 'link', label: t`Copy link`, icon: <Link2 size={16} />, show: true },
  ]
  return [
    { id: 'do', items: entries.filter((i) => i.show) },
    { id: 'close', items: close.filter((i) => i.show) },
    { id: 'more', items: rest.filter((i) => i.show) },
  ].filter((s) => s.items.length > 0)
}

function runCardMenu(card: Card, id: string): void {
  if (id === 'move') void askMove(card)
  else if (id === 'assign') void askAssign(card)
  else if (id === 'snooze') void askSnooze(card)
  else if (id === 'wake') void import('../verbs/snoozeDeal').then((m) => m.wakeDeal(card))
  else if (id === 'win') void askWin(card)
  else if (id === 'lose') void askLose(card)
  else if (id === 'pick') runAction('card.pickThis', { dealId: card.id })
  else if (id === 'link') void copyText(`${location.origin}/deals/${card.id}`, t`Link copied`)
  else if (id === 'plan') runAction(hasAction('activity.plan') ? 'activity.plan' : 'deal.open', { dealId: card.id })
}
