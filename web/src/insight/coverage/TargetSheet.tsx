/** A target to set: period, whose, how much; of one that is there the amount, or putting it away. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { useMembers, usePipelines, useTeams } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { queryClient } from '~/core/query'
import type { Target } from '~/core/schema'
import { useSession } from '~/core/session'
import { MoneyField } from '~/kit/MoneyField'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField, Select } from '~/ui/Field'
import { rangeOf, rangeText } from '../periods'
import { targetText } from './coverage'

type Props = { target: Target | null; period: string; onDone: (made: string | null) => void }

export default function TargetSheet({ target, period, onDone }: Props) {
  const { workspace } = useSession()
  const range = rangeOf(period)
  const [span, setSpan] = useState(range ? 'days' : 'this-quarter')
  const [from, setFrom] = useState(range?.from ?? '')
  const [to, setTo] = useState(range?.to ?? '')
  const [whose, setWhose] = useState('')
  const [pipeline, setPipeline] = useState('')
  const [amount, setAmount] = useState<number | null>(target?.amount ?? null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const members = useMembers().filter((each) => each.status !== 'inactive')
  const teams = useTeams().filter((each) => !each.archived)
  const pipelines = usePipelines().filter((each) => !each.archived)
  const problem = error ? asProblem(error) : null
  const placed = ['period', 'amount', 'team_id', 'member_id'].some((name) => problem?.field(name))
  const ready = !!amount && (target || span !== 'days' || (from && to && from <= to))

  async function send(run: () => Promise<Target>) {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      const { id } = await run()
      await queryClient.invalidateQueries({ queryKey: ['figures'] })
      onDone(id)
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  function save() {
    if (!ready) return
    const [kind, id] = whose.split(' ')
    const body = {
      period: span === 'days' ? rangeText(from, to) : span,
      amount,
      pipeline_id: pipeline || undefined,
      team_id: kind === 'team' ? id : undefined,
      member_id: kind === 'member' ? id : undefined,
    }
    void send(() =>
      target
        ? api.patch<Target>(`/targets/${target.id}`, { amount, version: target.version })
        : api.post<Target>('/targets', body),
    )
  }
  const footer = (
    <>
      {target ? (
        <Button
          look="ghost"
          className="me-auto"
          onClick={() =>
            void send(() => api.post<Target>(`/targets/${target.id}/archive`, { version: target.version }))
          }
        >
          {t`Put away`}
        </Button>
      ) : null}
      <Button look="ghost" onClick={() => onDone(null)}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!ready}>
        {target ? t`Save` : t`Set`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={target ? targetText(target) : t`Set a target`}
      width={440}
      onClose={() => onDone(null)}
      onSubmit={save}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        {problem && !placed ? <ProblemNote error={problem} /> : null}
        <MoneyField
          label={t`Value to be won`}
          currency={target?.currency ?? workspace.base_currency}
          value={amount}
          onChange={setAmount}
          error={problem?.field('amount')}
          autoFocus
        />
        {target ? null : (
          <>
            <Select
              label={t`Period`}
              value={span}
              onChange={setSpan}
              error={problem?.field('period')}
              options={[
                { value: 'this-month', label: t`This month` },
                { value: 'this-quarter', label: t`This quarter` },
                { value: 'this-year', label: t`This year` },
                { value: 'next-month', label: t`Next month` },
                { value: 'next-quarter', label: t`Next quarter` },
                { value: 'next-year', label: t`Next year` },
                { value: 'days', label: t`From … to …` },
              ]}
            />
            {span === 'days' ? (
              <div className="flex gap-2">
                <DateField label={t`First day`} className="min-w-0 flex-1" value={from} onChange={setFrom} />
                <DateField label={t`Last day`} className="min-w-0 flex-1" value={to} onChange={setTo} />
              </div>
            ) : null}
            <Select
              label={t`Whose`}
              placeholder={t`Everybody`}
              value={whose}
              onChange={setWhose}
              error={problem?.field('team_id') ?? problem?.field('member_id')}
              options={[
                ...teams.map((each) => ({ value: `team ${each.id}`, label: each.name })),
                ...members.map((each) => ({ value: `member ${each.id}`, label: each.name })),
              ]}
            />
            {pipelines.length > 1 ? (
              <Select
                label={t`Pipeline`}
                placeholder={t`All pipelines`}
                value={pipeline}
                onChange={setPipeline}
                options={pipelines.map((each) => ({ value: each.id, label: each.name }))}
              />
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  )
}
