/** A new token: name, scopes, end; then its secret, shown once. */
import { t } from '@lingui/core/macro'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { api } from '~/core/api'
import { copyText } from '~/core/copy'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Token, TokenScope } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Checkbox, Select, TextField } from '~/ui/Field'
import { tokenStale, write } from './attempt'
import { endAfter, scopeMeans, scopeName, SCOPES } from './scopes'

export default function NewToken({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<Token | null>(null)
  return made?.secret ? (
    <Secret token={made} secret={made.secret} onClose={onClose} />
  ) : (
    <Form onMade={setMade} onClose={onClose} />
  )
}

function Form({ onMade, onClose }: { onMade: (token: Token) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<TokenScope[]>(['read'])
  const [days, setDays] = useState('90')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  async function create() {
    if (!name.trim() || !scopes.length || busy) return
    setBusy(true)
    setError(null)
    try {
      const body = { name: name.trim(), scopes, expires_at: endAfter(days) }
      onMade(await write(tokenStale, () => api.post<Token>('/tokens', body)))
    } catch (caught) {
      setBusy(false)
      setError(caught)
    }
  }
  const footer = (
    <>
      <Button look="ghost" onClick={onClose}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim() || !scopes.length}>
        {t`Create token`}
      </Button>
    </>
  )
  return (
    <Dialog title={t`New token`} width={440} onClose={onClose} onSubmit={() => void create()} footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && !problem.field('name') ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          autoFocus
          placeholder={t`What it is for`}
          value={name}
          onChange={setName}
          error={problem?.field('name')}
        />
        <fieldset>
          <legend className="mb-1 font-medium">{t`Scopes`}</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              label={scopeName(scope)}
              hint={scopeMeans(scope)}
              checked={scopes.includes(scope)}
              onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((s) => s !== scope))}
            />
          ))}
        </fieldset>
        <Select
          label={t`Ends after`}
          value={days}
          onChange={setDays}
          options={[
            { value: '30', label: t`30 days` },
            { value: '90', label: t`90 days` },
            { value: '365', label: t`1 year` },
            { value: '', label: t`Never` },
          ]}
        />
      </div>
    </Dialog>
  )
}

function Secret({ token, secret, onClose }: { token: Token; secret: string; onClose: () => void }) {
  const { name } = token
  return (
    <Dialog
      title={t`The secret of ${name}`}
      width={480}
      dismissable={false}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t`I kept it`}
        </Button>
      }
    >
      <p className="mb-3 text-text-2">{t`Copy it now: it is shown this once and only its print is kept.`}</p>
      <div className="flex items-end gap-2">
        <TextField
          label={t`Secret`}
          className="flex-1 font-mono"
          readOnly
          value={secret}
          onFocus={(e) => e.target.select()}
        />
        <Button icon={<Copy size={14} strokeWidth={2} />} onClick={() => void copyText(secret, t`Secret copied`)}>
          {t`Copy`}
        </Button>
      </div>
    </Dialog>
  )
}
