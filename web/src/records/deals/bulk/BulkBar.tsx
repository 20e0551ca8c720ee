/** What one may do with the deals that are picked; comes with the first of them. */
import { plural, t } from '@lingui/core/macro'
import { Archive, ArchiveRestore, ArrowRight, Moon, Pencil, Sun, Trash2, UserRound, X, XCircle } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import type { BulkVerb, Chosen } from '~/core/schema'
import { useCan } from '~/core/session'
import { useStore } from '~/core/store'
import { count } from '~/kit/numbers'
import { ahead } from '~/ui/ahead'
import { Button, buttonClass, IconButton } from '~/ui/Button'
import { MenuButton } from '~/ui/MenuButton'
import { usePhone } from '~/ui/usePhone'
import { following } from './following'

const BulkSheet = ahead(() => import('./BulkSheet'))

type Props = {
  deals: Chosen
  /** How many are picked; as far as it is known where all that a filter shows are. */
  size: number
  /** Offers all that the list shows, where there are more than are picked. */
  every: number | null
  /** What they come to, if that can be said. */
  worth?: string | null
  onEvery?: () => void
  onClear: () => void
}
type Verb = { id: BulkVerb; label: string; icon: ReactNode; may: boolean }

function useVerbs(): Verb[] {
  const edit = useCan('deal.edit')
  const move = useCan('deal.move')
  const assign = useCan('deal.assign')
  const close = useCan('deal.close')
  const archive = useCan('deal.archive')
  const remove = useCan('deal.delete')
  const all: Verb[] = [
    { id: 'move', label: t`Move`, icon: <ArrowRight size={16} />, may: move },
    { id: 'assign', label: t`Assign`, icon: <UserRound size={16} />, may: assign },
    { id: 'edit', label: t`Edit a field`, icon: <Pencil size={16} />, may: edit },
    { id: 'lose', label: t`Lose`, icon: <XCircle size={16} />, may: close },
    { id: 'snooze', label: t`Snooze`, icon: <Moon size={16} />, may: edit },
    { id: 'wake', label: t`Wake`, icon: <Sun size={16} />, may: edit },
    { id: 'archive', label: t`Archive`, icon: <Archive size={16} />, may: archive },
    { id: 'restore', label: t`Restore`, icon: <ArchiveRestore size={16} />, may: archive },
    { id: 'delete', label: t`Delete`, icon: <Trash2 size={16} />, may: remove },
  ]
  return all.filter((verb) => verb.may)
}

/** Verbs with a button of their own; the others are in the menu. */
const SHOWN = 3

export default function BulkBar({ deals, size, every, worth, onEvery, onClear }: Props) {
  const phone = usePhone()
  const verbs = useVerbs()
  const [verb, setVerb] = useState<BulkVerb | null>(null)
  const running = useStore(following, (s) => s.run)
  useEffect(() => {
    const idle = setTimeout(BulkSheet.fetch, 500)
    return () => clearTimeout(idle)
  }, [])
  const shown = phone ? [] : verbs.slice(0, SHOWN)
  const rest = verbs.slice(shown.length)
  const all = count(every ?? 0)
  return (
    <section
      aria-label={t`Picked deals`}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-t border-border bg-surface px-4 py-1.5 shadow-pop"
    >
      <span role="status" className="num font-medium">
        {plural(size, { one: '# picked', other: '# picked' })}
        {worth ? <span className="font-normal text-text-2"> · {worth}</span> : null}
      </span>
      {every !== null ? (
        <Button size="sm" look="ghost" onClick={onEvery}>
          {t`Pick all ${all}`}
        </Button>
      ) : null}
      <span className="ms-auto flex items-center gap-2">
        {shown.map((v) => (
          <Button key={v.id} size="sm" icon={v.icon} onClick={() => setVerb(v.id)} disabled={running !== null}>
            {v.label}
          </Button>
        ))}
        {rest.length ? (
          <MenuButton
            label={t`More to do with them`}
            className={buttonClass('secondary', 'sm')}
            placement="top start"
            disabled={running !== null}
            named={false}
            sections={[{ id: 'verbs', items: rest.map((v) => ({ ...v, danger: v.id === 'delete' })) }]}
            onAction={(id) => setVerb(id as BulkVerb)}
          >
            {phone ? t`Change` : t`More`}
          </MenuButton>
        ) : null}
        <IconButton size="sm" label={t`Pick none`} keys="Esc" onClick={onClear}>
          <X size={16} />
        </IconButton>
      </span>
      {verb ? (
        <Suspense>
          <BulkSheet
            verb={verb}
            deals={deals}
            size={size}
            onClose={(done) => {
              setVerb(null)
              if (done) onClear()
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
