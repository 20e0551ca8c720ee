/** A source: its name, its place in the tree, what else it is called; for a campaign when it runs and what it costs. */
import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { api } from '~/core/api'
import { asProblem } from '~/core/problem'
import { ProblemNote } from '~/core/ProblemNote'
import type { Source, SourceKind } from '~/core/schema'
import { useSession } from '~/core/session'
import { inUse, indented, treeOf, withBelow } from '~/core/sources'
import { MoneyField } from '~/kit/MoneyField'
import { Dialog } from '~/ui/aria/Dialog'
import { Button } from '~/ui/Button'
import { DateField, Select, TextArea, TextField } from '~/ui/Field'
import { write } from './attempt'
import { sourceStale } from './SourceRow'
import type { Asked } from './SourcesSection'
import { useSending } from './useSending'

type Props = { asked: Asked; all: Source[]; onDone: () => void }

export default function SourceForm({ asked, all, onDone }: Props) {
  const base = useSession().workspace.base_currency
  const source = 'source' in asked ? asked.source : null
  const [name, setName] = useState(source?.name ?? ('name' in asked ? (asked.name ?? '') : ''))
  const [kind, setKind] = useState<SourceKind>(source?.kind ?? 'source')
  const [parent, setParent] = useState(source ? (source.parent_id ?? '') : 'below' in asked ? (asked.below ?? '') : '')
  const [words, setWords] = useState(source?.words.join('\n') ?? '')
  const [from, setFrom] = useState(source?.starts_on ?? '')
  const [until, setUntil] = useState(source?.ends_on ?? '')
  const [cost, setCost] = useState(source?.cost ?? null)
  const [currency, setCurrency] = useState(source?.currency ?? base)
  const campaign = kind === 'campaign'
  const { busy, error, send } = useSending(async () => {
    const said = {
      name: name.trim(),
      kind,
      parent_id: parent || null,
      words: words
        .split('\n')
        .map((word) => word.trim())
        .filter(Boolean),
      starts_on: (campaign && from) || null,
      ends_on: (campaign && until) || null,
      cost: campaign ? cost : null,
      currency: currency.trim().toUpperCase(),
    }
    await write(sourceStale, () =>
      source ? api.patch(`/sources/${source.id}`, { ...said, version: source.version }) : api.post('/sources', said),
    )
    onDone()
  })
  const problem = error ? asProblem(error) : null
  const fields = ['name', 'parent_id', 'words', 'starts_on', 'ends_on', 'cost', 'currency']
  const placed = fields.some((field) => problem?.field(field))
  const barred = source ? withBelow(source.id, all) : new Set<string>()
  const places = indented(treeOf(inUse(all))).filter(
    ({ source: s }) => !barred.has(s.id) && (!s.archived || s.id === parent),
  )
  const footer = (
    <>
      <Button look="ghost" onClick={onDone}>
        {t`Cancel`}
      </Button>
      <Button look="primary" type="submit" busy={busy} disabled={!name.trim()}>
        {source ? t`Save` : t`Add`}
      </Button>
    </>
  )
  return (
    <Dialog
      title={source ? source.name : t`New source`}
      width={440}
      onClose={onDone}
      onSubmit={() => name.trim() && void send()}
      footer={footer}
      dismissable={false}
    >
      <div className="flex flex-col gap-4">
        {problem && !placed ? <ProblemNote error={problem} /> : null}
        <TextField
          label={t`Name`}
          required
          autoFocus
          maxLength={200}
          value={name}
          onChange={setName}
          error={problem?.field('name')}
        />
        <div className="flex gap-3 max-sm:flex-col">
          <Select
            label={t`Kind`}
            className="flex-1"
            value={kind}
            onChange={(v) => setKind(v as SourceKind)}
            options={[
              { value: 'source', label: t`Source` },
              { value: 'campaign', label: t`Campaign` },
            ]}
          />
          <Select
            label={t`Part of`}
            className="min-w-0 flex-1"
            value={parent}
            onChange={setParent}
            error={problem?.field('parent_id')}
            options={[
              { value: '', label: t`On its own` },
              ...places.map(({ source: s, depth }) => ({
                value: s.id,
                label: `${'\u2003'.repeat(Math.min(depth, 8))}${s.name}`,
              })),
            ]}
          />
        </div>
        {campaign ? (
          <>
            <div className="flex gap-3">
              <DateField
                label={t`Starts`}
                className="flex-1"
                value={from}
                onChange={setFrom}
                error={problem?.field('starts_on')}
              />
              <DateField
                label={t`Ends`}
                className="flex-1"
                value={until}
                onChange={setUntil}
                error={problem?.field('ends_on')}
              />
            </div>
            <div className="flex gap-3">
              <MoneyField
                key={currency}
                label={t`Cost`}
                className="flex-1"
                currency={/^[A-Z]{3}$/.test(currency) ? currency : base}
                value={cost}
                onChange={setCost}
                error={problem?.field('cost')}
              />
              <TextField
                label={t`Currency`}
                className="w-28"
                maxLength={3}
                value={currency}
                onChange={(v) => setCurrency(v.toUpperCase())}
                error={problem?.field('currency')}
              />
            </div>
          </>
        ) : null}
        <TextArea
          label={t`Also called`}
          hint={t`One on a line. A deal that says one of these comes from here; a former name stays by itself.`}
          rows={3}
          value={words}
          onChange={setWords}
          error={problem?.field('words')}
        />
      </div>
    </Dialog>
  )
}
