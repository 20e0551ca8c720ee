/** What keys and the palette can do on an open deal besides the verbs: write, plan, edit value and close date. */
import { t } from '@lingui/core/macro'
import { CalendarDays, CalendarPlus, CheckSquare, Coins, FileText, Phone, Users } from 'lucide-react'
import type { RefObject } from 'react'
import { useActions } from '~/core/actions'
import type { Deal } from '~/core/schema'
import { planFor } from './drafts'

type Kind = 'note' | 'call' | 'meeting' | 'task'
type Given = {
  deal: Deal
  box: RefObject<HTMLElement | null>
  canEdit: boolean
  mayAct: boolean
  write: (kind: Kind, plan?: boolean) => void
}

export function useDealActions({ deal, box, canEdit, mayAct, write }: Given): void {
  const section = t`On this deal`
  const may = () => mayAct
  const edit = (name: string) => box.current?.querySelector<HTMLElement>(`[data-inline="${name}"]`)?.click()
  useActions([
    {
      id: 'activity.plan',
      title: t`Plan activity`,
      section,
      keys: 'p',
      icon: <CalendarPlus size={16} />,
      enabled: may,
      run(payload) {
        const other = (payload as { dealId?: string } | undefined)?.dealId
        if (other && other !== deal.id) planFor(other)
        else write('task', true)
      },
    },
    {
      id: 'activity.note',
      title: t`Write a note`,
      section,
      keys: 'n n',
      icon: <FileText size={16} />,
      enabled: may,
      run: () => write('note'),
    },
    {
      id: 'activity.task',
      title: t`New task`,
      section,
      keys: 'n t',
      icon: <CheckSquare size={16} />,
      enabled: may,
      run: () => write('task'),
    },
    {
      id: 'activity.call',
      title: t`Log a call`,
      section,
      keys: 'n c',
      icon: <Phone size={16} />,
      enabled: may,
      run: () => write('call', false),
    },
    {
      id: 'activity.meeting',
      title: t`Log a meeting`,
      section,
      keys: 'n m',
      icon: <Users size={16} />,
      enabled: may,
      run: () => write('meeting', false),
    },
    {
      id: 'deal.value',
      title: t`Change the value`,
      section,
      keys: 'v',
      icon: <Coins size={16} />,
      enabled: () => canEdit,
      run: () => edit('deal-amount'),
    },
    {
      id: 'deal.date',
      title: t`Change the close date`,
      section,
      keys: 'd',
      icon: <CalendarDays size={16} />,
      enabled: () => canEdit && deal.status === 'open',
      run: () => edit('deal-close'),
    },
  ])
}
