/** Sources: where deals come from, as a tree with campaigns; and the words of deals that are in it nowhere yet. */
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { ProblemNote } from '~/core/ProblemNote'
import type { Source } from '~/core/schema'
import { useCan } from '~/core/session'
import { type Branch, inUse, sourcesQuery, treeOf } from '~/core/sources'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Field'
import { EmptyState, Skeleton } from '~/ui/Notes'
import { Frame, LookOnly } from './Frame'
import { SourceRow } from './SourceRow'
import { UnplacedWords } from './UnplacedWords'

const SourceForm = lazy(() => import('./SourceForm'))
/** What the form is open for: a new source, below another or on top, or one that there is. */
export type Asked = { source: Source } | { below: string | null; name?: string }

export default function SourcesSection() {
  const mayEdit = useCan('source.edit')
  const list = useQuery(sourcesQuery)
  const [archived, setArchived] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const all = list.data ?? []
  const tree = treeOf(archived ? all : inUse(all))
  const action = mayEdit ? (
    <Button icon={<Plus size={16} />} onClick={() => setAsked({ below: null })}>
      {t`New source`}
    </Button>
  ) : undefined
  return (
    <Frame
      wide
      title={t`Sources`}
      about={t`Where deals come from. What is asked of a source is answered with all that stands below it.`}
      action={action}
    >
      {mayEdit ? null : <LookOnly />}
      {all.some((s) => s.archived) ? (
        <div className="mb-2">
          <Checkbox label={t`Archived`} checked={archived} onChange={setArchived} />
        </div>
      ) : null}
      {list.error ? <ProblemNote error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Skeleton className="h-24" /> : null}
      {list.isSuccess && !tree.length ? (
        <EmptyState title={t`No sources yet`}>
          {t`Begin with the kinds, such as referrals or advertising, and put campaigns below them.`}
        </EmptyState>
      ) : null}
      <Level branches={tree} all={all} canEdit={mayEdit} onAsk={setAsked} label={t`Sources`} />
      {mayEdit ? (
        <UnplacedWords sources={all.filter((s) => !s.archived)} onAdd={(name) => setAsked({ below: null, name })} />
      ) : null}
      <Suspense>{asked ? <SourceForm asked={asked} all={all} onDone={() => setAsked(null)} /> : null}</Suspense>
    </Frame>
  )
}

type LevelProps = {
  branches: Branch[]
  all: Source[]
  canEdit: boolean
  onAsk: (asked: Asked) => void
  label: string
  depth?: number
}

function Level({ branches, label, depth = 0, ...rest }: LevelProps) {
  if (!branches.length) return null
  return (
    <ul aria-label={label}>
      {branches.map(({ source, below }) => {
        const { name } = source
        return (
          <li key={source.id}>
            <SourceRow source={source} depth={depth} {...rest} />
            <Level branches={below} depth={depth + 1} label={t`Below ${name}`} {...rest} />
          </li>
        )
      })}
    </ul>
  )
}
