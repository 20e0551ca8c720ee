/** The strip of headline figures: name, value, how sure it is, what it rests on; a press explains it. */
import { t } from '@lingui/core/macro'
import { CircleHelp } from 'lucide-react'
import type { Figure } from '~/core/schema'
import { count } from '~/kit/numbers'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import { IntervalMark } from './charts/IntervalMark'
import { tileDomain } from './charts/scale'
import { basisText, intervalText, valueParts, valueText } from './words'

export const HEADLINES = [
  'win_rate',
  'won_value',
  'average_deal_size',
  'median_deal_size',
  'cycle_median',
  'open_value',
]

type Props = {
  figures: Figure[] | undefined
  explained: string | undefined
  narrow: boolean
  onExplain: (id: string) => void
}

export function KpiStrip({ figures, explained, narrow, onExplain }: Props) {
  return (
    <ul
      aria-label={t`Headline figures`}
      className={cx(
        'grid grid-cols-2 gap-px overflow-hidden rounded-8 border border-border bg-border md:grid-cols-3',
        narrow ? '' : 'lg:grid-cols-6',
      )}
    >
      {HEADLINES.map((id) => {
        const figure = figures?.find((f) => f.id === id)
        return (
          <li key={id} className="min-w-0 bg-surface">
            {figure ? <Kpi figure={figure} chosen={explained === id} onExplain={() => onExplain(id)} /> : <Blank />}
          </li>
        )
      })}
    </ul>
  )
}

function Blank() {
  return (
    <div className="h-[124px] p-4">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-2 h-7 w-20" />
    </div>
  )
}

function Kpi({ figure, chosen, onExplain }: { figure: Figure; chosen: boolean; onExplain: () => void }) {
  const none = figure.value === null || (figure.unit === 'ratio' && figure.label === 'too_few')
  const parts = none ? null : valueParts(figure.value ?? 0, figure)
  const weak = figure.label !== 'usable'
  const range = none ? '' : intervalText(figure.interval, figure)
  const full = none ? t`too few to say` : valueText(figure.value ?? 0, figure)
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onExplain}
      className={cx(
        'group relative flex h-[124px] w-full flex-col px-4 py-3.5 text-start hover:bg-surface-2 max-sm:h-[116px]',
        chosen && 'shadow-[inset_0_0_0_2px_var(--accent)]',
      )}
    >
      <span className="flex w-full items-center gap-1 text-12 text-text-2">
        <span className="truncate">{figure.name}</span>
        <CircleHelp
          size={14}
          strokeWidth={1.75}
          className="ms-auto text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      </span>
      <span className="num mt-0.5 text-26 font-semibold max-sm:text-24" data-tip={none ? undefined : full}>
        {parts ? parts.number : '–'}
        {parts?.unit ? (
          <span className="text-14 font-medium text-text-2">{parts.unit === '%' ? '%' : ` ${parts.unit}`}</span>
        ) : null}
      </span>
      <span className="mt-1 block w-full">
        {figure.interval && !none ? (
          <IntervalMark mark={figure} domain={tileDomain(figure, figure.unit === 'ratio')} weak={weak} track />
        ) : (
          <span className="block h-4" />
        )}
      </span>
      <span className="num mt-auto flex w-full items-baseline justify-between gap-2 text-12 text-text-3">
        <span className="truncate">{range || basisText(figure)}</span>
        {range ? <span className="shrink-0">{t`n ${count(figure.n)}`}</span> : null}
      </span>
      <span className="sr">{t`Explain this number`}</span>
    </button>
  )
}
