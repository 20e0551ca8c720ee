/** The values of the workspace's own fields of one record, each edited in place. */
import { t } from '@lingui/core/macro'
import { FieldList, FieldRow } from '~/ui/FieldRow'
import { type OwnRecord, type OwnValue, useOwnFields } from './ownFields'
import { OwnInput } from './OwnInput'

type Props = {
  record: OwnRecord
  custom: Record<string, unknown>
  canEdit: boolean
  /** Rejects with a problem; the editor comes back with what was written. */
  onSave: (key: string, value: OwnValue) => Promise<unknown>
}

export default function OwnFields({ record, custom, canEdit, onSave }: Props) {
  const fields = useOwnFields(record)
  if (fields.length === 0) return null
  return (
    <FieldList title={t`More about it`}>
      {fields.map((field) => (
        <FieldRow key={field.id} label={field.name} tall={field.kind === 'long_text'}>
          <OwnInput
            field={field}
            value={custom[field.key] as OwnValue | undefined}
            canEdit={canEdit}
            onSave={(value) => onSave(field.key, value)}
          />
        </FieldRow>
      ))}
    </FieldList>
  )
}
