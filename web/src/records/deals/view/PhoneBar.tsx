/** The actions of a deal within the thumb's reach on phones; stands above the main bar. */
import { t } from '@lingui/core/macro'
import { ArrowRight, FileText, Phone } from 'lucide-react'
import type { Deal } from '~/core/schema'
import { Button } from '~/ui/Button'
import { askMove } from '../verbs'

type Props = { deal: Deal; canAct: boolean; canMove: boolean; write: (kind: 'note' | 'call') => void }

export function PhoneBar({ deal, canAct, canMove, write }: Props) {
  if (!canAct && !canMove) return null
  return (
    <div
      role="toolbar"
      aria-label={t`Actions`}
      className="fixed inset-x-0 bottom-[calc(56px+env(safe-area-inset-bottom))] z-20 flex gap-2 border-t border-border bg-page px-4 py-2"
    >
      {canAct ? (
        <Button size="lg" className="h-11 flex-1" icon={<FileText size={16} />} onClick={() => write('note')}>
          {t`Note`}
        </Button>
      ) : null}
      {canMove ? (
        <Button size="lg" className="h-11 flex-1" icon={<ArrowRight size={16} />} onClick={() => void askMove(deal)}>
          {t`Move`}
        </Button>
      ) : null}
      {canAct ? (
        <Button
          look="primary"
          size="lg"
          className="h-11 flex-[1.3]"
          icon={<Phone size={16} />}
          onClick={() => write('call')}
        >
          {t`Call`}
        </Button>
      ) : null}
    </div>
  )
}
