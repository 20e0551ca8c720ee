/** The bar of the next step: green when planned, red when late, amber when there is none. */
import { t } from '@lingui/core/macro'
import { CalendarClock, Check, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { asProblem } from '~/core/problem'
import type { Activity, ActivityKind, Deal } from '~/core/schema'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { toast } from '~/ui/toast'
import { setActivity } from './activities'
import { due } from './due'
import { kindIcon, kindName } from './kinds'
import { refocus } from './refocus'

const Reschedule = lazy(() => import('./Reschedule'))
const Outcome = lazy(() => import('./Outcome'))

type Props = {
  deal: Deal
  next: Activity | undefined
  narrow: boolean
  canEdit: boolean
  onPlan: (kind: ActivityKind) => void
}

export function NextStep({ deal, next, narrow, canEdit, onPlan }: Props) {
  const box = useRef<HTMLDivElement>(null)
  return (
    <div ref={box} tabIndex={-1} className="rounded-8 outline-offset-2">
      {next ? (
        <Step
          key={next.id}
          deal={deal}
          next={next}
          narrow={narrow}
          canEdit={canEdit}
          onDone={() => refocus(box.current)}
        />
      ) : (
        <NoStep canEdit={canEdit} onPlan={onPlan} />
      )}
    </div>
  )
}

const frame = 'flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 rounded-8 border px-3 py-1.5'

function NoStep({ canEdit, onPlan }: Pick<Props, 'canEdit' | 'onPlan'>) {
  return (
    <section aria-label={t`Next step`} className={cx(frame, 'border-warn-line bg-warn-tint')}>
      <TriangleAlert size={16} strokeWidth={1.75} className="text-warn" />
      <p className="me-auto font-medium">{canEdit ? t`No next step. Plan one.` : t`No next step.`}</p>
      {canEdit
        ? (['call', 'meeting', 'task'] as const).map((kind) => {
            const Icon = kindIcon[kind]
            return (
              <Button
                key={kind}
                look="ghost"
                size="sm"
                icon={<Icon size={14} strokeWidth={2} />}
                onClick={() => onPlan(kind)}
              >
                {kindName(kind)}
              </Button>
            )
          })
        : null}
    </section>
  )
}

type StepProps = Omit<Props, 'onPlan' | 'next'> & { next: Activity; onDone: () => void }

function Step({ deal, next, narrow, canEdit, onDone }: StepProps) {
  const [open, setOpen] = useState<'when' | 'outcome' | null>(null)
  const [busy, setBusy] = useState(false)
  const when = useRef<HTMLButtonElement>(null)
  const done = useRef<HTMLButtonElement>(null)
  const fact = due(next)
  const late = fact.state === 'late'
  const Icon = kindIcon[next.kind]
  const asks = next.kind === 'call' || next.kind === 'meeting'
  async function finish(outcome?: string) {
    setOpen(null)
    setBusy(true)
    onDone()
    try {
      await setActivity(deal.id, next, 'done', outcome)
    } catch (error) {
      toast(t`It is not done yet`, { detail: asProblem(error).message, tone: 'bad' })
    }
    setBusy(false)
  }
  return (
    <section
      aria-label={t`Next step`}
      className={cx(
        frame,
        late ? 'border-bad-line bg-bad-tint' : 'border-ok-line bg-[color-mix(in_oklab,var(--ok-tint)_60%,var(--page))]',
      )}
    >
      <Icon size={16} strokeWidth={1.75} className={late ? 'text-bad' : 'text-ok'} />
      <p className={cx('me-auto min-w-0', narrow && 'flex-1')}>
        <span className={cx('font-medium', narrow && 'block truncate')}>{next.subject}</span>{' '}
        <span className={cx('num', narrow ? '' : 'ms-1', late ? 'font-medium text-bad' : 'text-ok')}>{fact.words}</span>
      </p>
      {canEdit ? (
        <>
          <Button
            ref={when}
            look="ghost"
            icon={<CalendarClock size={16} strokeWidth={1.75} />}
            aria-label={narrow ? t`Reschedule` : undefined}
            tip={narrow ? t`Reschedule` : undefined}
            onClick={() => setOpen('when')}
          >
            {narrow ? null : t`Reschedule`}
          </Button>
          <Button
            ref={done}
            look="primary"
            busy={busy}
            icon={<Check size={16} strokeWidth={1.75} />}
            onClick={() => (asks ? setOpen('outcome') : void finish())}
          >
            {t`Done`}
          </Button>
        </>
      ) : null}
      <Suspense>
        {open === 'when' ? (
          <Reschedule dealId={deal.id} activity={next} triggerRef={when} onClose={() => setOpen(null)} />
        ) : null}
        {open === 'outcome' ? (
          <Outcome
            activity={next}
            triggerRef={done}
            onDone={(text) => void finish(text)}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </section>
  )
}
