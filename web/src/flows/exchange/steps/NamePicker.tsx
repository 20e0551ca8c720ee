/** Whom a value means: a known name, the value itself as a new record, or nobody. Typing another name is allowed. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { ImportColumn, PlanColumn, ValueSuggestion } from '~/core/schema'
import { ComboBox, type ComboOption } from '~/ui/aria/ComboBox'
import { setValue } from '../plan'
import type { PlanEditor } from '../useImport'

type Props = {
  file: number
  column: ImportColumn
  own: PlanColumn
  suggestion: ValueSuggestion
  makes: boolean
  edit: PlanEditor
}

const NOBODY = '\u0000nobody'
const ITSELF = '\u0000itself'

export function NamePicker({ file, column, own, suggestion: v, makes, edit }: Props) {
  const decided = own.values[v.value]
  // A near spelling is an offer only: it counts when a person takes it.
  const taken = v.certainty >= 2 ? v.match : null
  const now = decided ? decided.to : (taken ?? (makes ? v.value : null))
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? now ?? t`Leave it empty`
  const known = [...new Set(column.values.map((x) => x.match).filter((x) => x !== null))]
  const search = (typed ?? '').trim().toLowerCase()
  const options: ComboOption[] = [
    ...known
      .filter((name) => !search || name.toLowerCase().includes(search))
      .slice(0, 50)
      .map((name) => ({ id: name, label: name })),
    ...(makes && !known.includes(v.value) ? [{ id: ITSELF, label: t`New: ${v.value}` }] : []),
    { id: NOBODY, label: t`Leave it empty` },
  ]
  function choose(id: string | null) {
    if (id === null) return
    const to = id === NOBODY ? null : id === ITSELF ? v.value : id
    // A name that is known as it stands needs no decision.
    edit((p) => setValue(p, file, column.index, v.value, to === v.value && taken === v.value ? undefined : to))
    setTyped(null)
  }
  return (
    <ComboBox
      className="max-md:col-span-2"
      label={t`Partner for ${v.value}`}
      hideLabel
      free
      options={options}
      text={text}
      onText={(next) => setTyped(next === (now ?? t`Leave it empty`) ? null : next)}
      value={now === null ? NOBODY : known.includes(now) ? now : now === v.value ? ITSELF : null}
      onChange={choose}
    />
  )
}
