/** Shows the open question of a verb, and offers the verbs as actions on the focused deal. Mounted once by the shell. */
import { t } from '@lingui/core/macro'
import { ArrowRight, Moon, Plus, Trophy, UserRound, XCircle } from 'lucide-react'
import { Suspense, useEffect } from 'react'
import { useActions } from '~/core/actions'
import { api } from '~/core/api'
import { focused } from '~/core/focus'
import { asProblem } from '~/core/problem'
import { keys, queryClient } from '~/core/query'
import type { Deal } from '~/core/schema'
import { useCan } from '~/core/session'
import { useStore } from '~/core/store'
import { ahead } from '~/ui/ahead'
import { toast } from '~/ui/toast'
import {
  asking,
  askAssign,
  askLose,
  askMove,
  askNewDeal,
  askSnooze,
  askWin,
  type DealLike,
  type NewDealQuestion,
} from './requests'

const VerbSheets = ahead(() => import('./VerbSheets'))
/** After what the page itself needs. */
const AHEAD_MS = 2000

/** The deal that an action means: its payload's, else the focused one. */
const meant = (payload: unknown): string | null => {
  const given = (payload as { dealId?: string } | undefined)?.dealId
  const thing = focused.get()
  return given ?? (thing?.type === 'deal' ? thing.id : null)
}

async function onDeal(payload: unknown, run: (deal: DealLike) => unknown): Promise<void> {
  const id = meant(payload)
  if (!id) return
  try {
    run(
      await queryClient.fetchQuery({
        queryKey: keys.deal(id),
        queryFn: () => api.get<Deal>(`/deals/${id}`),
        staleTime: 2000,
      }),
    )
  } catch (error) {
    toast(t`The deal could not be opened`, { detail: asProblem(error).message, tone: 'bad' })
  }
}

export function VerbHost() {
  const open = useStore(asking, (s) => s.open)
  const mayCreate = useCan('deal.create')
  const mayEdit = useCan('deal.edit')
  const mayMove = useCan('deal.move')
  const mayClose = useCan('deal.close')
  const mayAssign = useCan('deal.assign')
  const on = (may: boolean) => () => may && focused.get()?.type === 'deal'
  const section = t`On this deal`
  useActions([
    {
      id: 'deal.move',
      title: t`Move to another stage…`,
      section,
      keys: 'm',
      icon: <ArrowRight size={16} />,
      enabled: on(mayMove),
      run: (p) => void onDeal(p, askMove),
    },
    {
      id: 'deal.assign',
      title: t`Assign…`,
      section,
      keys: 'a',
      icon: <UserRound size={16} />,
      enabled: on(mayAssign),
      run: (p) => void onDeal(p, askAssign),
    },
    {
      id: 'deal.win',
      title: t`Win…`,
      section,
      keys: 'w',
      icon: <Trophy size={16} />,
      enabled: on(mayClose),
      run: (p) => void onDeal(p, askWin),
    },
    {
      id: 'deal.lose',
      title: t`Lose…`,
      section,
      keys: 'shift+w',
      icon: <XCircle size={16} />,
      enabled: on(mayClose),
      run: (p) => void onDeal(p, (d) => askLose(d)),
    },
    {
      id: 'deal.snooze',
      title: t`Snooze…`,
      section,
      keys: 'z',
      icon: <Moon size={16} />,
      enabled: on(mayEdit),
      run: (p) => void onDeal(p, askSnooze),
    },
    {
      id: 'deal.new',
      title: t`New deal`,
      section: t`Create`,
      keys: 'c',
      icon: <Plus size={16} />,
      enabled: () => mayCreate,
      run: (p) => void askNewDeal((p as NewDealQuestion | undefined) ?? {}),
    },
  ])
  useEffect(() => {
    const idle = setTimeout(VerbSheets.fetch, AHEAD_MS)
    return () => clearTimeout(idle)
  }, [])
  if (!open) return null
  return (
    <Suspense>
      <VerbSheets question={open.question} answer={open.answer} />
    </Suspense>
  )
}
