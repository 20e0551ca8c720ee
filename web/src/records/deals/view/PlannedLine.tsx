/** One planned activity: what, for whom, when; done, another day, cancelled. */
import { t } from '@lingui/core/macro'
import { CalendarClock, Check, Ellipsis, X } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useMember } from '~/core/lists'
import { asProblem } from '~/core/problem'
import type { Activity } from '~/core/schema'
import { useSession } from '~/core/session'
import { instantLong } from '~/kit/dates'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { MenuButton } from '~/ui/MenuButton'
import { toast } from '~/ui/toast'
import { setActivity } from './activities'
import { Disc } from './Disc'
import { due } from './due'
import { refocus } from './refocus'

const Reschedule = lazy(() => import('./Reschedule'))

type Props = { dealId: string; activity: Activity; last: boolean; canEdit: boolean }

export function PlannedLine({ dealId, activity, last, canEdit }: Props) {
  const { member } = useSession()
  const owner = useMember(activity.owner_id)
  const [when, setWhen] = useState(false)
  const box = useRef<HTMLLIElement>(null)
  const fact = due(activity)
  const tone = fact.state === 'late' ? 'bad' : fact.state === 'today' ? 'ok' : 'quiet'
  async function set(verb: 'done' | 'cancel') {
    refocus(box.current?.parentElement ?? null)
    try {
      await setActivity(dealId, activity, verb)
    } catch (error) {
      toast(t`It was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  const { subject } = activity
  return (
    <li ref={box} className="group flex gap-2.5">
      <Disc kind={activity.kind} tone={tone} thread={!last} />
      <div className="min-w-0 flex-1 pt-[5px] pb-3">
        <p className="max-w-[640px] break-words">
          <span className="font-semibold">{subject}</span>
          {owner && owner.id !== member.id ? <span className="text-text-2"> {t`for ${owner.name}`}</span> : null}
        </p>
        <p className={cx('num text-12 sm:hidden', fact.state === 'late' ? 'text-bad' : 'text-text-2')}>{fact.words}</p>
        {activity.body ? (
          <p className="max-w-[640px] break-words whitespace-pre-line text-text-2">{activity.body}</p>
        ) : null}
      </div>
      {canEdit ? (
        <span className="flex h-7 items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 [@media(hover:none)]:opacity-100">
          <IconButton size="xs" label={t`Done: ${subject}`} onClick={() => void set('done')}>
            <Check size={14} strokeWidth={2} />
          </IconButton>
          <MenuButton
            label={t`More for ${subject}`}
            placement="bottom end"
            className="size-6 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
            sections={[
              {
                id: 'all',
                items: [
                  { id: 'when', label: t`Reschedule…`, icon: <CalendarClock size={16} /> },
                  { id: 'cancel', label: t`Cancel it`, icon: <X size={16} /> },
                ],
              },
            ]}
            onAction={(id) => (id === 'when' ? setWhen(true) : void set('cancel'))}
          >
            <Ellipsis size={14} strokeWidth={2} />
          </MenuButton>
        </span>
      ) : null}
      <span
        className={cx('num shrink-0 pt-[5px] max-sm:hidden', fact.state === 'late' ? 'text-bad' : 'text-text-2')}
        data-tip={activity.due_at && activity.due_precision === 'instant' ? instantLong(activity.due_at) : undefined}
      >
        {fact.words}
      </span>
      {when ? (
        <Suspense>
          <Reschedule dealId={dealId} activity={activity} triggerRef={box} onClose={() => setWhen(false)} />
        </Suspense>
      ) : null}
    </li>
  )
}
