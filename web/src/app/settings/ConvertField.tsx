/** Another kind for a field: which one, how many values fit, which do not; then how far it has come. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '~/core/api'
import type { OwnField, OwnKind } from '~/core/ownFields'
import { ProblemNote } from '~/core/ProblemNote'
import type { ConversionPreview, NewConversion } from '~/core/schema'
import { useSession } from '~/core/session'
import { count } from '~/kit/numbers'
import { startConversion, useWatching } from '~/records/deals/bulk/following'
import { Running } from '~/records/deals/bulk/Running'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { Skeleton } from '~/ui/Notes'
import { kindName, kinds } from './fieldWords'
import { useSending } from './useSending'

type Props = { field: OwnField; onClose: () => void }

export default function ConvertField(props: Props) {
  const run = useWatching()
  const [begun, setBegun] = useState(false)
  return begun && run ? (
    <Running run={run} onClose={props.onClose} />
  ) : (
    <Asking {...props} onBegin={() => setBegun(true)} />
  )
}

function Asking({ field, onClose, onBegin }: Props & { onBegin: () => void }) {
  const base = useSession().workspace.base_currency
  const [kind, setKind] = useState<OwnKind | ''>('')
  const [currency, setCurrency] = useState(base)
  const good = kind !== 'money' || /^[A-Z]{3}$/.test(currency)
  const asked: NewConversion | null =
    kind && good ? { kind, version: field.version, ...(kind === 'money' ? { currency } : {}) } : null
  const preview = useQuery({
    queryKey: ['conversion', field.id, asked],
    queryFn: ({ signal }) =>
      api.post<ConversionPreview>(`/custom-fields/${field.id}/convert/preview`, asked, { signal }),
    enabled: !!asked,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const found = asked ? preview.data : undefined
  const { busy, error, send } = useSending(async () => {
    if (!asked || !found) return
    await startConversion(field.id, { ...asked, count: found.count })
    onBegin()
  })
  const wrong = error ?? (asked ? preview.error : null)
  const { name } = field
  const was = kindName(field.kind)
  return (
    <Dialog
      title={t`Another kind for ${name}`}
      width={480}
      onClose={onClose}
      onSubmit={() => found && void send()}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!found || preview.isFetching}>
            {t`Change the kind`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex gap-3">
          <Select
            label={t`Kind`}
            className="flex-1"
            hint={t`${was} by now`}
            placeholder={t`Choose a kind`}
            value={kind}
            onChange={(v) => setKind(v as OwnKind)}
            options={kinds().filter((k) => k.value !== field.kind && k.value !== 'member' && k.value !== 'link')}
          />
          {kind === 'money' ? (
            <TextField
              label={t`Currency`}
              className="w-28"
              maxLength={3}
              value={currency}
              onChange={(v) => setCurrency(v.toUpperCase())}
              error={good ? null : t`Three letters`}
            />
          ) : null}
        </div>
        {wrong ? <ProblemNote error={wrong} /> : null}
        {asked && preview.isPending ? <Skeleton className="h-32" /> : null}
        {found ? <Foretold field={field} found={found} /> : null}
        <p className="text-12 text-text-2">
          {t`A new field of that kind takes the place of this one and gets a key of its own. This one is archived and keeps all its values; all of it can be undone.`}
        </p>
      </div>
    </Dialog>
  )
}

function Foretold({ field, found }: { field: OwnField; found: ConversionPreview }) {
  if (!found.count) return <p className="font-medium">{t`No record has a value in it.`}</p>
  const every = plural(found.count, { one: '# value', other: '# values' })
  const fit = count(found.fit)
  const options = found.options.slice(0, 12).join(', ')
  const more = found.options.length > 12 ? ', …' : ''
  return (
    <div className="flex flex-col gap-3">
      <p className="num font-medium">{t`${fit} of ${every} fit`}</p>
      {found.options.length ? <p className="text-text-2">{t`Options: ${options}${more}`}</p> : null}
      {found.becoming.length ? (
        <Rows
          title={t`They become`}
          rows={found.becoming.map((b) => ({ id: b.id, name: b.name, text: `${b.value} → ${b.becomes}` }))}
        />
      ) : null}
      {found.left ? (
        <Rows
          title={plural(found.left, {
            one: '# does not fit and stays in the archived field',
            other: '# do not fit and stay in the archived field',
          })}
          rows={found.unfit.map((u) => ({ id: u.id, name: u.name, text: u.value }))}
        />
      ) : null}
      {field.required && found.left ? (
        <p className="text-text-2">{t`The new field is required too: these records lack it until somebody fills it in.`}</p>
      ) : null}
    </div>
  )
}

type Row = { id: string; name: string; text: string }

function Rows({ title, rows }: { title: string; rows: Row[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-12 text-text-2">{title}</h3>
      <ul>
        {rows.map((r) => (
          <li key={r.id} className="flex min-h-7 items-center gap-3 border-b border-border py-0.5">
            <span className="min-w-0 flex-1 truncate text-text-2">{r.name}</span>
            <span className="min-w-0 max-w-[60%] truncate">{r.text}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
