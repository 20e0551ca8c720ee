/** A short list of names in their order: renamed in place, moved, retired and used again, added to. */
import { t } from '@lingui/core/macro'
import { Ellipsis } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { asProblem } from '~/core/problem'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { TextField } from '~/ui/Field'
import { InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { attempt } from './attempt'
import { MoveButtons, moves } from './Movable'

export type Named = { id: string; name: string; retired: boolean }
type Patch = { name?: string; position?: number; retired?: boolean }

type Props<T extends Named> = {
  items: T[]
  canEdit: boolean
  /** What one of them is called: "Reason". */
  label: string
  /** Said where a name is taken away. */
  nameless: string
  maxLength: number
  /** Stands between the name and the buttons. */
  beside?: (item: T, canEdit: boolean) => ReactNode
  onSave: (item: T, patch: Patch) => Promise<unknown>
}

export function NamedList<T extends Named>({ items, ...rest }: Props<T>) {
  const used = items.filter((item) => !item.retired)
  return (
    <ul>
      {used.map((item, place) => (
        <Row key={item.id} item={item} place={place} last={used.length - 1} {...rest} />
      ))}
      {items
        .filter((item) => item.retired)
        .map((item) => (
          <Row key={item.id} item={item} place={0} last={0} {...rest} />
        ))}
    </ul>
  )
}

type RowProps<T extends Named> = Omit<Props<T>, 'items'> & { item: T; place: number; last: number }

function Row<T extends Named>({ item, place, last, canEdit, label, nameless, maxLength, beside, onSave }: RowProps<T>) {
  const { id, name, retired } = item
  const editable = canEdit && !retired
  const moved = moves({ name, place, last, may: editable, onPlace: (position) => onSave(item, { position }) })
  const items = retired ? [{ id: 'use', label: t`Use again` }] : [...moved.items, { id: 'retire', label: t`Retire` }]
  function act(what: string) {
    if (what === 'up' || what === 'down') return moved.move(what === 'up' ? -1 : 1)
    void attempt(t`${name} was not changed`, () => onSave(item, { retired: what === 'retire' }))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the controls inside
    <li onKeyDown={moved.onKey} className="flex min-h-9 items-center gap-3 border-b border-border py-0.5">
      <div className="min-w-0 flex-1">
        <InlineText
          name={`named-${id}`}
          label={label}
          value={name}
          canEdit={editable}
          maxLength={maxLength}
          className={retired ? 'text-text-3' : undefined}
          check={(v) => (v.trim() ? null : nameless)}
          onSave={(v) => onSave(item, { name: v.trim() })}
        />
      </div>
      {beside?.(item, editable)}
      {retired ? <Chip>{t`Retired`}</Chip> : null}
      {canEdit ? (
        <span className="flex items-center justify-end">
          {retired ? null : <MoveButtons moves={moved} />}
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

type AddProps = {
  label: string
  maxLength: number
  onAdd: (name: string) => Promise<unknown>
  /** What else is asked of a new one. */
  children?: ReactNode
}

export function AddNamed({ label, maxLength, onAdd, children }: AddProps) {
  const [name, setName] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function add(e: FormEvent) {
    e.preventDefault()
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      await onAdd(name.trim())
      setName('')
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(e) => void add(e)} className="mt-3 flex flex-wrap items-start gap-2">
      <TextField
        label={label}
        hideLabel
        placeholder={label}
        className="min-w-40 flex-1"
        maxLength={maxLength}
        value={name}
        onChange={setName}
        error={error ? asProblem(error).message : null}
      />
      {children}
      <Button type="submit" busy={busy} disabled={!name.trim()}>
        {t`Add`}
      </Button>
    </form>
  )
}
