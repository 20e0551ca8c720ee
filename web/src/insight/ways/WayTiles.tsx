/** The way through one pipeline: who goes on, how long it takes, where deals are lost. */
import { t } from '@lingui/core/macro'
import { ProblemNote } from '~/core/ProblemNote'
import type { Pipeline } from '~/core/schema'
import { cx } from '~/ui/cx'
import { Skeleton } from '~/ui/Notes'
import type { FiguresSearch } from '../search'
import { useFunnel } from '../useFigures'
import { FunnelTile } from './FunnelTile'
import { LossTile } from './LossTile'
import { StallTile } from './StallTile'

type Props = {
  pipeline: Pipeline
  search: FiguresSearch
  period: string
  narrow: boolean
  onExplain: (stageId: string) => void
}

export default function WayTiles({ pipeline, search, period, narrow, onExplain }: Props) {
  const { data, error, refetch } = useFunnel(pipeline.id, search)
  if (error) return <ProblemNote className="mt-4" error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="mt-4 h-80" />
  return (
    <section aria-label={t`The way through ${pipeline.name}`} className="mt-4 flex flex-col gap-4">
      <div className={cx('grid grid-cols-1 items-start gap-4', narrow ? '' : 'lg:grid-cols-[5fr_4fr]')}>
        <FunnelTile funnel={data} stages={pipeline.stages} period={period} onExplain={onExplain} />
        <StallTile funnel={data} stages={pipeline.stages} period={period} />
      </div>
      <LossTile funnel={data} stages={pipeline.stages} period={period} />
    </section>
  )
}
