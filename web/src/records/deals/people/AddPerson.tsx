/** Puts somebody on a deal: a contact that is searched for, or one made with the name typed; and the role. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { runAction } from '~/core/actions'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Contact, Deal, DealRole } from '~/core/schema'
import { useCan } from '~/core/session'
import { ComboBox, type ComboOption } from '~/ui/aria/ComboBox'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Select } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { addPerson, type Choice, contactsFor } from './people'

const NEW = 'new'

type Props = {
  deal: Deal
  /** The contacts who are on it already. */
  there: string[]
  roles: DealRole[]
  onClose: () => void
}

export default function AddPerson({ deal, there, roles, onClose }: Props) {
  const mayCreate = useCan('contact.edit')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Choice | null>(null)
  const [role, setRole] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const typed = chosen && text === chosen.label ? '' : text.trim()
  const found = useQuery({
    queryKey: keys.contacts({ q: typed, forDeal: deal.id }),
    queryFn: ({ signal }) => contactsFor(deal, typed, signal),
    placeholderData: (before) => before,
  })
  const free = (found.data ?? []).filter((c) => !there.includes(c.id))
  const options: ComboOption[] = [...free]
  if (mayCreate)
    options.push({
      id: NEW,
      label: typed ? t`New contact “${typed}”…` : t`New contact…`,
      icon: <UserRoundPlus size={16} />,
    })

  async function add(contact: { id: string; name: string }) {
    if (busy) return
    setBusy(true)
    setError(null)
    try {
      await addPerson(deal, contact, role || null)
      onClose()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  /** The form of a new contact takes the place of this one, and puts whom it made on the deal. */
  function make() {
    const company = deal.company_id && deal.company_name ? { id: deal.company_id, name: deal.company_name } : undefined
    const onMade = (contact: Contact) => {
      const { name } = contact
      addPerson(deal, contact, role || null).then(
        () => toast(t`${name} added`, { tone: 'ok' }),
        (caught) => toast(t`${name} is not on the deal`, { detail: asProblem(caught).message, tone: 'bad' }),
      )
    }
    onClose()
    runAction('contact.new', { name: typed, company, onMade })
  }
  function choose(id: string | null) {
    if (id === NEW) return make()
    const contact = free.find((c) => c.id === id)
    if (!contact) return
    setChosen(contact)
    setText(contact.label)
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!chosen}>
        {t`Add`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`Add a person`}
      width={440}
      onClose={onClose}
      onSubmit={() => chosen && void add({ id: chosen.id, name: chosen.label })}
      footer={footer}
      dismissable={!chosen && !text}
    >
      <div className="flex flex-col gap-4">
        {problem && !problem.field('contact_id') ? <ProblemNote error={problem} /> : null}
        <ComboBox
          label={t`Person`}
          autoFocus
          free
          options={options}
          text={text}
          onText={(next) => {
            setText(next)
            if (next !== chosen?.label) setChosen(null)
          }}
          value={chosen?.id ?? null}
          onChange={choose}
          error={problem?.field('contact_id')}
          hint={typed && !chosen && found.isSuccess && !free.length ? t`Nobody of this name yet.` : undefined}
        />
        <Select
          label={t`Role`}
          options={[
            { value: '', label: t`No role` },
            ...roles.filter((r) => !r.retired).map((r) => ({ value: r.id, label: r.name })),
          ]}
          value={role}
          onChange={setRole}
        />
      </div>
    </Dialog>
  )
}
