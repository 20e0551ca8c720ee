/** The signed-in person at the bottom of the sidebar: theme, keys, sign out. */
import { t } from '@lingui/core/macro'
import { useNavigate } from '@tanstack/react-router'
import { runAction } from '~/core/actions'
import { usePreferences } from '~/core/preferences'
import { asProblem } from '~/core/problem'
import { signOut, useSession } from '~/core/session'
import { Avatar } from '~/ui/Avatar'
import { cx } from '~/ui/cx'
import type { MenuSection } from '~/ui/menu'
import { MenuButton } from '~/ui/MenuButton'
import { toast } from '~/ui/toast'

export function usePersonMenu(): { sections: MenuSection[]; run: (id: string) => void } {
  const { theme } = usePreferences()
  const navigate = useNavigate()
  const sections: MenuSection[] = [
    {
      id: 'theme',
      title: t`Theme`,
      items: [
        { id: 'theme.system', label: t`As the system`, checked: theme === 'system' },
        { id: 'theme.light', label: t`Light`, checked: theme === 'light' },
        { id: 'theme.dark', label: t`Dark`, checked: theme === 'dark' },
      ],
    },
    {
      id: 'person',
      items: [
        { id: 'profile', label: t`Profile and password` },
        { id: 'keys.open', label: t`Keyboard`, keys: '?' },
        { id: 'signout', label: t`Sign out` },
      ],
    },
  ]
  async function leave() {
    try {
      await signOut()
      location.assign('/signin')
    } catch (error) {
      toast(t`You are still signed in`, { detail: asProblem(error).message, tone: 'bad' })
    }
  }
  function run(id: string) {
    if (id === 'signout') void leave()
    else if (id === 'profile') void navigate({ to: '/settings/$section', params: { section: 'profile' } })
    else runAction(id)
  }
  return { sections, run }
}

export function PersonMenu({ rail }: { rail: boolean }) {
  const { member } = useSession()
  const { sections, run } = usePersonMenu()
  return (
    <MenuButton
      label={t`${member.name}: theme, profile, sign out`}
      named={rail}
      sections={sections}
      onAction={run}
      placement="top start"
      tip={rail ? member.name : undefined}
      className={cx('mt-1 h-8 gap-2.5 rounded-6 hover:bg-surface-2', rail ? 'w-8' : '!justify-start px-1.5')}
    >
      <Avatar name={member.name} hue={member.hue} size={24} />
      {rail ? null : <span className="truncate font-medium">{member.name}</span>}
    </MenuButton>
  )
}
