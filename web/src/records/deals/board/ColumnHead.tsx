/** The head of a column: dot, name, count; sums, or during a drag what the stage would ask. */
import { plural, t } from '@lingui/core/macro'
import { ListChecks, Lock, Plus } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { fieldsQuery } from '~/core/lists'
import type { Column, Stage } from '~/core/schema'
import { useStore } from '~/core/store'
import { sumTip, sumWords } from '~/core/sums'
import { moneyShort } from '~/kit/money'
import { count } from '~/kit/numbers'
import { IconButton } from '~/ui/Button'
import { Chip, StageDot } from '~/ui/Chip'
import { boardUi } from './ui'

type Props = { stage: Stage; column: Column | undefined; currency: string; mayCreate: boolean; id: string }

export function ColumnHead({ stage, column, currency, mayCreate, id }: Props) {
  const dragging = useStore(boardUi, (s) => s.dragging !== null)
  const total = column ? count(column.count) : ''
  const sum = column ? sumWords(column, currency) : ''
  const { name } = stage
  return (
    <header className="shrink-0 ps-3 pe-2 pt-2.5 pb-2">
      <div className="flex h-5 items-center gap-2">
        <StageDot hue={stage.hue} />
        <h2
          id={id}
          className="truncate font-semibold"
          aria-label={[name, plural(column?.count ?? 0, { one: '# deal', other: '# deals' }), sum]
            .filter(Boolean)
            .join(', ')}
          data-tip={stage.purpose || undefined}
        >
          {name}
        </h2>
        <span className="num text-text-3">{total}</span>
        {mayCreate ? (
          <IconButton
            size="xs"
            label={t`New deal in ${name}`}
            className="ms-auto"
            onClick={() => boardUi.set({ composing: stage.id })}
          >
            <Plus size={16} strokeWidth={1.75} />
          </IconButton>
        ) : null}
      </div>
      <div className="mt-0.5 flex h-5 items-center gap-1.5 text-12">
        {dragging ? <AskChip stage={stage} /> : null}
        {column && !dragging ? (
          <>
            <span
              className="num max-w-full shrink-0 truncate font-medium text-text-2"
              data-tip={sumTip(column, currency)}
            >
              {sum}
            </span>
            {column.weighted !== 0 && column.weighted !== column.amount ? (
              <span className="num min-w-0 truncate text-text-3">{t`${moneyShort(column.weighted, currency)} weighted`}</span>
            ) : null}
          </>
        ) : null}
      </div>
    </header>
  )
}

/** "2 to confirm", or with a lock what is needed when the person may not fill it in. */
export function AskChip({ stage }: { stage: Stage }) {
  const ask = useStore(boardUi, (s) => s.asks.get(stage.id))
  const { data: fields } = useQuery(fieldsQuery('deal'))
  if (!ask) return null
  const n = ask.fields.length
  const labels = ask.fields.map((f) => fields?.find((x) => x.name === f)?.label ?? f).join(', ')
  if (ask.blocked) return <Chip tone="bad" icon={<Lock size={12} />}>{t`Needs: ${labels}`}</Chip>
  return <Chip tone="warn" icon={<ListChecks size={14} />} tip={labels}>{t`${n} to confirm`}</Chip>
}
