/** What was uploaded and what each file seems to be; a file can be another kind, or stay out. */
import { t } from '@lingui/core/macro'
import { FileText } from 'lucide-react'
import type { Import, ImportRecord, Plan } from '~/core/schema'
import { Checkbox, Select } from '~/ui/Field'
import { Chip } from '~/ui/Chip'
import { Card } from '../Card'
import { placed, setRecord, setSkip } from '../plan'
import type { PlanEditor } from '../useImport'
import type { Target } from '../useTargets'
import { useProposals } from '../useMappings'
import { fileSize, RECORDS, recordName, rowsText, vendorText } from '../words'
import { ProposedMapping } from './ProposedMapping'

type Props = {
  imp: Import
  plan: Plan
  edit: PlanEditor
  flush: () => Promise<void>
  targets: Record<ImportRecord, Target[]>
}

export function FilesStep({ imp, plan, edit, flush, targets }: Props) {
  const files = placed(imp, plan, false)
  const proposals = useProposals(imp.id)
  return (
    <Card
      title={t`What the files hold`}
      note={t`Guessed from their columns. Members come first, then products, companies, contacts and deals, so that links find what they name. A file that others only look things up in stays out.`}
    >
      <ul>
        {files.map(({ file, plan: own, columns }) => {
          const guessed = file.record === own.record
          const found = columns.filter((c) => c.found.field !== null).length
          return (
            <li
              key={file.index}
              className="grid grid-cols-[1fr_220px_110px] items-center gap-x-4 gap-y-2 border-b border-border px-4 py-3 last:border-0 max-md:grid-cols-1"
            >
              <div className="flex min-w-0 items-start gap-3">
                <FileText size={20} strokeWidth={1.5} className="mt-0.5 text-text-3" />
                <div className="min-w-0">
                  <p className="truncate font-medium">{file.name}</p>
                  <p className="num text-12 text-text-2">
                    {[rowsText(file.rows), fileSize(file.size), file.encoding, delimiterName(file.delimiter)].join(
                      ' · ',
                    )}
                  </p>
                  {file.vendor ? <p className="text-12 text-text-2">{vendorText(file.vendor, file.record)}</p> : null}
                  {file.unreadable ? (
                    <Chip tone="warn" className="mt-1">{t`${rowsText(file.unreadable)} cannot be read`}</Chip>
                  ) : null}
                </div>
              </div>
              <Select
                label={t`What the rows of ${file.name} are`}
                hideLabel
                value={own.record}
                disabled={own.skip}
                options={RECORDS.map((r) => ({ value: r, label: recordName(r) }))}
                hint={guessed ? t`${found} of ${columns.length} columns know their place` : t`chosen by you`}
                onChange={(value) => {
                  const record = value as ImportRecord
                  const known = new Set(targets[record].map((f) => f.name))
                  edit((p) => setRecord(p, file.index, record, known))
                }}
              />
              <Checkbox
                label={t`Import`}
                checked={!own.skip}
                onChange={(on) => edit((p) => setSkip(p, file.index, !on))}
              />
              {proposals
                .filter((p) => p.file === file.index)
                .map((p) => (
                  <ProposedMapping key={p.mapping.id} imp={imp} flush={flush} proposal={p} />
                ))}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function delimiterName(sign: string): string {
  return { ',': t`commas`, ';': t`semicolons`, '\t': t`tabs`, '|': t`bars` }[sign] ?? sign
}
