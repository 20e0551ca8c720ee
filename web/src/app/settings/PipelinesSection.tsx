/** All pipelines, a new one, the reasons for which deals are lost, and the roles of people on them. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronRight, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { pipelinesQuery } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Pipeline } from '~/core/schema'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { StageDot } from '~/ui/Chip'
import { TextField } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { write } from './attempt'
import { DealRoles } from './DealRoles'
import { Frame, Group, LookOnly } from './Frame'
import { LostReasons } from './LostReasons'
import { byPosition } from './stageOrder'

export function PipelinesSection() {
  const mayEdit = useCan('pipeline.edit')
  const list = useQuery(pipelinesQuery)
  return (
    <Frame title={t`Pipelines`} about={t`The way of a deal: stages, what each is for, and what it takes to enter.`}>
      {mayEdit ? null : <LookOnly />}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      <ul className="flex flex-col gap-2">
        {list.data
          ?.filter((p) => !p.archived)
          .map((p) => (
            <PipelineCard key={p.id} pipeline={p} />
          ))}
      </ul>
      {mayEdit ? <NewPipeline /> : null}
      <div className="mt-8">
        <Group title={t`Lost reasons`} about={t`Asked whenever a deal is lost; figures are split by them.`}>
          <LostReasons canEdit={mayEdit} />
        </Group>
        <Group title={t`Roles of people`} about={t`What the people on a deal may be to the decision.`}>
          <DealRoles canEdit={mayEdit} />
        </Group>
      </div>
    </Frame>
  )
}

function PipelineCard({ pipeline }: { pipeline: Pipeline }) {
  const stages = byPosition(pipeline.stages).filter((s) => !s.retired)
  const open = stages.filter((s) => s.kind === 'open')
  return (
    <li>
      <Link
        to="/settings/$section/$item"
        params={{ section: 'pipelines', item: pipeline.id }}
        className="flex min-h-14 items-center gap-3 rounded-8 border border-border bg-card px-3.5 py-2 hover:border-border-3"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{pipeline.name}</span>
          <span className="block text-12 text-text-2">
            {plural(open.length, { one: '# open stage', other: '# open stages' })}
          </span>
        </span>
        <span aria-hidden className="flex gap-1.5 max-sm:hidden">
          {open.map((s) => (
            <StageDot key={s.id} hue={s.hue} />
          ))}
        </span>
        <ChevronRight size={16} aria-hidden className="text-text-3 rtl:rotate-180" />
      </Link>
    </li>
  )
}

function NewPipeline() {
  const navigate = useNavigate()
  const [name, setName] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  if (name === null)
    return (
      <Button className="mt-3" icon={<Plus size={16} />} onClick={() => setName('')}>
        {t`New pipeline`}
      </Button>
    )
  async function create(e: FormEvent) {
    e.preventDefault()
    if (!name?.trim() || busy) return
    setBusy(true)
    try {
      const made = await write([keys.pipelines], () => api.post<Pipeline>('/pipelines', { name: name.trim() }))
      void navigate({ to: '/settings/$section/$item', params: { section: 'pipelines', item: made.id } })
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  return (
    <form onSubmit={(e) => void create(e)} className="mt-3 flex max-w-[420px] items-end gap-2">
      <TextField
        label={t`Name of the new pipeline`}
        className="flex-1"
        autoFocus
        maxLength={120}
        value={name}
        onChange={setName}
        hint={t`It starts with six stages, Won and Lost; all can be changed.`}
        error={error ? asProblem(error).message : null}
      />
      <div className="mb-[22px] flex gap-2">
        <Button type="submit" look="primary" busy={busy} disabled={!name.trim()}>
          {t`Create`}
        </Button>
        <Button look="ghost" onClick={() => setName(null)}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  )
}
