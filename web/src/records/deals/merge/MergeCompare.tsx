/** Two deals side by side: the one that stays, and for each field in which they differ whose value it gets. */
import { t } from '@lingui/core/macro'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { api } from '~/core/api'
import { ProblemNote } from '~/core/ProblemNote'
import { queryClient } from '~/core/query'
import type { Deal, DealAnswer } from '~/core/schema'
import { rememberChange, undoLast } from '~/core/undo'
import { dayLong, dayOf } from '~/kit/dates'
import { Dialog, Sheet } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Checkbox } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { usePhone } from '~/ui/usePhone'
import { type Choices, firstChoices, type Row, rowsOf, type Side, survivor } from './choices'

type Props = { deal: Deal; other: Deal; onBack: () => void; onClose: (survivor: string | null) => void }

export function MergeCompare({ deal, other, onBack, onClose }: Props) {
  const Surface = usePhone() ? Sheet : Dialog
  const [side, setSide] = useState<Side>(() => survivor(deal, other))
  const [stays, goes] = side === 'this' ? [deal, other] : [other, deal]
  const [chosen, setChosen] = useState<Choices>({})
  const [winStands, setWinStands] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const rows = rowsOf(stays, goes)
  const choices = { ...firstChoices(stays, goes), ...chosen }
  const bothWon = stays.status === 'won' && goes.status === 'won'
  const mayTurn = stays.status === goes.status || (stays.status !== 'won' && goes.status !== 'won')
  function turn() {
    setSide(side === 'this' ? 'other' : 'this')
    setChosen({})
    setWinStands(false)
  }
  async function merge() {
    if (busy || (bothWon && !winStands)) return
    setBusy(true)
    setError(null)
    try {
      const answer = await api.post<DealAnswer>(`/deals/${stays.id}/merge`, {
        other_id: goes.id,
        version: stays.version,
        other_version: goes.version,
        choices,
        win_stands: winStands,
      })
      const { name } = answer.deal
      const said = t`Merged into ${name}`
      rememberChange(answer.seq, said)
      void queryClient.invalidateQueries({ queryKey: ['deals'] })
      void queryClient.invalidateQueries({ queryKey: ['board'] })
      toast(said, {
        tone: 'ok',
        about: `change ${answer.seq}`,
        stay: 12_000,
        action: { label: t`Undo`, run: () => void undoLast(answer.seq) },
      })
      onClose(stays.id)
    } catch (problem) {
      setBusy(false)
      setError(problem)
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onBack}>
        {t`Another deal`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={bothWon && !winStands}>
        {t`Merge`}
      </Button>
    </>
  )
  return (
    <Surface
      title={t`Merge two deals`}
      width={640}
      onClose={() => onClose(null)}
      onSubmit={() => void merge()}
      footer={footer}
      dismissable={false}
    >
      <div className="flex flex-col gap-4">
        {error ? <ProblemNote error={error} /> : null}
        <div className="grid grid-cols-2 gap-2">
          <Head deal={stays} stays />
          <Head deal={goes} />
        </div>
        {mayTurn ? (
          <Button size="sm" className="self-start" icon={<ArrowLeftRight size={16} />} onClick={turn}>
            {t`Keep the other one`}
          </Button>
        ) : null}
        {rows.length ? (
          <div className="flex flex-col gap-3">
            {rows.map((row) => (
              <Pair
                key={row.name}
                row={row}
                side={choices[row.name] ?? 'this'}
                onChoose={(next) => setChosen({ ...chosen, [row.name]: next })}
              />
            ))}
          </div>
        ) : (
          <p className="text-text-2">{t`They say the same in every field.`}</p>
        )}
        {bothWon ? (
          <Checkbox
            label={t`The win of the one that stays counts`}
            hint={t`Both are won: one win leaves the figures.`}
            checked={winStands}
            onChange={setWinStands}
          />
        ) : null}
        <p className="text-12 text-text-2">
          {t`Activities and people of both come together. The other deal leaves all figures; its address leads here. One undo brings both back.`}
        </p>
      </div>
    </Surface>
  )
}

function Head({ deal, stays = false }: { deal: Deal; stays?: boolean }) {
  const { number } = deal
  const began = dayLong(dayOf(deal.created_at))
  return (
    <div className={cx('min-w-0 rounded-8 border px-3 py-2', stays ? 'border-accent bg-accent-tint' : 'border-border')}>
      <p className="text-12 text-text-2">{stays ? t`Stays` : t`Goes into it`}</p>
      <p className="truncate font-medium">{deal.name}</p>
      <p className="truncate text-12 text-text-2">
        {[`#${number}`, deal.stage_name, deal.owner_name].filter(Boolean).join(' · ')}
      </p>
      <p className="text-12 text-text-2">{t`Began ${began}`}</p>
    </div>
  )
}

function Pair({ row, side, onChoose }: { row: Row; side: Side; onChoose: (side: Side) => void }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-12 font-medium text-text-2">{row.label}</legend>
      <div className="grid grid-cols-2 gap-2">
        {(['this', 'other'] as const).map((each) => (
          <label
            key={each}
            className="flex min-h-8 min-w-0 items-start gap-2 rounded-6 px-2 py-1.5 hover:bg-surface-2 has-checked:bg-accent-tint coarse:min-h-11"
          >
            <input
              type="radio"
              name={row.name}
              value={each}
              checked={side === each}
              onChange={() => onChoose(each)}
              className="mt-px size-4 shrink-0 accent-accent"
            />
            <span className={cx('line-clamp-3 min-w-0 break-words', !row[each] && 'text-text-3')}>
              {row[each] || t`Empty`}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
