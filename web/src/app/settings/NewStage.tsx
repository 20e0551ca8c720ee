/** Another stage: its name and where it stands; the rest is said in its form. */
import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import type { Pipeline, Stage } from '~/core/schema'
import { Button } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { pipelineStale, write } from './attempt'
import { liveOpen } from './stageOrder'

type Props = { pipeline: Pipeline; onDone: (made: Stage | null) => void }

export function NewStage({ pipeline, onDone }: Props) {
  const live = liveOpen(pipeline.stages)
  const [name, setName] = useState('')
  const [after, setAfter] = useState(live[live.length - 1]?.id ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function add(e: FormEvent) {
    e.preventDefault()
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { name: name.trim(), kind: 'open', after }
      onDone(await write(pipelineStale, () => api.post<Stage>(`/pipelines/${pipeline.id}/stages`, body)))
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  return (
    <form
      onSubmit={(e) => void add(e)}
      className="mt-2 flex flex-wrap items-start gap-3 rounded-8 border border-dashed border-border-3 p-3"
    >
      <TextField
        label={t`Name of the stage`}
        className="min-w-44 flex-1"
        autoFocus
        maxLength={120}
        value={name}
        onChange={setName}
        error={error ? asProblem(error).message : null}
      />
      <Select
        label={t`After`}
        className="w-52"
        value={after}
        onChange={setAfter}
        options={live.map((s) => ({ value: s.id, label: s.name }))}
      />
      <div className="flex gap-2 self-end">
        <Button type="submit" look="primary" busy={busy} disabled={!name.trim()}>
          {t`Add`}
        </Button>
        <Button look="ghost" onClick={() => onDone(null)}>
          {t`Cancel`}
        </Button>
      </div>
    </form>
  )
}
