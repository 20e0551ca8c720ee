/** The workspace's own fields, by kind of record: add, rename, put in order, change, put away. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Ellipsis, Pencil, Plus, Shuffle } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { type OwnField, type OwnRecord, ownFieldsQuery } from '~/core/ownFields'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import { useCan } from '~/core/session'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { Select } from '~/ui/Field'
import { InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { attempt, write } from './attempt'
import { kindName, recordNames } from './fieldWords'
import { Frame, LookOnly } from './Frame'
import { MoveButtons, moves } from './Movable'

const ConvertField = lazy(() => import('./ConvertField'))
const FieldForm = lazy(() => import('./FieldForm'))
export const fieldStale = [keys.ownFields, ['fields']] as const

export default function FieldsSection() {
  const mayEdit = useCan('custom_field.edit')
  const mayChangeMany = useCan('deal.bulk')
  const mayConvert = mayEdit && mayChangeMany
  const list = useQuery(ownFieldsQuery)
  const [record, setRecord] = useState<OwnRecord>('deal')
  const [form, setForm] = useState<OwnField | 'new' | null>(null)
  const [converting, setConverting] = useState<OwnField | null>(null)
  const mine = (list.data ?? []).filter((f) => f.record === record)
  const live = mine.filter((f) => !f.archived)
  const away = mine.filter((f) => f.archived)
  const action = mayEdit ? (
    <Button onClick={() => setForm('new')}>
      <Plus size={16} /> {t`New field`}
    </Button>
  ) : undefined
  return (
    <Frame title={t`Fields`} about={t`What you keep of your records beyond what everybody keeps.`} action={action}>
      {mayEdit ? null : <LookOnly />}
      <Select
        label={t`Fields of`}
        className="mb-4 w-52"
        value={record}
        onChange={(v) => setRecord(v as OwnRecord)}
        options={recordNames()}
      />
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-48" /> : null}
      {list.data && mine.length === 0 ? (
        <EmptyState title={t`No fields yet`}>{t`Add one, and it stands on every record of that kind.`}</EmptyState>
      ) : null}
      <ul>
        {live.map((field, place) => (
          <FieldLine
            key={field.id}
            field={field}
            place={place}
            last={live.length - 1}
            canEdit={mayEdit}
            onEdit={() => setForm(field)}
            onConvert={mayConvert ? () => setConverting(field) : undefined}
          />
        ))}
        {away.map((field) => (
          <FieldLine key={field.id} field={field} place={0} last={0} canEdit={mayEdit} onEdit={() => setForm(field)} />
        ))}
      </ul>
      <Suspense>
        {form ? <FieldForm record={record} field={form === 'new' ? null : form} onDone={() => setForm(null)} /> : null}
        {converting ? <ConvertField field={converting} onClose={() => setConverting(null)} /> : null}
      </Suspense>
    </Frame>
  )
}

type LineProps = {
  field: OwnField
  place: number
  last: number
  canEdit: boolean
  onEdit: () => void
  onConvert?: () => void
}

function FieldLine({ field, place, last, canEdit, onEdit, onConvert }: LineProps) {
  const { name, archived } = field
  const save = (patch: object) =>
    write(fieldStale, () => api.patch(`/custom-fields/${field.id}`, { ...patch, version: field.version }))
  const put = (verb: 'archive' | 'restore') =>
    attempt(t`${name} was not changed`, () =>
      write(fieldStale, () => api.post(`/custom-fields/${field.id}/${verb}`, {})),
    )
  const moved = moves({
    ...{ name, place, last },
    may: canEdit && !archived,
    onPlace: (position) => save({ position }),
  })
  const items = archived
    ? [{ id: 'restore', label: t`Use again` }]
    : [
        { id: 'edit', label: t`Edit`, icon: <Pencil size={16} /> },
        ...(onConvert ? [{ id: 'convert', label: t`Another kind…`, icon: <Shuffle size={16} /> }] : []),
        ...moved.items,
        { id: 'archive', label: t`Archive` },
      ]
  function act(id: string) {
    if (id === 'edit') onEdit()
    else if (id === 'convert') onConvert?.()
    else if (id === 'up' || id === 'down') moved.move(id === 'up' ? -1 : 1)
    else void put(id as 'archive' | 'restore')
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the controls inside
    <li
      onKeyDown={moved.onKey}
      className="grid min-h-10 grid-cols-[minmax(0,1fr)_120px_76px_84px] items-center gap-x-3 border-b border-border py-1 max-sm:grid-cols-[minmax(0,1fr)_auto_auto]"
    >
      <div className="min-w-0">
        <InlineText
          name={`field-${field.id}`}
          label={t`Name`}
          value={name}
          canEdit={canEdit && !archived}
          maxLength={80}
          className={archived ? 'text-text-3' : 'font-medium'}
          check={(v) => (v.trim() ? null : t`A field needs a name.`)}
          onSave={(v) => save({ name: v.trim() })}
        />
      </div>
      <span className="truncate text-text-2 max-sm:order-last max-sm:text-12">{kindName(field.kind)}</span>
      <span className="flex flex-wrap gap-1">
        {field.required ? <Chip>{t`Required`}</Chip> : null}
        {field.unique ? <Chip>{t`Unique`}</Chip> : null}
        {archived ? <Chip>{t`Archived`}</Chip> : null}
      </span>
      {canEdit ? (
        <span className="flex items-center justify-end">
          {archived ? null : <MoveButtons moves={moved} />}
          <MenuButton
            label={t`Actions for ${name}`}
            sections={[{ id: 'all', items }]}
            onAction={act}
            placement="bottom end"
            className="size-7 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
          >
            <Ellipsis size={16} />
          </MenuButton>
        </span>
      ) : null}
    </li>
  )
}
