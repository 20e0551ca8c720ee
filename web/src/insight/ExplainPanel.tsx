/** "Explain this number": what it says, how it is computed, how sure it is, what is left out, and the deals behind it. */
import { t } from '@lingui/core/macro'
import type { Figure, Metric } from '~/core/schema'
import { count } from '~/kit/numbers'
import { DealsLink } from '~/records/deals/list/DealsLink'
import { buttonClass } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Block } from './Block'
import { Axis } from './charts/Axis'
import { IntervalMark } from './charts/IntervalMark'
import { dotAxis } from './charts/scale'
import { ExplainDeals } from './ExplainDeals'
import { ExplainFrame } from './ExplainFrame'
import { Formula } from './Formula'
import type { FiguresSearch } from './search'
import { Snapshot } from './Snapshot'
import { useFigure } from './useFigures'
import { basisText, intervalText, sampleText, tickText, valueShort, valueText } from './words'

type Props = { id: string; metric: Metric | undefined; search: FiguresSearch; where: string; onClose: () => void }

export function ExplainPanel({ id, metric, search, where, onClose }: Props) {
  const { data: figure, error, refetch } = useFigure(id, search)
  return (
    <ExplainFrame
      of={id}
      error={error}
      onRetry={() => void refetch()}
      onClose={onClose}
      footer={
        figure ? (
          <>
            <Snapshot name={`${figure.id} v${figure.version}`} snapshot={figure.snapshot} zone={figure.zone} />
            {figure.rows ? (
              <DealsLink search={{ filter: figure.rows.filter, from: figure.name }} className={buttonClass()}>
                {t`Open the deals`}
              </DealsLink>
            ) : null}
          </>
        ) : null
      }
    >
      {figure ? <Parts figure={figure} metric={metric} where={where} /> : null}
    </ExplainFrame>
  )
}

function Parts({ figure, metric, where }: { figure: Figure; metric: Metric | undefined; where: string }) {
  const few = figure.unit === 'ratio' && figure.label === 'too_few'
  const sample = sampleText(figure.label, figure.n)
  const left = figure.excluded.filter((e) => e.count > 0)
  const leftSum = left.reduce((sum, e) => sum + e.count, 0)
  return (
    <>
      <div className="px-5 pb-4">
        <p className="text-12 text-text-2">
          {figure.name} · {where}
        </p>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
          <span className="num text-[32px]/10 font-semibold tracking-[-0.022em]">
            {figure.value === null || few ? '–' : valueText(figure.value, figure)}
          </span>
          <span className="num text-text-2">{basisText(figure)}</span>
        </p>
        <p className="mt-1.5 text-14">{metric?.question ?? figure.name}</p>
        <p className="mt-1 text-12 text-text-3">{t`It covers ${figure.scope}.`}</p>
      </div>
      <Block title={t`How it is computed`}>
        <Formula figure={figure} metric={metric} />
      </Block>
      <Block title={t`How sure it is`} aside={<Chip tone={sample.tone}>{sample.text}</Chip>}>
        <Sureness figure={figure} few={few} />
      </Block>
      <Block title={t`Left out, by reason`} aside={leftSum ? count(leftSum) : null}>
        {left.length ? (
          <ul>
            {left.map((e) => (
              <li key={e.reason} className="flex justify-between gap-3 py-1">
                <span>{e.reason.charAt(0).toUpperCase() + e.reason.slice(1)}</span>
                <span className="num font-medium">{count(e.count)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-text-2">{t`Nothing is left out.`}</p>
        )}
      </Block>
      {figure.rows ? (
        <ExplainDeals rows={figure.rows} name={figure.name} />
      ) : (
        <Block title={t`The deals`}>
          <p className="text-text-2">{t`Lists show the present; for a past day only the sums are kept.`}</p>
        </Block>
      )}
    </>
  )
}

function Sureness({ figure, few }: { figure: Figure; few: boolean }) {
  if (few) return <p>{t`Below ten deals a rate says nothing; only the counts are shown.`}</p>
  if (!figure.interval || figure.value === null)
    return (
      <p className="text-text-2">{t`This is a plain count or sum of the deals below: there is nothing to estimate.`}</p>
    )
  const ratio = figure.unit === 'ratio'
  const [lo, hi] = figure.interval
  const span = (hi ?? figure.value) - (lo ?? figure.value)
  const room = {
    value: figure.value,
    interval: [(lo ?? figure.value) - span, (hi ?? figure.value) + span] as [number, number],
  }
  const axis = dotAxis([room], ratio, false)
  const range = intervalText(figure.interval, figure)
  const less = figure.label !== 'usable'
  return (
    <>
      {axis ? (
        <div aria-hidden className="mb-2">
          <IntervalMark mark={figure} domain={axis.domain} weak={less} className="h-7" grid={axis.ticks} track />
          <Axis domain={axis.domain} ticks={axis.ticks} label={(value, last) => tickText(value, figure, last)} />
        </div>
      ) : null}
      <p>
        {ratio
          ? t`The true rate lies in ${range} with 95% confidence.`
          : t`The true value lies in ${range} with 95% confidence.`}
        {less ? ` ${t`With ${figure.n} deals this is an indication only.`}` : ''}
        {figure.maturity !== null && figure.maturity < 0.8
          ? ` ${t`Only ${valueShort(figure.maturity, { unit: 'ratio', currency: null })} of what entered is resolved yet.`}`
          : ''}
      </p>
    </>
  )
}
