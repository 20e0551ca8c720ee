/** Which roles change the values of a field: all, or those ticked; owners always. */
import { t } from '@lingui/core/macro'
import { Checkbox } from '~/ui/Field'
import { ROLES, roleName, useOwnRoles } from './roles'

type Props = { roles: string[] | null; onChange: (roles: string[] | null) => void }

export function EditedBy({ roles, onChange }: Props) {
  const own = useOwnRoles().map((r) => ({ id: r.id, name: r.name }))
  const all = [...ROLES.filter((r) => r !== 'owner').map((r) => ({ id: r as string, name: roleName(r) })), ...own]
  const turn = (id: string, on: boolean) =>
    onChange(all.map((r) => r.id).filter((r) => (r === id ? on : roles?.includes(r))))
  return (
    <fieldset>
      <legend className="sr">{t`Who changes it`}</legend>
      <Checkbox
        label={t`Only some roles change it`}
        hint={t`Owners always do. Others see the value.`}
        checked={roles !== null}
        onChange={(on) => onChange(on ? [] : null)}
      />
      {roles === null ? null : (
        <div className="ms-6 mt-1">
          {all.map((r) => (
            <Checkbox key={r.id} label={r.name} checked={roles.includes(r.id)} onChange={(on) => turn(r.id, on)} />
          ))}
        </div>
      )}
    </fieldset>
  )
}
