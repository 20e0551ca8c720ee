/** What is one's own: password, theme, keys. */
import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { api } from '~/core/api'
import { preferences, type Theme, usePreferences } from '~/core/preferences'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { useSession } from '~/core/session'
import { Avatar } from '~/ui/Avatar'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/cx'
import { Switch, TextField } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { passwordStale, write } from './attempt'
import { Frame, Group } from './Frame'
import { OwnSessions } from './OwnSessions'
import { roleName, useOwnRoles } from './roles'
import { SecondFactor } from './SecondFactor'

export function ProfileSection() {
  const { member } = useSession()
  const { theme, letterKeys, rail } = usePreferences()
  const ownRoles = useOwnRoles()
  const role = ownRoles.find((r) => r.id === member.own_role_id)?.name ?? roleName(member.role)
  return (
    <Frame title={t`You`}>
      <div className="mb-6 flex items-center gap-3">
        <Avatar name={member.name} hue={member.hue} size={40} />
        <div className="min-w-0">
          <p className="truncate font-medium">{member.name}</p>
          <p className="truncate text-text-2">{[member.email, role].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      <Group title={t`Looks`} about={t`Kept on this device.`}>
        <Themes value={theme} onChange={(next) => preferences.set({ theme: next })} />
        <div className="mt-3 max-w-[420px]">
          <Switch label={t`Narrow sidebar`} checked={rail} onChange={(on) => preferences.set({ rail: on })} />
        </div>
      </Group>
      <Group title={t`Keys`}>
        <div className="max-w-[420px]">
          <Switch
            label={t`Single-letter keys`}
            hint={t`C for a new deal, M to move, ? for all keys. Keys with Ctrl or ⌘ always work.`}
            checked={letterKeys}
            onChange={(on) => preferences.set({ letterKeys: on })}
          />
        </div>
      </Group>
      <Group title={t`Password`}>
        <Password email={member.email ?? ''} />
      </Group>
      <Group
        title={t`Second factor`}
        about={t`A code of your authenticator, asked for after your password, so that a password alone lets nobody in.`}
      >
        <SecondFactor email={member.email ?? ''} />
      </Group>
      <Group
        title={t`Signed in`}
        about={t`Everywhere you are signed in with this account. Sign out what you do not know.`}
      >
        <OwnSessions />
      </Group>
    </Frame>
  )
}

function Themes({ value, onChange }: { value: Theme; onChange: (theme: Theme) => void }) {
  const choices: { key: Theme; label: string }[] = [
    { key: 'system', label: t`Like the system` },
    { key: 'light', label: t`Light` },
    { key: 'dark', label: t`Dark` },
  ]
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-1.5 font-medium">{t`Theme`}</legend>
      {choices.map((c) => (
        <label
          key={c.key}
          className={cx(
            'flex h-9 cursor-pointer items-center gap-2 rounded-6 border px-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent coarse:h-11',
            c.key === value ? 'border-accent bg-accent-tint font-medium' : 'border-border-2 hover:bg-surface-2',
          )}
        >
          <input
            type="radio"
            name="theme"
            checked={c.key === value}
            onChange={() => onChange(c.key)}
            className="size-4 accent-accent"
          />
          {c.label}
        </label>
      ))}
    </fieldset>
  )
}

/** The server's least length of a password. */
const LEAST = 10

function Password({ email }: { email: string }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const short = next !== '' && next.length < LEAST
  const named = problem?.field('current') || problem?.field('new')
  async function change(e: FormEvent) {
    e.preventDefault()
    setTried(true)
    if (!next || short || busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { new: next, current: current || undefined }
      await write(passwordStale, () => api.post('/session/password', body))
      setCurrent('')
      setNext('')
      setTried(false)
      toast(t`Password changed`, { detail: t`You are signed out everywhere else.`, tone: 'ok' })
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(e) => void change(e)} className="flex max-w-[320px] flex-col gap-4">
      {problem && !named ? <ProblemNote error={problem} /> : null}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextField
        label={t`Present password`}
        type="password"
        autoComplete="current-password"
        hint={t`Leave it empty if you never set one.`}
        value={current}
        onChange={setCurrent}
        error={problem?.field('current')}
      />
      <TextField
        label={t`New password`}
        type="password"
        autoComplete="new-password"
        hint={t`At least ${LEAST} characters.`}
        value={next}
        onChange={setNext}
        error={tried && short ? t`Write at least ${LEAST} characters.` : problem?.field('new')}
      />
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={!next}>
          {t`Change password`}
        </Button>
      </div>
    </form>
  )
}
