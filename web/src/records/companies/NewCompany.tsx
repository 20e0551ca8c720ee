/** A new company: its name and what is known already. */
import { t } from '@lingui/core/macro'
import { lazy, Suspense, useState } from 'react'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Company } from '~/core/schema'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { domainOf } from './companyFields'
import { createCompany } from './saveCompany'

const OwnFields = lazy(() => import('~/core/OwnFields'))

type Props = { name?: string; onDone: (company: Company | null) => void }

export default function NewCompany({ name: start = '', onDone }: Props) {
  const [name, setName] = useState(start)
  const [domain, setDomain] = useState('')
  const [sector, setSector] = useState('')
  const [country, setCountry] = useState('')
  const [custom, setCustom] = useState<Record<string, unknown>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  async function create() {
    if (!name.trim() || busy) return
    setBusy(true)
    setError(null)
    try {
      const company = await createCompany({
        name: name.trim(),
        domain: domainOf(domain) || null,
        sector: sector.trim() || null,
        country: country.trim() || null,
        custom,
      })
      onDone(company)
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
        {t`Create company`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={t`New company`}
      width={440}
      onClose={() => onDone(null)}
      onSubmit={() => void create()}
      footer={footer}
      dismissable={!name}
    >
      <div className="flex flex-col gap-4">
        {problem && !problem.field('name') && !problem.field('domain') ? <ProblemNote error={problem} /> : null}
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
          label={t`Domain`}
          placeholder="example.com"
          inputMode="url"
          value={domain}
          onChange={setDomain}
          error={problem?.field('domain')}
        />
        <div className="flex gap-3">
          <TextField label={t`Sector`} className="flex-1" value={sector} onChange={setSector} />
          <TextField label={t`Country`} className="flex-1" value={country} onChange={setCountry} />
        </div>
        <Suspense>
          <OwnFields
            needed
            record="company"
            custom={custom}
            canEdit
            onSave={async (key, value) => setCustom((now) => ({ ...now, [key]: value }))}
          />
        </Suspense>
      </div>
    </Dialog>
  )
}
