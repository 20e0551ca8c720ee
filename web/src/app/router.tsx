/** Every address of the application and the page behind it; pages load when they are first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { membersQuery, pipelinesQuery } from '~/core/lists'
import { preferences } from '~/core/preferences'
import { Problem } from '~/core/problem'
import { queryClient } from '~/core/query'
import { sessionQuery } from '~/core/session'
import { figuresSearch } from '~/insight/search'
import { dealsSearch } from '~/records/deals/list/search'
import { ErrorPage, NotFoundPage } from './ErrorPage'
import { Shell } from './Shell'

const root = createRootRoute({ component: Outlet, errorComponent: ErrorPage, notFoundComponent: NotFoundPage })

/** Search parameters by name; anything else in the address is dropped, numbers and flags are kept as text. */
function params<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): { [name in K]?: string } => {
    const kept: { [name in K]?: string } = {}
    for (const name of names) {
      const value = search[name]
      if (value !== undefined && value !== null && value !== '') kept[name] = String(value)
    }
    return kept
  }
}

const signin = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: params('next'),
  component: lazyRouteComponent(() => import('./signin/SigninPage'), 'SigninPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: '_shell',
  component: Shell,
  errorComponent: ErrorPage,
  async beforeLoad({ location }) {
    const pipelines = queryClient.ensureQueryData(pipelinesQuery)
    pipelines.catch(() => {})
    try {
      const session = await queryClient.ensureQueryData(sessionQuery)
      return { session }
    } catch (error) {
      if (error instanceof Problem && error.status === 401)
        throw redirect({ to: '/signin', search: location.href === '/' ? {} : { next: location.href } })
      throw error
    }
  },
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  async beforeLoad() {
    const pipelines = (await queryClient.ensureQueryData(pipelinesQuery)).filter((p) => !p.archived)
    const last = preferences.get().lastPipeline
    const pipeline = pipelines.find((p) => p.id === last) ?? pipelines[0]
    if (pipeline)
      throw redirect({ to: '/p/$pipelineId', params: { pipelineId: pipeline.id }, search: {}, replace: true })
  },
  component: lazyRouteComponent(() => import('./FirstUsePage'), 'FirstUsePage'),
})

const board = createRoute({
  getParentRoute: () => shell,
  path: '/p/$pipelineId',
  validateSearch: params('deal', 'owner', 'team', 'stage', 'tab'),
  loader: () => void queryClient.prefetchQuery(membersQuery),
  component: lazyRouteComponent(() => import('./BoardRoute'), 'BoardRoute'),
})

const deal = createRoute({
  getParentRoute: () => shell,
  path: '/deals/$dealId',
  validateSearch: params('tab'),
  component: lazyRouteComponent(() => import('~/records/deals/view/DealPage'), 'DealPage'),
})

const deals = createRoute({
  getParentRoute: () => shell,
  path: '/deals',
  validateSearch: dealsSearch,
  component: lazyRouteComponent(() => import('~/records/deals/list/DealsPage'), 'DealsPage'),
})

const deletedDeals = createRoute({
  getParentRoute: () => shell,
  path: '/deals/deleted',
  component: lazyRouteComponent(() => import('~/records/deals/list/DeletedPage'), 'DeletedPage'),
})

const companies = createRoute({
  getParentRoute: () => shell,
  path: '/companies',
  validateSearch: params('q', 'sort', 'filter', 'archived'),
  component: lazyRouteComponent(() => import('~/records/companies/CompaniesPage'), 'CompaniesPage'),
})

const company = createRoute({
  getParentRoute: () => shell,
  path: '/companies/$companyId',
  validateSearch: params('tab'),
  component: lazyRouteComponent(() => import('~/records/companies/CompanyPage'), 'CompanyPage'),
})

const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  validateSearch: params('q', 'sort', 'archived'),
  component: lazyRouteComponent(() => import('~/records/contacts/ContactsPage'), 'ContactsPage'),
})

const contact = createRoute({
  getParentRoute: () => shell,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(() => import('~/records/contacts/ContactPage'), 'ContactPage'),
})

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  component: lazyRouteComponent(() => import('~/flows/exchange/ImportsPage'), 'ImportsPage'),
})

const importOne = createRoute({
  getParentRoute: () => shell,
  path: '/import/$importId',
  validateSearch: params('step'),
  component: lazyRouteComponent(() => import('~/flows/exchange/ImportPage'), 'ImportPage'),
})

const figures = createRoute({
  getParentRoute: () => shell,
  path: '/figures',
  validateSearch: figuresSearch,
  component: lazyRouteComponent(() => import('~/insight/FiguresPage'), 'FiguresPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  beforeLoad({ location }) {
    if (location.pathname.replace(/\/$/, '') === '/settings')
      throw redirect({ to: '/settings/$section', params: { section: 'profile' } })
  },
})

const settingsSection = createRoute({
  getParentRoute: () => settings,
  path: '/$section',
  validateSearch: params('member', 'record', 'from', 'until'),
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
})

const settingsItem = createRoute({
  getParentRoute: () => settings,
  path: '/$section/$item',
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signin,
    shell.addChildren([
      home,
      board,
      deal,
      deals,
      deletedDeals,
      companies,
      company,
      contacts,
      contact,
      imports,
      importOne,
      figures,
      settings.addChildren([settingsSection, settingsItem]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
