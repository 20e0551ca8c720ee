/** The reasons for which deals are lost: rename, say what kind it is, put in order, retire, add. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import { lostReasonsQuery } from '~/core/lists'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { LostReason, ReasonKind } from '~/core/schema'
import { Select } from '~/ui/Field'
import { InlineChoice } from '~/ui/InlineInputs'
import { write } from './attempt'
import { AddNamed, NamedList } from './NamedList'

// Figures are split by reasons and by their kinds.
const stale = [keys.lostReasons, ['figures']] as const

function kinds(): { value: ReasonKind; label: string }[] {
  return [
    { value: 'lost', label: t`Lost to something` },
    { value: 'no_decision', label: t`No decision` },
    { value: 'disqualified', label: t`Disqualified` },
  ]
}

const inUse = (reasons: LostReason[]) => reasons.filter((r) => !r.retired)

export function LostReasons({ canEdit }: { canEdit: boolean }) {
  const list = useQuery(lostReasonsQuery)
  const [kind, setKind] = useState<string>('lost')
  const all = list.data ?? []
  // The one of deleted deals is not chosen by anybody, but has its place among those in use.
  const shown = all.filter((r) => r.kind !== 'deleted')
  const save = (r: LostReason, patch: object) =>
    write(stale, () => api.patch(`/lost-reasons/${r.id}`, { ...patch, version: r.version }))
  return (
    <>
      {list.error ? <ProblemNote error={list.error} /> : null}
      <NamedList
        items={shown}
        canEdit={canEdit}
        label={t`Reason`}
        nameless={t`A reason needs a name.`}
        maxLength={120}
        onSave={(r, { position, ...patch }) =>
          save(r, position === undefined ? patch : { position: inUse(all).indexOf(inUse(shown)[position] ?? r) })
        }
        beside={(r, editable) => (
          <div className="w-40 text-text-2 max-sm:w-28">
            <InlineChoice
              name={`kind-${r.id}`}
              label={t`Kind of ${r.name}`}
              value={r.kind}
              shown={kinds().find((k) => k.value === r.kind)?.label}
              canEdit={editable}
              options={kinds()}
              onSave={(v) => save(r, { kind: v as ReasonKind })}
            />
          </div>
        )}
      />
      {canEdit ? (
        <AddNamed
          label={t`Another reason`}
          maxLength={120}
          onAdd={(name) => write(stale, () => api.post('/lost-reasons', { name, kind }))}
        >
          <Select label={t`Kind`} hideLabel className="w-40" options={kinds()} value={kind} onChange={setKind} />
        </AddNamed>
      ) : null}
    </>
  )
}
