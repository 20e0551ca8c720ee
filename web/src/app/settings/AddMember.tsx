/** A new member; with an e-mail an invitation link follows, without one it is a name that deals can belong to. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Member, Role, Team } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { memberStale, write } from './attempt'
import { ROLES, roleMeans, roleName } from './roles'

type Props = { teams: Team[]; onDone: (made: Member | null) => void }

export default function AddMember({ teams, onDone }: Props) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('seller')
  const [team, setTeam] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const named = problem?.field('name') || problem?.field('email')
  async function add() {
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { name: name.trim(), role, email: email.trim() || undefined, team_id: team || undefined }
      onDone(await write(memberStale, () => api.post<Member>('/members', body)))
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={() => onDone(null)}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim()}>
        {email.trim() ? t`Add and invite` : t`Add`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`Add a member`}
      width={440}
      onClose={() => onDone(null)}
      onSubmit={() => void add()}
      footer={footer}
      dismissable={!name}
    >
      <div className="flex flex-col gap-4">
        {problem && !named ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          autoFocus
          maxLength={200}
          value={name}
          onChange={setName}
          error={problem?.field('name')}
        />
        <TextField
          label={t`E-mail`}
          type="email"
          maxLength={254}
          hint={t`Without one nobody can sign in as this member; deals can still be theirs.`}
          value={email}
          onChange={setEmail}
          error={problem?.field('email')}
        />
        <Select
          label={t`Role`}
          hint={roleMeans(role)}
          value={role}
          onChange={(v) => setRole(v as Role)}
          options={ROLES.map((r) => ({ value: r, label: roleName(r) }))}
        />
        <Select
          label={t`Team`}
          placeholder={t`No team`}
          value={team}
          onChange={setTeam}
          options={teams.filter((x) => !x.archived).map((x) => ({ value: x.id, label: x.name }))}
        />
      </div>
    </Dialog>
  )
}
