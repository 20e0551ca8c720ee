/** A new contact: name, job, first addresses, company; says who has the address already. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import { keys } from '~/core/query'
import type { Company, Contact, Page } from '~/core/schema'
import { ComboBox } from '~/ui/aria/ComboBox'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { TextField } from '~/ui/Field'
import { partsOf, wrongEmail } from './contactFields'
import { alike, createContact } from './saveContact'

const OwnFields = lazy(() => import('~/core/OwnFields'))

export type Start = { name?: string; company?: { id: string; name: string } }
type Props = { start: Start; onDone: (contact: Contact | null) => void }

export default function NewContact({ start, onDone }: Props) {
  const parts = partsOf(start.name ?? '')
  const [given, setGiven] = useState(parts.given_name ?? '')
  const [family, setFamily] = useState(parts.family_name ?? '')
  const [title, setTitle] = useState('')
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [company, setCompany] = useState(start.company?.id ?? null)
  const [custom, setCustom] = useState<Record<string, unknown>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const problem = error ? asProblem(error) : null
  const known = !!(given.trim() || family.trim() || email.trim() || phone.trim())
  const asked = wrongEmail(email) === null ? email.trim() : ''
  const same = useQuery({
    queryKey: ['contacts', 'list', { alike: asked }],
    queryFn: () => alike({ email: asked }),
    enabled: !!asked,
  }).data?.[0]

  async function create() {
    if (!known || busy) return
    setBusy(true)
    setError(null)
    try {
      const contact = await createContact({
        given_name: given.trim() || null,
        family_name: family.trim() || null,
        job_title: title.trim() || null,
        emails: email.trim() ? [{ address: email.trim(), label: null }] : [],
        phones: phone.trim() ? [{ number: phone.trim(), label: null }] : [],
        company_id: company,
        custom,
      })
      onDone(contact)
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
      <Button look="primary" type="submit" busy={busy} disabled={!known}>
        {t`Create contact`}
      </Button>
    </>
  )
  const wrongMail = problem?.field('emails/0/address')
  const wrongPhone = problem?.field('phones/0/number')
  return (
    <Dialog
      title={t`New contact`}
      width={440}
      onClose={() => onDone(null)}
      onSubmit={() => void create()}
      footer={footer}
      dismissable={!known}
    >
      <div className="flex flex-col gap-4">
        {problem && !wrongMail && !wrongPhone ? <ProblemNote error={problem} /> : null}
        <div className="flex gap-3 max-sm:flex-col">
          <TextField
            label={t`Given name`}
            autoFocus
            className="flex-1"
            maxLength={120}
            value={given}
            onChange={setGiven}
          />
          <TextField label={t`Family name`} className="flex-1" maxLength={120} value={family} onChange={setFamily} />
        </div>
        <TextField label={t`Job title`} maxLength={160} value={title} onChange={setTitle} />
        <CompanyBox start={start.company?.name ?? ''} value={company} onChange={setCompany} />
        <TextField
          label={t`E-mail`}
          type="email"
          inputMode="email"
          maxLength={254}
          value={email}
          onChange={setEmail}
          error={wrongMail}
          hint={
            same ? (
              <>
                {t`Somebody has this address already:`}{' '}
                <Link
                  to="/contacts/$contactId"
                  params={{ contactId: same.id }}
                  onClick={() => onDone(null)}
                  className="text-accent hover:underline"
                >
                  {same.name}
                </Link>
              </>
            ) : undefined
          }
        />
        <TextField
          label={t`Phone`}
          type="tel"
          inputMode="tel"
          maxLength={40}
          value={phone}
          onChange={setPhone}
          error={wrongPhone}
        />
        <Suspense>
          <OwnFields
            needed
            record="contact"
            custom={custom}
            canEdit
            onSave={async (key, value) => setCustom((now) => ({ ...now, [key]: value }))}
          />
        </Suspense>
      </div>
    </Dialog>
  )
}

type CompanyProps = { start: string; value: string | null; onChange: (id: string | null) => void }

function CompanyBox({ start, value, onChange }: CompanyProps) {
  const [text, setText] = useState(start)
  const query = { q: text, limit: 20 }
  const found = useQuery({
    queryKey: keys.companies(query),
    queryFn: ({ signal }) => api.get<Page<Company>>('/companies', query, signal),
  })
  const options = (found.data?.items ?? []).map((c) => ({ id: c.id, label: c.name, hint: c.domain ?? undefined }))
  return (
    <ComboBox label={t`Company`} options={options} text={text} onText={setText} value={value} onChange={onChange} />
  )
}
