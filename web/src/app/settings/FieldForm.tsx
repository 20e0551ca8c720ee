/** A new field, or what is said of one: its kind is chosen once, all else may change. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import type { OwnField, OwnKind, OwnOption, OwnRecord } from '~/core/ownFields'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Checkbox, Select, TextArea, TextField } from '~/ui/Field'
import { write } from './attempt'
import { EditedBy } from './EditedBy'
import { fieldStale } from './FieldsSection'
import { ASKED_FOR, CHOOSING, kindName, kinds, MAY_BE_UNIQUE, recordNames } from './fieldWords'
import { type Drafted, OptionList } from './OptionList'
import { useSending } from './useSending'

type Props = { record: OwnRecord; field: OwnField | null; onDone: () => void }
type Links = NonNullable<OwnField['links']>

const drafted = (o: OwnOption): Drafted => ({ id: o.value, value: o.value, label: o.label, hue: o.hue })

export default function FieldForm({ record, field, onDone }: Props) {
  const [name, setName] = useState(field?.name ?? '')
  const [kind, setKind] = useState<OwnKind>(field?.kind ?? 'text')
  const [help, setHelp] = useState(field?.help ?? '')
  const [required, setRequired] = useState(field?.required ?? false)
  const [unique, setUnique] = useState(field?.unique ?? false)
  const [filterable, setFilterable] = useState(field?.filterable ?? true)
  const [links, setLinks] = useState<Links>(field?.links ?? 'company')
  const [options, setOptions] = useState<Drafted[]>(field?.options.filter((o) => !o.retired).map(drafted) ?? [])
  const [editedBy, setEditedBy] = useState<string[] | null>(field?.edited_by ?? null)
  const choosing = CHOOSING.includes(kind)
  const mayBeUnique = MAY_BE_UNIQUE.includes(kind)
  const { busy, error, send } = useSending(async () => {
    const said = {
      name: name.trim(),
      help: help.trim() || null,
      required,
      unique: unique && mayBeUnique,
      filterable,
      edited_by: editedBy,
      ...(choosing
        ? { options: options.filter((o) => o.label.trim()).map(({ value, label, hue }) => ({ value, label, hue })) }
        : {}),
    }
    await write(fieldStale, () =>
      field
        ? api.patch(`/custom-fields/${field.id}`, { ...said, version: field.version })
        : api.post('/custom-fields', { ...said, record, kind, ...(kind === 'link' ? { links } : {}) }),
    )
    onDone()
  })
  const problem = error ? asProblem(error) : null
  const footer = (
    <>
      <Button look="ghost" onClick={onDone}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim()}>
        {field ? t`Save` : t`Add`}
      </Button>
    </>
  )
  const title = field ? t`Edit field` : t`New field`
  return (
    <Dialog title={title} width={480} onClose={onDone} onSubmit={() => void send()} footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && !problem.field('name') ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
          error={problem?.field('name')}
        />
        {field ? (
          <p className="text-text-2">{kindName(kind)}</p>
        ) : (
          <Select label={t`Kind`} value={kind} onChange={(v) => setKind(v as OwnKind)} options={kinds()} />
        )}
        {kind === 'link' && !field ? (
          <Select
            label={t`Leads to`}
            value={links}
            onChange={(v) => setLinks(v as Links)}
            options={recordNames().filter((r) => r.value !== 'activity')}
          />
        ) : null}
        {choosing ? <OptionList options={options} onChange={setOptions} /> : null}
        <TextArea
          label={t`Help`}
          hint={t`Said beside the field.`}
          rows={2}
          maxLength={500}
          value={help}
          onChange={setHelp}
        />
        <div>
          {ASKED_FOR.includes(record) ? (
            <Checkbox
              label={t`Required`}
              hint={t`New records need it; imports may lack it.`}
              checked={required}
              onChange={setRequired}
            />
          ) : null}
          {mayBeUnique ? (
            <Checkbox label={t`Unique`} hint={t`No two records have the same.`} checked={unique} onChange={setUnique} />
          ) : null}
          {kind === 'long_text' ? null : (
            <Checkbox
              label={t`Filterable`}
              hint={t`Lists and boards can be narrowed and sorted by it.`}
              checked={filterable}
              onChange={setFilterable}
            />
          )}
        </div>
        <EditedBy roles={editedBy} onChange={setEditedBy} />
      </div>
    </Dialog>
  )
}
