/** The formula with its numbers: as a fraction where it is one, else in words with the parts listed. */
import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { Figure, Metric } from '~/core/schema'
import { count } from '~/kit/numbers'
import { partUnit, valueText } from './words'

export function Formula({ figure, metric }: { figure: Figure; metric: Metric | undefined }) {
  const { won, lost } = figure.parts
  const rate = figure.unit === 'ratio' && typeof won === 'number' && typeof lost === 'number' && won + lost > 0
  const said = new Set(rate && figure.id === 'win_rate' ? ['won', 'lost'] : [])
  // Parts that the registry does not name (counts by a stage's id) are the chart's matter.
  const parts = Object.entries(figure.parts).filter(
    ([name, value]) => value !== null && metric?.parts[name] && !said.has(name),
  )
  return (
    <>
      {rate && figure.id === 'win_rate' ? (
        <div className="num flex items-center gap-3 rounded-6 bg-surface-2 px-4 py-2.5">
          <Fraction top={t`won`} bottom={t`won + lost`} />
          <span>=</span>
          <Fraction top={<b>{count(won)}</b>} bottom={<b>{`${count(won)} + ${count(lost)}`}</b>} />
          <span>=</span>
          <b>{figure.value === null ? '–' : valueText(figure.value, figure)}</b>
        </div>
      ) : (
        <p className="rounded-6 bg-surface-2 px-4 py-2.5">{sentenceCase(metric?.formula ?? figure.name)}</p>
      )}
      <p className="mt-2 text-12 text-text-3">
        {rate && figure.id === 'win_rate' && metric ? `${sentenceCase(metric.formula)}. ` : ''}
        {figure.caption}
      </p>
      {parts.length ? (
        <dl className="mt-2">
          {parts.map(([name, value]) => (
            <div key={name} className="flex justify-between gap-3 py-0.5 text-12">
              <dt className="text-text-2">{sentenceCase(metric?.parts[name] ?? name)}</dt>
              <dd className="num">
                {valueText(value ?? 0, { unit: partUnit(name, figure.unit), currency: figure.currency })}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  )
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Fraction({ top, bottom }: { top: ReactNode; bottom: ReactNode }) {
  return (
    <span className="inline-flex flex-col text-center text-12 [&_b]:font-semibold">
      <span className="border-b border-text-2 px-1 pb-0.5">{top}</span>
      <span className="px-1 pt-0.5">{bottom}</span>
    </span>
  )
}
