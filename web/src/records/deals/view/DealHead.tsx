/** The head of a deal: whose it is, what it is called, what it is worth, and the verbs that end it. */
import { t } from '@lingui/core/macro'
import { RotateCcw, Trophy } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Deal, Stage } from '~/core/schema'
import { useCan } from '~/core/session'
import { money } from '~/kit/money'
import { Logo } from '~/ui/Avatar'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { InlineText } from '~/ui/InlineInputs'
import { askLose, askWin } from '../verbs'
import { DealMenu } from './DealMenu'
import { ClosedOn, CloseDate, Owner, Value } from './Facts'
import { saveDeal } from './saveDeal'

type Props = {
  deal: Deal
  stage: Stage | undefined
  canEdit: boolean
  narrow: boolean
  /** The page's own heading, or one within the board's page. */
  level: 1 | 2
  phone: boolean
  onReopen: () => void
  onGone: () => void
  onMerged: (survivor: string) => void
}

export function DealHead({ deal, stage, canEdit, narrow, level, phone, onReopen, onGone, onMerged }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2'
  const mayClose = useCan('deal.close')
  const mayReopen = useCan('deal.reopen')
  const open = deal.status === 'open'
  const live = deal.standing === 'live'
  return (
    <header>
      <div className="flex items-start gap-3">
        <Logo name={deal.company_name} size={narrow && !phone ? 32 : 40} />
        <div className={cx('min-w-0 flex-1', narrow && !phone && 'self-center')}>
          <Heading data-panel-heading tabIndex={-1} className="min-w-0 text-18 font-semibold outline-none">
            <InlineText
              name="deal-name"
              label={t`Name`}
              value={deal.name}
              canEdit={canEdit}
              maxLength={200}
              className="break-words coarse:-my-2.5"
              inputClass="h-8 text-18 font-semibold"
              check={(v) => (v.trim() ? null : t`A deal needs a name.`)}
              onSave={(v) => saveDeal(deal, { name: v.trim() })}
            />
          </Heading>
          {narrow && !phone ? null : (
            <p className="truncate text-text-2">
              {deal.company_id ? (
                <Link
                  to="/companies/$companyId"
                  params={{ companyId: deal.company_id }}
                  search={{}}
                  className="hover:text-text hover:underline"
                >
                  {deal.company_name}
                </Link>
              ) : (
                t`No company`
              )}
              {deal.product_name ? ` · ${deal.product_name}` : null}
            </p>
          )}
        </div>
        <div className="flex shrink-0 items-center gap-2">
          {live ? null : <Chip tone="warn">{deal.standing === 'archived' ? t`Archived` : t`Deleted`}</Chip>}
          {open && live && mayClose && !phone ? (
            <>
              <Button look="won" icon={<Trophy size={16} strokeWidth={1.75} />} onClick={() => void askWin(deal)}>
                {t`Won`}
              </Button>
              <Button onClick={() => void askLose(deal)}>{t`Lost`}</Button>
            </>
          ) : null}
          {!open && live && mayReopen ? (
            <Button icon={<RotateCcw size={14} strokeWidth={2} />} onClick={onReopen}>
              {t`Reopen`}
            </Button>
          ) : null}
          <DealMenu deal={deal} phone={phone} onReopen={onReopen} onGone={onGone} onMerged={onMerged} />
        </div>
      </div>
      <dl className={cx('mt-3.5 flex flex-wrap gap-y-2', narrow ? 'gap-x-5' : 'gap-x-6')}>
        <Pair label={t`Value`}>
          <Value deal={deal} canEdit={canEdit} name="deal-amount" strong />
        </Pair>
        {open ? (
          <Pair label={t`Close date`}>
            <CloseDate deal={deal} canEdit={canEdit} name="deal-close" strong />
          </Pair>
        ) : (
          <Pair label={deal.status === 'won' ? t`Won on` : t`Lost on`}>
            <ClosedOn deal={deal} />
          </Pair>
        )}
        {open && typeof stage?.probability === 'number' ? (
          <Pair label={t`Chance`}>
            <span className="num">
              <span className="font-medium">{stage.probability}%</span>{' '}
              {deal.amount !== null && !narrow ? (
                <span className="text-text-2">
                  {t`${money(Math.round((deal.amount * stage.probability) / 100), deal.currency)} weighted`}
                </span>
              ) : null}
            </span>
          </Pair>
        ) : null}
        {phone ? null : (
          <Pair label={t`Owner`}>
            <Owner deal={deal} />
          </Pair>
        )}
      </dl>
    </header>
  )
}

function Pair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-text-2">{label}</dt>
      <dd className="flex min-h-[26px] min-w-0 items-center coarse:-mt-2 coarse:min-h-11">{children}</dd>
    </div>
  )
}
