/** The ⋯ of a deal: move, assign, win and lose on phones, reopen, put away, delete, copy its link. */
import { t } from '@lingui/core/macro'
import {
  Archive,
  ArchiveRestore,
  ArrowRight,
  Ban,
  Ellipsis,
  Link2,
  Merge,
  Moon,
  RotateCcw,
  Sun,
  Trash2,
  Trophy,
  UserRound,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { copyText } from '~/core/copy'
import type { Deal } from '~/core/schema'
import { useSession } from '~/core/session'
import type { MenuItem } from '~/ui/menu'
import { MenuButton } from '~/ui/MenuButton'
import { asleep } from '../board/cardFacts'
import { askAssign, askLose, askMove, askSnooze, askWin } from '../verbs'
import { wakeDeal } from '../verbs/snoozeDeal'
import { putAway } from './saveDeal'

const DeleteSheet = lazy(() => import('./DeleteSheet'))
const MergeSheet = lazy(() => import('../merge/MergeSheet'))

type Props = {
  deal: Deal
  phone: boolean
  onReopen: () => void
  onGone: () => void
  /** It went into another deal. */
  onMerged: (survivor: string) => void
}

export function DealMenu({ deal, phone, onReopen, onGone, onMerged }: Props) {
  const may = new Set(useSession().permissions)
  const [deleting, setDeleting] = useState(false)
  const [merging, setMerging] = useState(false)
  const open = deal.status === 'open'
  const live = deal.standing === 'live'
  const shown = (items: (MenuItem & { show: boolean })[]) => items.filter((i) => i.show)
  const sections = [
    {
      id: 'do',
      items: shown([
        {
          id: 'move',
          label: t`Move to…`,
          keys: 'm',
          icon: <ArrowRight size={16} />,
          show: open && live && may.has('deal.move'),
        },
        {
          id: 'assign',
          label: t`Assign…`,
          keys: 'a',
          icon: <UserRound size={16} />,
          show: live && may.has('deal.assign'),
        },
        {
          id: 'snooze',
          label: t`Snooze…`,
          keys: 'z',
          icon: <Moon size={16} />,
          show: open && live && !asleep(deal) && may.has('deal.edit'),
        },
        {
          id: 'wake',
          label: t`Wake now`,
          icon: <Sun size={16} />,
          show: asleep(deal) && live && may.has('deal.edit'),
        },
      ]),
    },
    {
      id: 'close',
      items: shown([
        {
          id: 'win',
          label: t`Win…`,
          keys: 'w',
          icon: <Trophy size={16} />,
          show: phone && open && live && may.has('deal.close'),
        },
        {
          id: 'lose',
          label: t`Lose…`,
          keys: 'shift+w',
          icon: <Ban size={16} />,
          show: phone && open && live && may.has('deal.close'),
        },
        {
          id: 'reopen',
          label: t`Reopen…`,
          icon: <RotateCcw size={16} />,
          show: !open && live && may.has('deal.reopen'),
        },
      ]),
    },
    {
      id: 'away',
      items: shown([
        {
          id: 'merge',
          label: t`Merge with…`,
          icon: <Merge size={16} />,
          show: live && may.has('deal.merge') && may.has('deal.edit'),
        },
        { id: 'link', label: t`Copy link`, icon: <Link2 size={16} />, show: true },
        {
          id: 'archive',
          label: t`Archive`,
          icon: <Archive size={16} />,
          show: !open && live && may.has('deal.archive'),
        },
        {
          id: 'restore',
          label: t`Restore`,
          icon: <ArchiveRestore size={16} />,
          show:
            (deal.standing === 'archived' && may.has('deal.archive')) ||
            (deal.standing === 'deleted' && may.has('deal.delete')),
        },
        {
          id: 'delete',
          label: t`Delete…`,
          icon: <Trash2 size={16} />,
          danger: true,
          show: deal.standing !== 'deleted' && may.has('deal.delete'),
        },
      ]),
    },
  ].filter((s) => s.items.length > 0)
  function run(id: string) {
    if (id === 'move') void askMove(deal)
    else if (id === 'assign') void askAssign(deal)
    else if (id === 'snooze') void askSnooze(deal)
    else if (id === 'wake') void wakeDeal(deal)
    else if (id === 'win') void askWin(deal)
    else if (id === 'lose') void askLose(deal)
    else if (id === 'reopen') onReopen()
    else if (id === 'link') void copyText(`${location.origin}/deals/${deal.id}`, t`Link copied`)
    else if (id === 'delete') setDeleting(true)
    else if (id === 'merge') setMerging(true)
    else if (id === 'archive' || id === 'restore') void putAway(deal, { verb: id })
  }
  return (
    <>
      <MenuButton
        label={t`More actions`}
        tip={t`More actions`}
        sections={sections}
        onAction={run}
        placement="bottom end"
        className="size-8 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
      >
        <Ellipsis size={16} />
      </MenuButton>
      {merging ? (
        <Suspense>
          <MergeSheet
            deal={deal}
            onClose={(survivor) => {
              setMerging(false)
              if (survivor !== null && survivor !== deal.id) onMerged(survivor)
            }}
          />
        </Suspense>
      ) : null}
      {deleting ? (
        <Suspense>
          <DeleteSheet
            deal={deal}
            onClose={(gone) => {
              setDeleting(false)
              if (gone) onGone()
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}
