/** The values of the workspace's own fields of one record, each edited in place. */
import { t } from '@lingui/core/macro'
import { FieldList, FieldRow } from '~/ui/FieldRow'
import { type OwnField, type OwnRecord, type OwnValue, useOwnFields } from './ownFields'
import { OwnInput } from './OwnInput'
import { useSession } from './session'

type Props = {
  record: OwnRecord
  custom: Record<string, unknown>
  canEdit: boolean
  /** Rejects with a problem; the editor comes back with what was written. */
  onSave: (key: string, value: OwnValue) => Promise<unknown>
  /** Only what a new record needs, with what it will have unless something else is said. */
  needed?: boolean
}

export default function OwnFields({ record, custom, canEdit, onSave, needed }: Props) {
  const fields = useOwnFields(record).filter((field) => !needed || field.required)
  const { role, own_role_id } = useSession().member
  if (fields.length === 0) return null
  const mayChange = ({ edited_by }: OwnField) =>
    edited_by === null || role === 'owner' || edited_by.includes(own_role_id ?? role)
  function valueOf(field: OwnField): OwnValue | undefined {
    const given = custom[field.key] as OwnValue | undefined
    return given === undefined && needed ? field.default : given
  }
  return (
    <div className={needed ? undefined : 'mt-5'}>
      <FieldList title={needed ? t`Required` : t`More about it`}>
        {fields.map((field) => (
          <FieldRow key={field.id} label={field.name} tall={field.kind === 'long_text'}>
            <OwnInput
              field={field}
              value={valueOf(field)}
              canEdit={canEdit && mayChange(field)}
              onSave={(value) => onSave(field.key, value)}
            />
            {field.help ? <p className="pb-1 text-12 whitespace-pre-line text-text-3">{field.help}</p> : null}
          </FieldRow>
        ))}
      </FieldList>
    </div>
  )
}
