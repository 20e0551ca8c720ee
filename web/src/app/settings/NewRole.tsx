/** A new role: its name, and the preset whose permissions it begins with. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { MemberRole, Role } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { roleStale, write } from './attempt'
import { ROLES, roleMeans, roleName } from './roles'

const BASES = ROLES.filter((role) => role !== 'owner')

export default function NewRole({ roles, onDone }: { roles: MemberRole[]; onDone: () => void }) {
  const [name, setName] = useState('')
  const [base, setBase] = useState<Role>('seller')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  async function add() {
    const like = roles.find((r) => r.id === base)
    if (!name.trim() || busy || !like) return
    setBusy(true)
    setError(null)
    const { permissions, reach } = like
    try {
      await write(roleStale, () => api.post('/roles', { name: name.trim(), base, permissions, reach }))
      onDone()
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onDone}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim()}>
        {t`Add`}
      </Button>
    </>
  )
  return (
    <Dialog title={t`New role`} width={440} onClose={onDone} onSubmit={() => void add()} footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && !problem.field('name') ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          autoFocus
          maxLength={200}
          value={name}
          onChange={setName}
          error={problem?.field('name')}
        />
        <Select
          label={t`Begins as`}
          hint={roleMeans(base)}
          value={base}
          onChange={(v) => setBase(v as Role)}
          options={BASES.map((r) => ({ value: r, label: roleName(r) }))}
        />
      </div>
    </Dialog>
  )
}
