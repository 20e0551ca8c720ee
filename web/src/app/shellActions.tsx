/** The actions that exist on every page: go to, search, theme, keys, undo. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  Building2,
  ChartColumn,
  Import,
  Keyboard,
  Moon,
  PanelLeft,
  Search,
  Settings,
  SquareKanban,
  Sun,
  Undo2,
  UsersRound,
} from 'lucide-react'
import { useActions } from '~/core/actions'
import { usePipelines } from '~/core/lists'
import { preferences, usePreferences } from '~/core/preferences'
import { useCan } from '~/core/session'
import { undoLast } from '~/core/undo'

export function useShellActions(open: (what: 'palette' | 'keys') => void): void {
  const navigate = useNavigate()
  const pipelines = usePipelines()
  const { rail } = usePreferences()
  const mayImport = useCan('import.run')
  const go = t`Go to`
  const view = t`View`
  useActions([
    {
      id: 'palette.open',
      title: t`Search and commands`,
      section: view,
      keys: 'mod+k, /',
      quiet: true,
      icon: <Search size={16} />,
      run: () => open('palette'),
    },
    {
      id: 'keys.open',
      title: t`All keys`,
      section: view,
      keys: '?',
      icon: <Keyboard size={16} />,
      run: () => open('keys'),
    },
    {
      id: 'undo',
      title: t`Undo my last change`,
      section: view,
      keys: 'mod+z',
      icon: <Undo2 size={16} />,
      run: () => void undoLast(),
    },
    {
      id: 'sidebar.toggle',
      title: rail ? t`Widen the sidebar` : t`Narrow the sidebar`,
      section: view,
      keys: '[',
      icon: <PanelLeft size={16} />,
      run: () => preferences.set({ rail: !rail }),
    },
    {
      id: 'theme.light',
      title: t`Light theme`,
      section: view,
      icon: <Sun size={16} />,
      run: () => preferences.set({ theme: 'light' }),
    },
    {
      id: 'theme.dark',
      title: t`Dark theme`,
      section: view,
      icon: <Moon size={16} />,
      run: () => preferences.set({ theme: 'dark' }),
    },
    {
      id: 'theme.system',
      title: t`Theme of the system`,
      section: view,
      icon: <Sun size={16} />,
      run: () => preferences.set({ theme: 'system' }),
    },
    {
      id: 'go.board',
      title: t`Board`,
      section: go,
      keys: 'g b',
      icon: <SquareKanban size={16} />,
      run: () => void navigate({ to: '/' }),
    },
    ...pipelines
      .filter((p) => !p.archived)
      .map((p) => ({
        id: `go.pipeline.${p.id}`,
        title: p.name,
        hint: t`Pipeline`,
        section: go,
        icon: <SquareKanban size={16} />,
        run: () => void navigate({ to: '/p/$pipelineId', params: { pipelineId: p.id }, search: {} }),
      })),
    {
      id: 'go.companies',
      title: t`Companies`,
      section: go,
      keys: 'g o',
      icon: <Building2 size={16} />,
      run: () => void navigate({ to: '/companies', search: {} }),
    },
    {
      id: 'go.contacts',
      title: t`Contacts`,
      section: go,
      keys: 'g c',
      icon: <UsersRound size={16} />,
      run: () => void navigate({ to: '/contacts', search: {} }),
    },
    {
      id: 'go.figures',
      title: t`Figures`,
      section: go,
      keys: 'g a',
      icon: <ChartColumn size={16} />,
      run: () => void navigate({ to: '/figures', search: {} }),
    },
    {
      id: 'go.import',
      title: t`Import`,
      section: go,
      keys: 'g i',
      icon: <Import size={16} />,
      enabled: () => mayImport,
      run: () => void navigate({ to: '/import' }),
    },
    {
      id: 'go.settings',
      title: t`Settings`,
      section: go,
      keys: 'g s',
      icon: <Settings size={16} />,
      run: () => void navigate({ to: '/settings' }),
    },
  ])
}
