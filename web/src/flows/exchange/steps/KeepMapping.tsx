/** Keeps how a file is read for the next one of the same columns, under a name; or renews the one that is kept. */
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Import } from '~/core/schema'
import { Button } from '~/ui/Button'
import { Select, TextField } from '~/ui/Field'
import { toast } from '~/ui/toast'
import { Card } from '../Card'
import { keepMapping, renewMapping, useProposals } from '../useMappings'

export function KeepMapping({ imp }: { imp: Import }) {
  const used = imp.plan.files.filter((f) => !f.skip).map((f) => f.index)
  const files = imp.files.filter((f) => used.includes(f.index))
  const [chosen, setChosen] = useState<number | null>(null)
  const [name, setName] = useState('')
  const proposals = useProposals(imp.id)
  const file = files.find((f) => f.index === chosen) ?? files[0]
  const keep = useMutation({
    mutationFn: () => keepMapping(name.trim(), imp.id, file?.index ?? 0),
    onSuccess: () => {
      toast(t`Kept: the next file with these columns can be read so.`, { tone: 'ok' })
      setName('')
    },
  })
  const renew = useMutation({
    mutationFn: (proposal: (typeof proposals)[number]) => renewMapping(proposal.mapping, imp.id, proposal.file),
    onSuccess: () => void toast(t`The mapping is as this import reads the file.`, { tone: 'ok' }),
  })
  if (!file) return null
  const known = proposals.filter((p) => p.file === file.index)
  const error = keep.error ?? renew.error
  return (
    <Card
      title={t`Keep this mapping`}
      note={t`The fields of the columns, the stages, and what stands for values are proposed when a file with the same columns comes again.`}
    >
      <form
        className="flex flex-wrap items-end gap-2 px-4 py-3"
        onSubmit={(e) => {
          e.preventDefault()
          if (name.trim()) keep.mutate()
        }}
      >
        {files.length > 1 ? (
          <Select
            className="min-w-0 basis-56"
            label={t`File`}
            value={String(file.index)}
            options={files.map((f) => ({ value: String(f.index), label: f.name }))}
            onChange={(value) => setChosen(Number(value))}
          />
        ) : null}
        <TextField
          className="min-w-0 flex-1 basis-56"
          label={t`Name of the mapping`}
          maxLength={120}
          value={name}
          onChange={setName}
        />
        <Button type="submit" busy={keep.isPending} disabled={!name.trim()}>{t`Keep`}</Button>
        {known.map((p) => (
          <Button key={p.mapping.id} look="ghost" busy={renew.isPending} onClick={() => renew.mutate(p)}>
            {t`Renew “${p.mapping.name}”`}
          </Button>
        ))}
        {error ? <ProblemNote className="basis-full" error={error} /> : null}
      </form>
    </Card>
  )
}
