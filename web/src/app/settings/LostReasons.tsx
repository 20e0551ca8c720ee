/** The reasons for which deals are lost: rename, say what kind it is, retire, add. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { lostReasonsQuery } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { LostReason, ReasonKind } from '~/core/schema'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { Select, TextField } from '~/ui/Field'
import { InlineChoice, InlineText } from '~/ui/InlineInputs'
import { attempt, write } from './attempt'

const stale = [keys.lostReasons] as const

function kinds(): { value: ReasonKind; label: string }[] {
  return [
    { value: 'lost', label: t`Lost to something` },
    { value: 'no_decision', label: t`No decision` },
    { value: 'disqualified', label: t`Disqualified` },
  ]
}

export function LostReasons({ canEdit }: { canEdit: boolean }) {
  const list = useQuery(lostReasonsQuery)
  const shown = (list.data ?? []).filter((r) => r.kind !== 'deleted')
  const ordered = [...shown.filter((r) => !r.retired), ...shown.filter((r) => r.retired)]
  return (
    <>
      {list.error ? <ProblemNote error={list.error} /> : null}
      <ul>
        {ordered.map((r) => (
          <Reason key={r.id} reason={r} canEdit={canEdit} />
        ))}
      </ul>
      {canEdit ? <AddReason /> : null}
    </>
  )
}

function Reason({ reason: r, canEdit }: { reason: LostReason; canEdit: boolean }) {
  const save = (patch: Partial<LostReason>) =>
    write(stale, () => api.patch(`/lost-reasons/${r.id}`, { ...patch, version: r.version }))
  const editable = canEdit && !r.retired
  return (
    <li className="flex min-h-9 items-center gap-3 border-b border-border py-0.5">
      <div className={cx('min-w-0 flex-1', r.retired && 'text-text-3')}>
        <InlineText
          name={`reason-${r.id}`}
          label={t`Reason`}
          value={r.name}
          canEdit={editable}
          maxLength={120}
          check={(v) => (v.trim() ? null : t`A reason needs a name.`)}
          onSave={(v) => save({ name: v.trim() })}
        />
      </div>
      <div className="w-40 text-text-2 max-sm:w-28">
        <InlineChoice
          name={`kind-${r.id}`}
          label={t`Kind of ${r.name}`}
          value={r.kind}
          shown={kinds().find((k) => k.value === r.kind)?.label}
          canEdit={editable}
          options={kinds()}
          onSave={(v) => save({ kind: v as ReasonKind })}
        />
      </div>
      {r.retired ? <Chip>{t`Retired`}</Chip> : null}
      {canEdit ? (
        <Button
          look="ghost"
          size="sm"
          aria-label={r.retired ? t`Use ${r.name} again` : t`Retire ${r.name}`}
          onClick={() => void attempt(t`The reason was not changed`, () => save({ retired: !r.retired }))}
        >
          {r.retired ? t`Use again` : t`Retire`}
        </Button>
      ) : null}
    </li>
  )
}

function AddReason() {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string>('lost')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function add(e: FormEvent) {
    e.preventDefault()
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      await write(stale, () => api.post('/lost-reasons', { name: name.trim(), kind }))
      setName('')
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(e) => void add(e)} className="mt-3 flex flex-wrap items-start gap-2">
      <TextField
        label={t`Another reason`}
        hideLabel
        placeholder={t`Another reason`}
        className="min-w-40 flex-1"
        maxLength={120}
        value={name}
        onChange={setName}
        error={error ? asProblem(error).message : null}
      />
      <Select label={t`Kind`} hideLabel className="w-40" options={kinds()} value={kind} onChange={setKind} />
      <Button type="submit" busy={busy} disabled={!name.trim()}>
        {t`Add`}
      </Button>
    </form>
  )
}
