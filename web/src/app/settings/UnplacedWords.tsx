/** Words that deals have for their source and that no source is called: made a source, or another word for one. */
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '~/core/api'
import { keys } from '~/core/query'
import type { Page, Source, UnplacedWord } from '~/core/schema'
import { indented, treeOf } from '~/core/sources'
import { Button } from '~/ui/Button'
import { Select } from '~/ui/Field'
import { attempt, write } from './attempt'
import { Group } from './Frame'
import { sourceStale } from './SourceRow'

type Props = { sources: Source[]; onAdd: (name: string) => void }

export function UnplacedWords({ sources, onAdd }: Props) {
  const found = useQuery({
    queryKey: keys.unplaced,
    queryFn: async () => (await api.get<Page<UnplacedWord>>('/sources/unplaced')).items,
  }).data
  if (!found?.length) return null
  const options = indented(treeOf(sources)).map(({ source: s, depth }) => ({
    value: s.id,
    label: `${'\u2003'.repeat(Math.min(depth, 8))}${s.name}`,
  }))
  function also(word: string, id: string) {
    const source = sources.find((s) => s.id === id)
    if (!source) return
    const { name, version } = source
    const body = { words: [...source.words, word], version }
    void attempt(t`${name} was not changed`, () => write(sourceStale, () => api.patch(`/sources/${id}`, body)))
  }
  return (
    <div className="mt-8">
      <Group
        title={t`Not in the tree yet`}
        about={t`Deals say that they come from these. Make each a source, or another word for one.`}
      >
        <ul aria-label={t`Not in the tree yet`}>
          {found.map(({ word, deals }) => (
            <li key={word} className="flex min-h-11 items-center gap-3 border-b border-border py-1 max-sm:flex-wrap">
              <span className="min-w-0 flex-1 truncate max-sm:basis-full">
                <span className="font-medium">{word}</span>{' '}
                <span className="num text-12 text-text-2">{plural(deals, { one: '# deal', other: '# deals' })}</span>
              </span>
              {options.length ? (
                <Select
                  label={t`${word} is another word for`}
                  hideLabel
                  className="w-52 max-sm:flex-1"
                  value=""
                  placeholder={t`Another word for…`}
                  options={options}
                  onChange={(id) => also(word, id)}
                />
              ) : null}
              <Button size="sm" aria-label={t`Make a source of ${word}`} onClick={() => onAdd(word)}>
                {t`Make a source`}
              </Button>
            </li>
          ))}
        </ul>
      </Group>
    </div>
  )
}
