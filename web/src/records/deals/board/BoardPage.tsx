/** The board of a pipeline: bars, columns, strips, and the deal that the address names in the panel. */
import { t } from '@lingui/core/macro'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { focused } from '~/core/focus'
import { useMembers, usePipelines } from '~/core/lists'
import { PageBar } from '~/core/PageBar'
import { preferences } from '~/core/preferences'
import { ProblemNote } from '~/core/ProblemNote'
import { useCan } from '~/core/session'
import { useStore } from '~/core/store'
import { ahead } from '~/ui/ahead'
import { Button } from '~/ui/Button'
import { phoneWide, usePhone } from '~/ui/usePhone'
import { askNewDeal } from '../verbs'
import type { CardContext } from './BoardCard'
import { BoardColumn } from './BoardColumn'
import { ClosedStrips } from './ClosedStrips'
import { withDragging } from './drag'
import { DealPanel, DealView } from './DealPanel'
import { FiguresStrip } from './FiguresStrip'
import { pickCard, pickNone, worth } from './picks'
import { PipelineTitle } from './PipelineTitle'
import { findCard } from './state'
import { openStages } from './steps'
import { boardUi } from './ui'
import { useBoard } from './useBoard'
import { useBoardKeys } from './useBoardKeys'
import { useFit } from './useFit'
import { useKeepFocus } from './useKeepFocus'
import { usePickKeys } from './usePickKeys'
import { ViewBar } from './ViewBar'

const BulkBar = ahead(() => import('../bulk/BulkBar'))
const PhoneBoard = ahead(async () => ({ default: (await import('./PhoneBoard')).PhoneBoard }))
// Beside the board's data and not after it.
if (phoneWide()) PhoneBoard.fetch()

const route = getRouteApi('/_shell/p/$pipelineId')
const none: never[] = []

/** `whenEmpty`: what stands over the columns of a pipeline without deals. */
export function BoardPage({ whenEmpty }: { whenEmpty: (pipelineId: string) => ReactNode }) {
  const { pipelineId } = route.useParams()
  const { deal, owner, team } = route.useSearch()
  const navigate = useNavigate()
  const phone = usePhone()
  const mayCreate = useCan('deal.create')
  const mayImport = useCan('import.run')
  const mayMove = useCan('deal.move')
  // The phone's board shows one stage and has no room for a bar; its list of deals picks.
  const mayPick = useCan('deal.bulk') && !phone
  const picked = useStore(boardUi, (s) => s.picked)
  const pipeline = usePipelines().find((p) => p.id === pipelineId)
  const stages = pipeline?.stages ?? none
  const filters = useMemo(() => ({ owner, team }), [owner, team])
  const { data: board, error, refetch, loadMore, latest } = useBoard(pipelineId, filters, stages)

  const open = useCallback(
    (id: string) => {
      boardUi.set({ peeked: id })
      if (phoneWide()) void navigate({ to: '/deals/$dealId', params: { dealId: id }, search: {} })
      else
        void navigate({
          to: '/p/$pipelineId',
          params: { pipelineId },
          search: (now) => ({ owner: now.owner, team: now.team, deal: id }),
        })
    },
    [navigate, pipelineId],
  )
  const close = useCallback(() => {
    const last = boardUi.get().focus
    void navigate({
      to: '/p/$pipelineId',
      params: { pipelineId },
      search: (now) => ({ owner: now.owner, team: now.team }),
    })
    if (last) boardUi.set({ wantFocus: last })
  }, [navigate, pipelineId])

  const shown = useMemo(() => openStages(stages), [stages])
  const boardRef = useRef<HTMLDivElement>(null)
  useFit(boardRef, phone ? 0 : shown.length, deal)
  useEffect(() => boardUi.set({ peeked: deal ?? null }), [deal])
  useEffect(() => {
    const card = deal && board ? findCard(board, deal)?.card : undefined
    if (!card) return
    focused.set({ type: 'deal', id: card.id, title: card.name, mark: card.company_name })
    boardUi.set({ focus: card.id })
  }, [deal, board])
  useEffect(() => {
    const element = boardRef.current
    return element ? withDragging((drag) => [drag.autoScrollForElements({ element })]) : undefined
  }, [phone])
  useKeepFocus(board)
  useBoardKeys(latest, stages, mayMove, open)
  usePickKeys(latest, mayPick)
  useEffect(() => () => boardUi.set({ picked: new Set(), anchor: null }), [pipelineId, owner, team])
  useEffect(() => {
    preferences.set({ lastPipeline: pipelineId })
    // Fetched ahead; should it fail, opening the panel tries again and says so.
    const idle = setTimeout(DealView.fetch, 1500)
    return () => {
      clearTimeout(idle)
      focused.set(null)
      boardUi.set({ focus: null, wantFocus: null, composing: null })
    }
  }, [pipelineId])

  const people = useMembers()
  const members = useMemo(() => new Map(people.map((m) => [m.id, m])), [people])
  const context = useMemo<CardContext>(
    () => ({
      stages,
      members,
      mayMove,
      open,
      pick: mayPick ? (id, extend) => pickCard(latest(), id, extend) : undefined,
    }),
    [stages, members, mayMove, open, mayPick, latest],
  )
  const onMore = useCallback((stageId: string) => void loadMore(stageId), [loadMore])

  if (error && !board) {
    return (
      <>
        <PageBar name={pipeline?.name ?? t`Board`} />
        <ProblemNote
          className="m-4"
          error={error}
          title={t`The board could not be loaded`}
          onRetry={() => void refetch()}
        />
      </>
    )
  }
  const bar = (
    <PageBar name={pipeline?.name ?? t`Board`} title={<PipelineTitle pipeline={pipeline} />}>
      {mayCreate ? (
        <Button
          look="primary"
          icon={<Plus size={16} />}
          tip={t`New deal`}
          data-tip-keys="c"
          className="max-sm:hidden"
          onClick={() => void askNewDeal({ pipelineId })}
        >
          {t`New deal`}
        </Button>
      ) : null}
    </PageBar>
  )
  if (phone)
    return (
      <Suspense>
        <PhoneBoard
          bar={bar}
          pipelineId={pipelineId}
          stages={stages}
          board={board}
          filters={filters}
          context={context}
          onMore={onMore}
        />
      </Suspense>
    )
  // The ways in are for whoever sets the workspace up; a seller without deals has the plain board.
  const blank = mayImport && board !== undefined && board.columns.every((c) => c.count === 0) && !owner && !team
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        {bar}
        <ViewBar pipelineId={pipelineId} filters={filters} total={board?.totals.count} />
        <FiguresStrip board={board} />
        <div className="relative flex min-h-0 flex-1 pe-3">
          <div
            ref={boardRef}
            data-board
            inert={blank}
            className="flex min-h-0 min-w-0 flex-1 gap-2 overflow-x-auto ps-3 pe-2 thin-scroll"
          >
            {shown.map((stage) => (
              <BoardColumn
                key={stage.id}
                stage={stage}
                column={board?.columns.find((c) => c.stage_id === stage.id)}
                currency={board?.currency ?? ''}
                context={context}
                mayCreate={mayCreate}
                filtered={!!(owner || team)}
                onMore={onMore}
              />
            ))}
          </div>
          <ClosedStrips stages={stages} board={board} />
          {blank ? <div className="absolute inset-0 flex flex-col bg-page/90">{whenEmpty(pipelineId)}</div> : null}
        </div>
        {picked.size > 0 && board ? (
          <Suspense>
            <BulkBar
              deals={{ ids: [...picked] }}
              size={picked.size}
              every={null}
              worth={worth(board, picked)}
              onClear={pickNone}
            />
          </Suspense>
        ) : null}
      </div>
      {deal ? <DealPanel id={deal} board={board} stages={stages} onOpen={open} onClose={close} /> : null}
    </div>
  )
}
