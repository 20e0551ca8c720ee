/** The gate sheet: what the target stage still asks, each with its fix in place; then the move. Beside the ghost card on the board. */
import { plural, t } from '@lingui/core/macro'
import { ArrowRight, CircleCheck, CircleDashed, Lock } from 'lucide-react'
import { useRef, useState } from 'react'
import { asProblem, isGate } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { useQuery } from '@tanstack/react-query'
import { fieldsQuery } from '~/core/lists'
import type { DealAnswer, Unmet } from '~/core/schema'
import { BesideSheet } from '~/ui/aria/BesideSheet'
import { Button } from '~/ui/Button'
import { Chip, StageDot } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { criteriaBetween } from '../gates'
import { stagesAround } from './answers'
import { CriterionInput } from './CriterionInput'
import { countWord } from './countWord'
import { refuse, requestMove } from './moveDeal'
import type { GateQuestion } from './requests'

/** Half-given answers survive closing the sheet, until the page is left. */
const drafts = new Map<string, Record<string, unknown>>()

type Props = { question: GateQuestion; answer: (value: DealAnswer | null) => void }

const given = (value: unknown) => value !== undefined && value !== null && value !== ''

export function GateSheet({ question, answer }: Props) {
  const { deal, from, to, place, on } = question
  const draftKey = `${deal.id} ${to.id}`
  const [unmet, setUnmet] = useState<Unmet[]>(question.unmet)
  const [values, setValues] = useState<Record<string, unknown>>(() => drafts.get(draftKey) ?? {})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { data: fields } = useQuery(fieldsQuery('deal'))
  const version = useRef(deal.version)
  const left = unmet.filter((u) => !given(values[u.field])).length
  const all = criteriaBetween(stagesAround(to.id), from, to)
  const done = all.filter((c) => !unmet.some((u) => u.field === c.field))

  function fill(field: string, value: unknown) {
    const next = { ...values, [field]: value }
    drafts.set(draftKey, next)
    setValues(next)
  }
  async function move() {
    if (left > 0 || busy) return
    setBusy(true)
    setError(null)
    try {
      const result = await requestMove({ ...deal, version: version.current }, to, place, { values, on })
      drafts.delete(draftKey)
      answer(result)
    } catch (caught) {
      setBusy(false)
      const problem = asProblem(caught)
      if (isGate(problem)) setUnmet(problem.unmet)
      else if (problem.code === 'conflict') {
        answer(null)
        refuse(deal, problem)
      } else setError(problem)
    }
  }

  const { name: fromName } = from
  const things = countWord(unmet.length)
  const where = to.name
  const title = plural(unmet.length, {
    one: `${things} thing to confirm before ${where}`,
    other: `${things} things to confirm before ${where}`,
  })
  const footer = (
    <>
      <Button look="ghost" className="-ms-2 me-auto !block min-w-0 !shrink truncate" onClick={() => answer(null)}>
        {t`Leave in ${fromName}`}
      </Button>
      <Button
        look={left ? 'secondary' : 'primary'}
        className={cx(left > 0 && '!bg-surface-3 !text-text-3 !shadow-none')}
        aria-disabled={left > 0}
        type="submit"
        busy={busy}
      >
        {left ? t`Move · ${left} left` : t`Move`}
      </Button>
    </>
  )
  const kicker = (
    <p className="flex items-center gap-1.5 text-12 text-text-2">
      <StageDot hue={from.hue} /> {fromName} <ArrowRight size={12} /> <StageDot hue={to.hue} />
      <span className="font-medium text-text">{to.name}</span>
    </p>
  )
  return (
    <BesideSheet
      anchor="[data-ghost]"
      top="[data-board]"
      title={title}
      kicker={kicker}
      meter={<Meter done={done.length} filled={unmet.length - left} open={left} />}
      onClose={() => answer(null)}
      onSubmit={() => void move()}
      footer={footer}
    >
      {error ? <ProblemNote error={error} className="mx-5 mt-3" /> : null}
      <ul>
        {unmet.map((u, at) => (
          <li key={u.criterion} className="flex gap-2.5 border-b border-border px-5 py-3.5">
            {given(values[u.field]) ? (
              <CircleCheck size={18} className="mt-px text-ok" />
            ) : (
              <CircleDashed size={18} className="mt-px text-text-2" />
            )}
            <div className="min-w-0 flex-1">
              <div className="flex items-start gap-2">
                <p className="flex-1 font-medium">{u.sentence}</p>
                <Chip icon={<Lock size={12} />}>{t`Required`}</Chip>
              </div>
              <p className="mb-2 text-12 text-text-2">{u.who || u.how}</p>
              <CriterionInput
                unmet={u}
                deal={deal}
                value={values[u.field]}
                onChange={(v) => fill(u.field, v)}
                autoFocus={at === 0}
                hideLabel
                error={error ? asProblem(error).field(u.field) : null}
              />
            </div>
          </li>
        ))}
      </ul>
      {done.length ? (
        <p className="flex items-center gap-2.5 px-5 py-3">
          <CircleCheck size={18} className="text-ok" />
          <span className="font-medium">{t`${done.length} done`}</span>
          <span className="truncate text-12 text-text-2">
            {done.map((c) => fields?.find((f) => f.name === c.field)?.label ?? c.field).join(' · ')}
          </span>
        </p>
      ) : null}
    </BesideSheet>
  )
}

/** One segment a gate: done green, answered accent, open grey. */
function Meter({ done, filled, open }: { done: number; filled: number; open: number }) {
  const kinds = [
    ...Array(done).fill('bg-ok-solid'),
    ...Array(filled).fill('bg-accent'),
    ...Array(open).fill('bg-track'),
  ] as string[]
  return (
    <div className="flex gap-1" aria-hidden>
      {kinds.map((kind, at) => (
        <span key={`${at}${kind}`} className={cx('h-1 flex-1 rounded-full', kind)} />
      ))}
    </div>
  )
}
