/** The board with, while it is empty, the ways in over it. */
import { lazy, Suspense } from 'react'
import { BoardPage } from '~/records/deals/board/BoardPage'

const FirstMinutes = lazy(async () => ({ default: (await import('~/flows/welcome/FirstMinutes')).FirstMinutes }))

export function BoardRoute() {
  return (
    <BoardPage
      whenEmpty={(pipelineId) => (
        <Suspense>
          <FirstMinutes pipelineId={pipelineId} />
        </Suspense>
      )}
    />
  )
}
