/** One contact: who it is, how to reach it, and the deals that it takes part in. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, ChevronRight, Ellipsis, Link2, Mail, Phone } from 'lucide-react'
import { api } from '~/core/api'
import { copyText } from '~/core/copy'
import { PageBar } from '~/core/PageBar'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Contact } from '~/core/schema'
import { useCan } from '~/core/session'
import { Avatar } from '~/ui/Avatar'
import { buttonClass } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { MenuButton } from '~/ui/MenuButton'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { toast } from '~/ui/toast'
import { DealsOf } from '~/records/companies/DealsOf'
import { ContactDetails } from './ContactDetails'
import { setArchived } from './saveContact'

const route = getRouteApi('/_shell/contacts/$contactId')

export function ContactPage() {
  const { contactId } = route.useParams()
  const contact = useQuery({
    queryKey: keys.contact(contactId),
    queryFn: () => api.get<Contact>(`/contacts/${contactId}`),
  })
  const name = contact.data?.name ?? t`Contact`
  const crumbs = (
    <nav aria-label={t`Path`} className="flex min-w-0 items-center gap-1.5 text-13 font-medium">
      <Link to="/contacts" search={{}} className="text-text-2 hover:text-text">
        {t`Contacts`}
      </Link>
      <ChevronRight size={14} aria-hidden className="text-text-3 rtl:rotate-180" />
      <span className="truncate">{name}</span>
    </nav>
  )
  return (
    <>
      <PageBar name={name} title={crumbs} />
      {contact.error ? <Missing error={contact.error} onRetry={() => void contact.refetch()} /> : null}
      {contact.isPending ? <Skeleton className="m-6 h-40" /> : null}
      {contact.data ? <Page contact={contact.data} /> : null}
    </>
  )
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (asProblem(error).code === 'not_found')
    return (
      <EmptyState title={t`There is no such contact`}>
        {t`The address may be wrong, or it belongs to another workspace.`}
      </EmptyState>
    )
  return <ProblemNote className="m-6" error={error} onRetry={onRetry} />
}

function Page({ contact }: { contact: Contact }) {
  const mayEdit = useCan('contact.edit')
  async function archive(archived: boolean) {
    const { name } = contact
    try {
      await setArchived(contact, archived)
      toast(archived ? t`${name} archived` : t`${name} restored`, { tone: 'ok' })
    } catch (error) {
      toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  const put = contact.archived
    ? { id: 'restore', label: t`Restore`, icon: <ArchiveRestore size={16} /> }
    : { id: 'archive', label: t`Archive`, icon: <Archive size={16} /> }
  const items = [{ id: 'link', label: t`Copy link`, icon: <Link2 size={16} /> }, ...(mayEdit ? [put] : [])]
  function run(id: string) {
    if (id === 'link') void copyText(`${location.origin}/contacts/${contact.id}`, t`Link copied`)
    else void archive(id === 'archive')
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto thin-scroll">
      <div className="mx-auto max-w-[680px] px-6 py-5 max-sm:px-4">
        <header className="mb-5 flex items-start gap-3">
          <Avatar name={contact.name} size={40} />
          <div className="min-w-0 flex-1">
            <h1 className="truncate text-18 font-semibold">{contact.name}</h1>
            <p className="truncate text-text-2">
              {[contact.job_title, contact.company_name].filter(Boolean).join(' · ')}
            </p>
          </div>
          {contact.archived ? <Chip tone="warn">{t`Archived`}</Chip> : null}
          {contact.email ? (
            <a href={`mailto:${contact.email}`} className={buttonClass()} aria-label={t`Write to ${contact.email}`}>
              <Mail size={16} />
              <span className="max-sm:hidden">{t`Write`}</span>
            </a>
          ) : null}
          {contact.phone ? (
            <a
              href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}
              className={buttonClass()}
              aria-label={t`Call ${contact.phone}`}
            >
              <Phone size={16} />
              <span className="max-sm:hidden">{t`Call`}</span>
            </a>
          ) : null}
          <MenuButton
            label={t`More actions`}
            tip={t`More actions`}
            sections={[{ id: 'all', items }]}
            onAction={run}
            placement="bottom end"
            className="size-8 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
          >
            <Ellipsis size={16} />
          </MenuButton>
        </header>
        <ContactDetails contact={contact} canEdit={mayEdit} />
        <h2 className="mt-8 font-semibold">{t`Deals`}</h2>
        <DealsOf field="contact_id" of={contact} />
      </div>
    </div>
  )
}
