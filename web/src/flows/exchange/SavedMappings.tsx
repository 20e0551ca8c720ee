/** The mappings that are kept: rename, remove. */
import { plural, t } from '@lingui/core/macro'
import { Trash2 } from 'lucide-react'
import type { ImportMapping } from '~/core/schema'
import { asProblem } from '~/core/problem'
import { IconButton } from '~/ui/Button'
import { InlineText } from '~/ui/InlineInputs'
import { toast } from '~/ui/toast'
import { removeMapping, renameMapping, restoreMapping, useMappings } from './useMappings'
import { recordName } from './words'

const failed = (error: unknown) => void toast(asProblem(error).message, { tone: 'bad' })

export function SavedMappings() {
  const mappings = useMappings()
  if (!mappings.length) return null
  return (
    <section aria-labelledby="mappings">
      <h2 id="mappings" className="mb-1 text-15 font-semibold">{t`Saved mappings`}</h2>
      <p className="mb-2 text-12 text-text-2">{t`Proposed when a file with the same columns comes again.`}</p>
      <ul className="overflow-hidden rounded-8 border border-border bg-surface">
        {mappings.map((m) => (
          <li key={m.id} className="flex items-center gap-3 border-b border-border px-4 py-2 last:border-0">
            <div className="min-w-0 flex-1">
              <InlineText
                label={t`Name of the mapping`}
                value={m.name}
                className="font-medium"
                maxLength={120}
                check={(text) => (text.trim() ? null : t`A mapping needs a name.`)}
                onSave={(name) => renameMapping(m, name.trim())}
              />
              <p className="truncate text-12 text-text-2">{told(m)}</p>
            </div>
            <IconButton label={t`Remove the mapping ${m.name}`} onClick={() => remove(m)}>
              <Trash2 size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function told(m: ImportMapping): string {
  const mended = m.mended ? plural(m.mended, { one: '# value put right', other: '# values put right' }) : null
  return [recordName(m.record), t`${m.mapped} of ${m.columns.length} columns`, mended].filter(Boolean).join(' · ')
}

function remove(m: ImportMapping): void {
  removeMapping(m).then(
    () =>
      void toast(t`Removed the mapping “${m.name}”.`, {
        action: { label: t`Undo`, run: () => void restoreMapping(m).catch(failed) },
      }),
    failed,
  )
}
