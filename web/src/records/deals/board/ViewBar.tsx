/** The bar of views: all deals, my deals, or those of a member or team. The choice is in the address. */
import { t } from '@lingui/core/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { ListFilter, Users, X } from 'lucide-react'
import { useMembers, useTeams } from '~/core/lists'
import { useSession } from '~/core/session'
import { count } from '~/kit/numbers'
import { Avatar } from '~/ui/Avatar'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/cx'
import type { MenuSection } from '~/ui/menu'
import { MenuButton } from '~/ui/MenuButton'
import type { BoardFilters } from './useBoard'

type Props = { pipelineId: string; filters: BoardFilters; total: number | undefined }

export function ViewBar({ pipelineId, filters, total }: Props) {
  const { member } = useSession()
  const filter = useOwnerFilter(pipelineId, filters)
  const view = filters.team || (filters.owner && filters.owner !== member.id) ? 'other' : filters.owner ? 'mine' : 'all'
  const tab = (on: boolean) =>
    cx(
      'relative flex h-10 items-center gap-1.5 font-medium whitespace-nowrap after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 after:rounded-full',
      on ? 'text-text after:bg-accent' : 'text-text-2 hover:text-text',
    )
  const n = total === undefined ? null : <span className="num font-normal text-text-3">{count(total)}</span>
  return (
    <nav aria-label={t`Views`} className="flex h-10 shrink-0 items-center gap-5 border-b border-border px-4">
      <Link
        to="/p/$pipelineId"
        params={{ pipelineId }}
        search={{}}
        className={tab(view === 'all')}
        aria-current={view === 'all' ? 'page' : undefined}
      >
        {t`All deals`} {view === 'all' ? n : null}
      </Link>
      <Link
        to="/p/$pipelineId"
        params={{ pipelineId }}
        search={{ owner: member.id }}
        className={tab(view === 'mine')}
        aria-current={view === 'mine' ? 'page' : undefined}
      >
        {t`My deals`} {view === 'mine' ? n : null}
      </Link>
      {view === 'other' ? (
        <span className={tab(true)} aria-current="page">
          {filter.chosen} {n}
          <IconButton size="xs" label={t`Clear the filter`} onClick={filter.clear} className="-me-2">
            <X size={14} />
          </IconButton>
        </span>
      ) : null}
      <MenuButton
        label={t`Filter by owner or team`}
        named={false}
        sections={filter.sections}
        onAction={filter.choose}
        placement="bottom end"
        className="ms-auto h-7 gap-1.5 rounded-6 px-2 font-medium text-text-2 hover:bg-surface-2 hover:text-text"
      >
        <ListFilter size={16} strokeWidth={1.75} />
        {t`Filter`}
      </MenuButton>
    </nav>
  )
}

/** The choices of the owner filter, for the bar and for phones. */
export function useOwnerFilter(pipelineId: string, filters: BoardFilters) {
  const navigate = useNavigate()
  const { member } = useSession()
  const members = useMembers().filter((m) => m.status !== 'inactive')
  const teams = useTeams().filter((team) => !team.archived)
  const go = (search: BoardFilters) => void navigate({ to: '/p/$pipelineId', params: { pipelineId }, search })
  const sections: MenuSection[] = [
    {
      id: 'whose',
      items: [
        { id: 'all', label: t`All deals`, checked: !filters.owner && !filters.team },
        { id: 'mine', label: t`My deals`, checked: filters.owner === member.id },
      ],
    },
    {
      id: 'members',
      title: t`Owner`,
      items: members
        .filter((m) => m.id !== member.id)
        .map((m) => ({
          id: m.id,
          label: m.name,
          icon: <Avatar name={m.name} hue={m.hue} />,
          checked: filters.owner === m.id,
        })),
    },
    {
      id: 'teams',
      title: t`Team`,
      items: teams.map((team) => ({
        id: team.id,
        label: team.name,
        icon: <Users size={16} />,
        checked: filters.team === team.id,
      })),
    },
  ].filter((s) => s.items.length > 0)
  const chosen =
    members.find((m) => m.id === filters.owner)?.name ??
    teams.find((team) => team.id === filters.team)?.name ??
    t`Filtered`
  return {
    sections,
    chosen,
    clear: () => go({}),
    choose: (id: string) =>
      go(
        id === 'all'
          ? {}
          : id === 'mine'
            ? { owner: member.id }
            : id.startsWith('team_')
              ? { team: id }
              : { owner: id },
      ),
  }
}
