/** Whose a record is: shown with the person's mark, changed in place. */
import { t } from '@lingui/core/macro'
import { Avatar } from '~/ui/Avatar'
import { FieldRow } from '~/ui/FieldRow'
import { InlineChoice } from '~/ui/InlineInputs'
import { useMembers } from './lists'

type Props = { ownerId: string | null; canEdit: boolean; onSave: (id: string | null) => Promise<unknown> }

export function OwnerField({ ownerId, canEdit, onSave }: Props) {
  const members = useMembers()
  const owner = members.find((m) => m.id === ownerId)
  return (
    <FieldRow label={t`Owner`}>
      <InlineChoice
        name="owner"
        label={t`Owner`}
        value={ownerId ?? ''}
        empty={t`Nobody`}
        shown={
          owner ? (
            <span className="flex min-w-0 items-center gap-1.5">
              <Avatar name={owner.name} hue={owner.hue} />
              <span className="truncate">{owner.name}</span>
            </span>
          ) : undefined
        }
        canEdit={canEdit}
        none={t`Nobody`}
        options={members.filter((m) => m.status !== 'inactive').map((m) => ({ value: m.id, label: m.name }))}
        onSave={(v) => onSave(v || null)}
      />
    </FieldRow>
  )
}
