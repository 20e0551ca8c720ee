/** Settings: a list of sections at the start, the chosen one beside it. The section is part of the address. */
import { t } from '@lingui/core/macro'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { PageBar } from '~/core/PageBar'
import { cx } from '~/ui/cx'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { MembersSection } from './MembersSection'
import { PipelinesSection } from './PipelinesSection'
import { ProductsSection } from './ProductsSection'
import { ProfileSection } from './ProfileSection'
import { type SectionKey, sections } from './sections'
import { TeamsSection } from './TeamsSection'
import { TokensSection } from './TokensSection'
import { WorkspaceSection } from './WorkspaceSection'

const FieldsSection = lazy(() => import('./FieldsSection'))
const AuditSection = lazy(() => import('./AuditSection'))
const RatesSection = lazy(() => import('./RatesSection'))
const SourcesSection = lazy(() => import('./SourcesSection'))
const RolesSection = lazy(() => import('./RolesSection'))
const PipelineEditor = lazy(() => import('./PipelineEditor'))

export function SettingsPage() {
  const { section = 'profile', item } = useParams({ strict: false }) as { section?: string; item?: string }
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // On phones the list scrolls sideways: the chosen section comes into view.
    nav.current
      ?.querySelector(`[data-section="${CSS.escape(section)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [section])
  return (
    <>
      <PageBar name={t`Settings`} />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <nav
          ref={nav}
          aria-label={t`Settings`}
          className="flex shrink-0 gap-0.5 border-border p-3 hide-scroll max-md:overflow-x-auto max-md:border-b max-md:px-4 max-md:py-1.5 md:w-52 md:flex-col md:border-e"
        >
          {sections().map((s) => (
            <Link
              key={s.key}
              data-section={s.key}
              to="/settings/$section"
              params={{ section: s.key }}
              search={{}}
              aria-current={s.key === section ? 'page' : undefined}
              className={cx(
                'relative flex h-8 shrink-0 items-center rounded-6 px-2.5 coarse:h-11',
                s.key === section ? 'bg-surface-3 font-medium' : 'text-text-2 hover:bg-surface-2 hover:text-text',
              )}
            >
              {s.label}
            </Link>
          ))}
        </nav>
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto px-6 py-6 thin-scroll max-sm:px-4">
          <Suspense fallback={<Skeleton className="mx-auto h-64 max-w-[680px]" />}>
            {section === 'pipelines' && item ? <PipelineEditor key={item} id={item} /> : <Content section={section} />}
          </Suspense>
        </div>
      </div>
    </>
  )
}

function Content({ section }: { section: string }) {
  switch (section as SectionKey) {
    case 'profile':
      return <ProfileSection />
    case 'workspace':
      return <WorkspaceSection />
    case 'pipelines':
      return <PipelinesSection />
    case 'fields':
      return <FieldsSection />
    case 'members':
      return <MembersSection />
    case 'roles':
      return <RolesSection />
    case 'teams':
      return <TeamsSection />
    case 'products':
      return <ProductsSection />
    case 'sources':
      return <SourcesSection />
    case 'rates':
      return <RatesSection />
    case 'tokens':
      return <TokensSection />
    case 'audit':
      return <AuditSection />
    default:
      return <EmptyState title={t`There is no such section`}>{t`Choose one from the list.`}</EmptyState>
  }
}
