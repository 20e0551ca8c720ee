/** Where a deal comes from: one of the sources in use, found by its name or a word for it, or what is typed. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { Source } from '~/core/schema'
import { above, sourcesQuery } from '~/core/sources'
import InlineCombo from '~/ui/aria/InlineCombo'

type Props = { value: string; canEdit: boolean; onSave: (source: string | null) => Promise<unknown> }

const MOST = 50

/** The sources that what is typed may mean; at last what is typed itself, where no source is called so. */
export function choices(sources: Source[], typed: string, unlisted: (word: string) => string) {
  const word = typed.trim().toLowerCase()
  const fits = (s: Source) => [s.name, ...s.words].some((each) => each.toLowerCase().includes(word))
  const found = sources.filter((s) => !s.archived && fits(s)).slice(0, MOST)
  const options = found.map((s) => ({
    id: s.name,
    label: s.name,
    hint: above(s, sources).join(' › ') || undefined,
  }))
  const known = sources.some((s) => [s.name, ...s.words].some((each) => each.toLowerCase() === word))
  if (word && !known) options.push({ id: typed.trim(), label: unlisted(typed.trim()), hint: undefined })
  return options
}

export default function SourceField({ value, canEdit, onSave }: Props) {
  const sources = useQuery(sourcesQuery).data ?? []
  return (
    <InlineCombo
      name="detail-source"
      label={t`Source`}
      value={value}
      text={value}
      canEdit={canEdit}
      search={async (typed) => choices(sources, typed, (word) => t`“${word}”, not in the list`)}
      onSave={(next) => onSave(next || null)}
    />
  )
}
