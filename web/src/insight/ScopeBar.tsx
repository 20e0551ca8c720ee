/** The bar of choices over the figures: pipeline, period, what to split by; each stands in the address. */
import { t } from '@lingui/core/macro'
import { ChevronDown, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { usePipelines } from '~/core/lists'
import type { Field, Metric } from '~/core/schema'
import { useSession } from '~/core/session'
import { FilterChip } from '~/records/deals/list/FilterChip'
import { IconButton } from '~/ui/Button'
import type { MenuSection } from '~/ui/menu'
import { MenuButton } from '~/ui/MenuButton'
import { PERIODS, periodLabel } from './periods'
import type { FiguresSearch } from './search'

const RangePicker = lazy(() => import('./RangePicker'))

type Props = {
  search: FiguresSearch
  fields: Field[]
  metrics: Metric[]
  figure: Metric | undefined
  field: Field | undefined
  onChange: (change: Partial<FiguresSearch>) => void
}

export function ScopeBar({ search, fields, metrics, figure, field, onChange }: Props) {
  const pipelines = usePipelines().filter((p) => !p.archived)
  const { workspace } = useSession()
  const [custom, setCustom] = useState(false)
  const period = useRef<HTMLSpanElement>(null)
  const chosen = pipelines.find((p) => p.id === search.pipeline)
  const now = search.period ?? 'all'
  const choice = (id: string, label: string, checked: boolean) => ({ id, label, checked })
  const periods: MenuSection[] = [
    { id: 'named', items: PERIODS.map((p) => choice(p, periodLabel(p), p === now)) },
    { id: 'own', items: [{ id: 'custom', label: t`From … to …`, checked: !PERIODS.some((p) => p === now) }] },
  ]
  const split = metrics.filter((m) => m.segmentable)
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-5 gap-y-1 border-b border-border px-5 py-1 max-sm:flex-nowrap max-sm:gap-2 max-sm:overflow-x-auto max-sm:border-0 hide-scroll max-sm:px-4 max-sm:pb-2">
      {pipelines.length > 1 ? (
        <Choice
          label={t`Pipeline`}
          value={chosen?.name ?? t`All pipelines`}
          sections={[
            { id: 'all', items: [choice('', t`All pipelines`, !chosen)] },
            { id: 'one', items: pipelines.map((p) => choice(p.id, p.name, p.id === chosen?.id)) },
          ]}
          onAction={(id) => onChange({ pipeline: id || undefined })}
        />
      ) : null}
      <span ref={period}>
        <Choice
          label={t`Period`}
          value={periodLabel(now)}
          sections={periods}
          onAction={(id) => (id === 'custom' ? setCustom(true) : onChange({ period: id === 'all' ? undefined : id }))}
        />
      </span>
      {split.length ? (
        <Choice
          label={t`Figure to split`}
          value={figure?.name ?? ''}
          sections={[{ id: 'm', items: split.map((m) => choice(m.id, m.name, m.id === figure?.id)) }]}
          onAction={(id) => onChange({ figure: id })}
        />
      ) : null}
      {fields.length ? (
        <Choice
          label={t`Segment by`}
          prefix={t`by`}
          value={field?.label ?? ''}
          sections={[{ id: 'f', items: fields.map((f) => choice(f.name, f.label, f.name === field?.name)) }]}
          onAction={(id) => onChange({ segment: id })}
        />
      ) : null}
      {search.filter ? (
        <span className="flex min-w-0 items-center">
          <FilterChip filter={search.filter} />
          <IconButton size="xs" label={t`Clear the filter`} onClick={() => onChange({ filter: undefined })}>
            <X size={14} />
          </IconButton>
        </span>
      ) : null}
      <span className="ms-auto text-12 text-text-3 max-sm:hidden">
        {workspace.base_currency} · {workspace.zone.split('/').pop()?.replaceAll('_', ' ')} {t`time`}
      </span>
      {custom ? (
        <Suspense>
          <RangePicker
            period={now}
            triggerRef={period}
            onClose={() => setCustom(false)}
            onChoose={(p) => {
              setCustom(false)
              onChange({ period: p === 'all' ? undefined : p })
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

type ChoiceProps = {
  label: string
  prefix?: ReactNode
  value: string
  sections: MenuSection[]
  onAction: (id: string) => void
}

function Choice({ label, prefix, value, sections, onAction }: ChoiceProps) {
  return (
    <MenuButton
      label={label}
      named={false}
      sections={sections}
      onAction={onAction}
      className="relative h-7 gap-1 rounded-6 font-medium hover:text-accent coarse:h-11 max-sm:rounded-full max-sm:px-3.5 max-sm:shadow-[inset_0_0_0_1px_var(--border-3)]"
    >
      <span className="sr">{label}: </span>
      {prefix ? <span className="font-normal text-text-3">{prefix}</span> : null}
      {value}
      <ChevronDown size={14} className="text-text-3" />
    </MenuButton>
  )
}
