/** The sidebar (232 px) or rail (48 px): workspace, search, pipelines, records, insight; settings and person at the bottom. */
import { t } from '@lingui/core/macro'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import {
  Building2,
  ChartColumn,
  ChevronsUpDown,
  Import,
  Search,
  Settings,
  SquareKanban,
  UsersRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { api } from '~/core/api'
import { runAction } from '~/core/actions'
import { usePipelines } from '~/core/lists'
import type { Session } from '~/core/schema'
import { useCan, useSession } from '~/core/session'
import { Keys } from '~/ui/Chip'
import { cx } from '~/ui/cx'
import { MenuButton } from '~/ui/MenuButton'
import { Mark } from './Mark'
import { PersonMenu } from './PersonMenu'

export const rowClass = (rail: boolean) =>
  cx(
    'group relative flex h-7 items-center gap-2.5 rounded-6 text-13 font-medium text-text-2 transition-colors duration-[120ms] hover:bg-surface-2 hover:text-text',
    rail ? 'w-8 justify-center' : 'px-2',
  )
/** Active: surface-3 and a 2 px accent bar at the edge of the sidebar. */
const active =
  'bg-surface-3 !text-text before:absolute before:inset-y-1.5 before:-start-2 before:w-0.5 before:rounded-full before:bg-accent'

export function Sidebar({ rail }: { rail: boolean }) {
  const mayImport = useCan('import.run')
  return (
    <nav
      aria-label={t`Main`}
      className={cx(
        'flex shrink-0 flex-col border-e border-border bg-canvas px-2 pb-3 max-sm:hidden',
        rail ? 'w-12' : 'w-[232px]',
      )}
    >
      <div className="flex h-[50px] shrink-0 items-center">
        <WorkspaceSwitcher rail={rail} />
      </div>
      <button
        type="button"
        className={rowClass(rail)}
        aria-label={rail ? t`Search` : undefined}
        data-tip={rail ? t`Search` : undefined}
        data-tip-keys={rail ? 'mod+k' : undefined}
        onClick={() => runAction('palette.open')}
      >
        <Search size={16} strokeWidth={1.75} className="text-text-3" />
        {rail ? null : (
          <>
            <span className="flex-1 text-start">{t`Search`}</span>
            <Keys keys="mod+k" />
          </>
        )}
      </button>
      <div className="-mx-2 flex min-h-0 flex-1 flex-col overflow-y-auto px-2 thin-scroll">
        <Heading rail={rail}>{t`Pipelines`}</Heading>
        <Pipelines rail={rail} />
        <Heading rail={rail}>{t`Records`}</Heading>
        <NavLink rail={rail} to="/companies" icon={<Building2 size={16} strokeWidth={1.75} />} label={t`Companies`} />
        <NavLink rail={rail} to="/contacts" icon={<UsersRound size={16} strokeWidth={1.75} />} label={t`Contacts`} />
        <Heading rail={rail}>{t`Insights`}</Heading>
        <NavLink rail={rail} to="/figures" icon={<ChartColumn size={16} strokeWidth={1.75} />} label={t`Figures`} />
      </div>
      <div className="flex shrink-0 flex-col gap-0.5 pt-2">
        {mayImport ? (
          <NavLink rail={rail} to="/import" icon={<Import size={16} strokeWidth={1.75} />} label={t`Import`} />
        ) : null}
        <NavLink rail={rail} to="/settings" icon={<Settings size={16} strokeWidth={1.75} />} label={t`Settings`} />
        <PersonMenu rail={rail} />
      </div>
    </nav>
  )
}

function Heading({ rail, children }: { rail: boolean; children: ReactNode }) {
  if (rail) return <hr className="mx-1 my-2 border-border" />
  return <h2 className="px-2 pt-4 pb-1.5 text-12 font-medium text-text-3">{children}</h2>
}

type NavProps = {
  rail: boolean
  to: '/companies' | '/contacts' | '/figures' | '/import' | '/settings'
  icon: ReactNode
  label: string
}

function NavLink({ rail, to, icon, label }: NavProps) {
  return (
    <Link
      to={to}
      className={rowClass(rail)}
      activeProps={{ className: active }}
      aria-label={rail ? label : undefined}
      data-tip={rail ? label : undefined}
    >
      {icon}
      {rail ? null : label}
    </Link>
  )
}

function Pipelines({ rail }: { rail: boolean }) {
  const pipelines = usePipelines().filter((p) => !p.archived)
  const { member } = useSession()
  const { pipelineId } = useParams({ strict: false })
  const { owner } = useSearch({ strict: false }) as { owner?: string }
  return pipelines.map((p) => (
    <div key={p.id} className="flex flex-col gap-0.5 pb-0.5">
      <Link
        to="/p/$pipelineId"
        params={{ pipelineId: p.id }}
        search={{}}
        className={cx(rowClass(rail), pipelineId === p.id && (rail || owner !== member.id) && active)}
        aria-current={pipelineId === p.id ? 'page' : undefined}
        aria-label={rail ? p.name : undefined}
        data-tip={rail ? p.name : undefined}
      >
        <SquareKanban size={16} strokeWidth={1.75} />
        {rail ? null : <span className="truncate">{p.name}</span>}
      </Link>
      {!rail && pipelineId === p.id ? (
        <Link
          to="/p/$pipelineId"
          params={{ pipelineId: p.id }}
          search={{ owner: member.id }}
          className={cx(rowClass(false), 'ps-[34px] font-normal', owner === member.id && active)}
        >{t`My deals`}</Link>
      ) : null}
    </div>
  ))
}

function WorkspaceSwitcher({ rail }: { rail: boolean }) {
  const { workspace, workspaces } = useSession()
  const others = workspaces.length > 1
  const face = (
    <>
      <Mark size={24} />
      {rail ? null : (
        <span className="flex-1 truncate text-start text-13 font-semibold text-text">{workspace.name}</span>
      )}
      {!rail && others ? <ChevronsUpDown size={14} className="text-text-3" /> : null}
    </>
  )
  const shape = cx('flex h-9 items-center gap-2.5 rounded-6', rail ? 'w-8 justify-center' : 'w-full px-1.5')
  if (!others)
    return (
      <div className={shape} data-tip={rail ? workspace.name : undefined}>
        {face}
      </div>
    )
  async function change(id: string) {
    if (id === workspace.id) return
    await api.post<Session>('/session/workspace', { workspace_id: id })
    // Every cached answer belongs to the other workspace: start clean.
    location.assign('/')
  }
  const items = workspaces.map((w) => ({ id: w.id, label: w.name, checked: w.id === workspace.id }))
  return (
    <MenuButton
      label={t`Switch workspace, now ${workspace.name}`}
      named={rail}
      sections={[{ id: 'ws', title: t`Workspaces`, items }]}
      onAction={(id) => void change(id)}
      className={cx(shape, '!justify-start hover:bg-surface-2')}
    >
      {face}
    </MenuButton>
  )
}
