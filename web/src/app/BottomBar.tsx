/** The bar at the bottom of phones: board, companies, new deal, figures, more. */
import { t } from '@lingui/core/macro'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { Building2, ChartColumn, Import, Menu, Plus, Settings, SquareKanban, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { runAction } from '~/core/actions'
import { useCan } from '~/core/session'
import { cx } from '~/ui/cx'
import { MenuButton } from '~/ui/MenuButton'
import { toast } from '~/ui/toast'
import { usePersonMenu } from './PersonMenu'

const cell = 'flex flex-1 flex-col items-center justify-center gap-0.5 text-11 font-medium text-text-2'

export function BottomBar() {
  const navigate = useNavigate()
  const person = usePersonMenu()
  const onBoard = useLocation().pathname.startsWith('/p/')
  const mayImport = useCan('import.run')
  const more = [
    {
      id: 'pages',
      items: [
        { id: 'contacts', label: t`Contacts`, icon: <UsersRound size={16} /> },
        ...(mayImport ? [{ id: 'import', label: t`Import`, icon: <Import size={16} /> }] : []),
        { id: 'settings', label: t`Settings`, icon: <Settings size={16} /> },
      ],
    },
    ...person.sections,
  ]
  function run(id: string) {
    if (id === 'contacts') void navigate({ to: '/contacts', search: {} })
    else if (id === 'import') void navigate({ to: '/import' })
    else if (id === 'settings') void navigate({ to: '/settings' })
    else person.run(id)
  }
  async function newDeal() {
    if (runAction('deal.new')) return
    await navigate({ to: '/' })
    if (!runAction('deal.new')) toast(t`Open a pipeline to add a deal`)
  }
  return (
    <nav
      aria-label={t`Main`}
      className="fixed inset-x-0 bottom-0 z-30 flex h-[calc(56px+env(safe-area-inset-bottom))] border-t border-border bg-page pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      <BarLink to="/" here={onBoard} icon={<SquareKanban size={20} strokeWidth={1.75} />} label={t`Board`} />
      <BarLink to="/companies" icon={<Building2 size={20} strokeWidth={1.75} />} label={t`Companies`} />
      <div className="flex flex-1 items-center justify-center">
        <button
          type="button"
          aria-label={t`New deal`}
          onClick={() => void newDeal()}
          className="flex size-11 items-center justify-center rounded-full bg-accent text-on-accent"
        >
          <Plus size={22} />
        </button>
      </div>
      <BarLink to="/figures" icon={<ChartColumn size={20} strokeWidth={1.75} />} label={t`Figures`} />
      <MenuButton label={t`More`} named={false} sections={more} onAction={run} placement="top start" className={cell}>
        <Menu size={20} strokeWidth={1.75} />
        {t`More`}
      </MenuButton>
    </nav>
  )
}

type BarLinkProps = { to: '/' | '/companies' | '/figures'; here?: boolean; icon: ReactNode; label: string }

function BarLink({ to, here, icon, label }: BarLinkProps) {
  return (
    <Link
      to={to}
      className={cx(cell, here && 'text-accent')}
      activeProps={{ className: 'text-accent' }}
      activeOptions={{ exact: to === '/' }}
    >
      {icon}
      {label}
    </Link>
  )
}
