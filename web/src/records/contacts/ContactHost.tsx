/** Offers "New contact" everywhere, with the company or name that the caller knows. Mounted once by the shell. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { UserRoundPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useActions } from '~/core/actions'
import type { Contact } from '~/core/schema'
import { useCan } from '~/core/session'
import { toast } from '~/ui/toast'
import type { Start } from './NewContact'

const NewContact = lazy(() => import('./NewContact'))
/** `onMade` takes the new contact; without it a word with a way there is shown. */
export type ContactQuestion = Start & { onMade?: (contact: Contact) => void }

export function ContactHost() {
  const mayEdit = useCan('contact.edit')
  const navigate = useNavigate()
  const [asked, setAsked] = useState<ContactQuestion | null>(null)
  useActions([
    {
      id: 'contact.new',
      title: t`New contact`,
      section: t`Create`,
      icon: <UserRoundPlus size={16} />,
      enabled: () => mayEdit,
      run: (payload) => setAsked((payload as ContactQuestion | undefined) ?? {}),
    },
  ])
  if (!asked) return null
  function done(contact: Contact | null) {
    const { onMade } = asked ?? {}
    setAsked(null)
    if (!contact) return
    if (onMade) return onMade(contact)
    const open = () => void navigate({ to: '/contacts/$contactId', params: { contactId: contact.id } })
    toast(t`${contact.name} added`, { tone: 'ok', action: { label: t`Open`, run: open } })
  }
  return (
    <Suspense>
      <NewContact start={asked} onDone={done} />
    </Suspense>
  )
}
