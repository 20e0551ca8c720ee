/** Whom a deal is shared with beside those who see its owner's: added, given the right to change it, taken off. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useMembers } from '~/core/lists'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Collaborator } from '~/core/schema'
import { Avatar } from '~/ui/Avatar'
import { Button } from '~/ui/Button'
import { Select } from '~/ui/Field'
import { InlineChoice } from '~/ui/InlineInputs'
import { toast } from '~/ui/toast'
import { collaboratorsQuery, share, shareAnew, shareNoLonger } from './collaborators'

const rights = () => [
  { value: 'see', label: t`Sees it` },
  { value: 'edit', label: t`May change it` },
]

export default function Shared({ dealId, ownerId }: { dealId: string; ownerId: string | null }) {
  const list = useQuery(collaboratorsQuery(dealId))
  const [adding, setAdding] = useState(false)
  const add = useRef<HTMLButtonElement>(null)
  const { items = [], may_share: mayShare = false, may_edit: mayEdit = true } = list.data ?? {}
  if (list.error) return <ProblemNote error={list.error} onRetry={() => void list.refetch()} />
  if (!items.length && !mayShare) return null
  function done() {
    setAdding(false)
    setTimeout(() => add.current?.focus())
  }
  return (
    <section aria-label={t`Shared with`} className="mt-6">
      <div className="mb-1.5 flex h-7 items-center justify-between coarse:h-11">
        <h2 className="font-semibold">{t`Shared with`}</h2>
        {mayShare && !adding ? (
          <Button
            ref={add}
            look="ghost"
            size="sm"
            icon={<Plus size={14} />}
            aria-label={t`Share with a member`}
            onClick={() => setAdding(true)}
          >
            {t`Share`}
          </Button>
        ) : null}
      </div>
      {mayEdit ? null : <p className="mb-1.5 text-text-2">{t`This deal is shared with you to be seen.`}</p>}
      {adding ? <Adding dealId={dealId} taken={[ownerId, ...items.map((i) => i.member_id)]} onDone={done} /> : null}
      {!items.length && !adding ? <p className="text-text-3">{t`Nobody yet`}</p> : null}
      <ul aria-label={t`Collaborators`}>
        {items.map((one) => (
          <Row key={one.id} one={one} canEdit={mayShare} onGone={done} />
        ))}
      </ul>
    </section>
  )
}

function Row({ one, canEdit, onGone }: { one: Collaborator; canEdit: boolean; onGone: () => void }) {
  const { name } = one
  async function remove() {
    try {
      await shareNoLonger(one)
      onGone()
    } catch (error) {
      toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  return (
    <li className="flex items-center gap-2 py-1">
      <Avatar name={name} hue={one.hue} size={24} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <div className="text-12 text-text-2">
          <InlineChoice
            name={`right-${one.id}`}
            label={t`What ${name} may do with the deal`}
            value={one.may_edit ? 'edit' : 'see'}
            shown={<span>{one.may_edit ? t`May change it` : t`Sees it`}</span>}
            canEdit={canEdit}
            options={rights()}
            onSave={(right) => shareAnew(one, right === 'edit')}
          />
        </div>
      </div>
      {canEdit ? (
        <Button
          look="ghost"
          size="sm"
          icon={<X size={14} />}
          aria-label={t`Share no longer with ${name}`}
          onClick={() => void remove()}
        />
      ) : null}
    </li>
  )
}

type AddingProps = { dealId: string; taken: (string | null)[]; onDone: () => void }

function Adding({ dealId, taken, onDone }: AddingProps) {
  const members = useMembers().filter((m) => m.status !== 'inactive' && !taken.includes(m.id))
  const [member, setMember] = useState('')
  const [right, setRight] = useState('see')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!member || busy) return
    setBusy(true)
    try {
      await share(dealId, member, right === 'edit')
      onDone()
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(e) => void submit(e)} className="mb-2 flex flex-col gap-2">
      {error ? <ProblemNote error={error} /> : null}
      <Select
        label={t`Member`}
        autoFocus
        value={member}
        onChange={setMember}
        placeholder={t`Choose a member`}
        options={members.map((m) => ({ value: m.id, label: m.name }))}
      />
      <Select label={t`Right`} value={right} onChange={setRight} options={rights()} />
      <div className="flex justify-end gap-2">
        <Button look="ghost" size="sm" onClick={onDone}>{t`Cancel`}</Button>
        <Button look="primary" size="sm" type="submit" busy={busy} disabled={!member}>
          {t`Share`}
        </Button>
      </div>
    </form>
  )
}
