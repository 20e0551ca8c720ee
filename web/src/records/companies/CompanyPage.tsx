/** One company: what we know of it, its deals, and what they come to. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, ChevronRight, Ellipsis, Link2, Plus } from 'lucide-react'
import { useEffect } from 'react'
import { runAction } from '~/core/actions'
import { api } from '~/core/api'
import { copyText } from '~/core/copy'
import { focused } from '~/core/focus'
import { PageBar } from '~/core/PageBar'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Company } from '~/core/schema'
import { useCan } from '~/core/session'
import { Logo } from '~/ui/Avatar'
import { Button } from '~/ui/Button'
import { Chip } from '~/ui/Chip'
import { InlineText } from '~/ui/InlineInputs'
import { MenuButton } from '~/ui/MenuButton'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { toast } from '~/ui/toast'
import { CompanyContacts } from './CompanyContacts'
import { CompanyDetails } from './CompanyDetails'
import { DealsOf } from './DealsOf'
import { saveCompany, setArchived } from './saveCompany'

const route = getRouteApi('/_shell/companies/$companyId')

export function CompanyPage() {
  const { companyId } = route.useParams()
  const company = useQuery({
    queryKey: keys.company(companyId),
    queryFn: () => api.get<Company>(`/companies/${companyId}`),
  })
  const name = company.data?.name ?? t`Company`
  const known = !!company.data
  useEffect(() => {
    if (known) focused.set({ type: 'company', id: companyId, title: name, mark: name })
    return () => {
      if (focused.get()?.id === companyId) focused.set(null)
    }
  }, [companyId, name, known])
  const crumbs = (
    <nav aria-label={t`Path`} className="flex min-w-0 items-center gap-1.5 text-13 font-medium">
      <Link to="/companies" search={{}} className="text-text-2 hover:text-text">
        {t`Companies`}
      </Link>
      <ChevronRight size={14} aria-hidden className="text-text-3 rtl:rotate-180" />
      <span className="truncate">{name}</span>
    </nav>
  )
  return (
    <>
      <PageBar name={name} title={crumbs} />
      {company.error ? <Missing error={company.error} onRetry={() => void company.refetch()} /> : null}
      {company.isPending ? <Skeleton className="m-6 h-40" /> : null}
      {company.data ? <Page company={company.data} /> : null}
    </>
  )
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (asProblem(error).code === 'not_found')
    return (
      <EmptyState title={t`There is no such company`}>
        {t`The address may be wrong, or it belongs to another workspace.`}
      </EmptyState>
    )
  return <ProblemNote className="m-6" error={error} onRetry={onRetry} />
}

function Page({ company }: { company: Company }) {
  const mayEdit = useCan('company.edit')
  const mayDeal = useCan('deal.create')
  async function archive(archived: boolean) {
    const { name } = company
    try {
      await setArchived(company, archived)
      toast(archived ? t`${name} archived` : t`${name} restored`, {
        tone: 'ok',
        action: archived ? { label: t`Restore`, run: () => void archive(false) } : undefined,
      })
    } catch (error) {
      toast(t`${name} was not changed`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  const menu = [
    {
      id: 'all',
      items: [
        { id: 'link', label: t`Copy link`, icon: <Link2 size={16} /> },
        ...(mayEdit
          ? [
              company.archived
                ? { id: 'restore', label: t`Restore`, icon: <ArchiveRestore size={16} /> }
                : { id: 'archive', label: t`Archive`, icon: <Archive size={16} /> },
            ]
          : []),
      ],
    },
  ]
  function run(id: string) {
    if (id === 'link') void copyText(`${location.origin}/companies/${company.id}`, t`Link copied`)
    else void archive(id === 'archive')
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto thin-scroll lg:flex lg:overflow-hidden">
      <div className="min-w-0 flex-1 px-6 py-5 thin-scroll max-sm:px-4 lg:overflow-y-auto">
        <header className="flex items-start gap-3">
          <Logo name={company.name} size={40} />
          <div className="min-w-0 flex-1">
            <h1 className="text-18 font-semibold">
              <InlineText
                name="company-name"
                label={t`Name`}
                value={company.name}
                canEdit={mayEdit}
                maxLength={200}
                inputClass="h-8 text-18 font-semibold"
                check={(text) => (text.trim() ? null : t`A company needs a name.`)}
                onSave={(text) => saveCompany(company, { name: text.trim() })}
              />
            </h1>
            <p className="truncate text-text-2">
              {[company.domain, company.sector, company.country].filter(Boolean).join(' · ')}
            </p>
          </div>
          {company.archived ? <Chip tone="warn">{t`Archived`}</Chip> : null}
          {mayDeal && !company.archived ? (
            <Button icon={<Plus size={16} />} onClick={() => runAction('deal.new', { companyId: company.id })}>
              {t`New deal`}
            </Button>
          ) : null}
          <MenuButton
            label={t`More actions`}
            tip={t`More actions`}
            sections={menu}
            onAction={run}
            placement="bottom end"
            className="size-8 rounded-6 text-text-2 hover:bg-surface-2 coarse:size-11"
          >
            <Ellipsis size={16} />
          </MenuButton>
        </header>
        <DealsOf field="company_id" of={company} />
      </div>
      <aside
        aria-label={t`Details`}
        className="w-full shrink-0 border-border p-5 thin-scroll max-lg:border-t max-sm:px-4 lg:w-[340px] lg:overflow-y-auto lg:border-s"
      >
        <CompanyContacts company={company} />
        <CompanyDetails company={company} canEdit={mayEdit} />
      </aside>
    </div>
  )
}
