/** The board's data: first page, further pages, and live changes at most twice a second, held back while a card is in the hand. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { address, api } from '~/core/api'
import { lastSeq, onLive } from '~/core/live'
import { keys, queryClient } from '~/core/query'
import type { Board, BoardCards, BoardChanges, Stage } from '~/core/schema'
import { isOwn } from '../verbs/answers'
import { isMoving } from '../verbs/moveDeal'
import { addPage, applyChanges, findCard } from './state'
import { boardUi, tint } from './ui'

export type BoardFilters = { owner?: string; team?: string }

const FIRST = 30
const PAGE = 50
const EVERY_MS = 500

/** Nothing moves under the pointer, nor back from where a quick hand has just put it: until then changes wait. */
const inHand = () => boardUi.get().dragging !== null || isMoving()

export function useBoard(pipelineId: string, filters: BoardFilters, stages: Stage[]) {
  const { owner, team } = filters
  const key = keys.board(pipelineId, { owner, team })
  const board = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Board>(`/pipelines/${pipelineId}/board`, { limit: FIRST, owner, team }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  })
  useLiveBoard(pipelineId, owner, team, stages, board.data?.seq)

  const loading = useRef(new Set<string>())
  const loadMore = useCallback(
    async (stageId: string) => {
      const at = keys.board(pipelineId, { owner, team })
      const cursor = queryClient.getQueryData<Board>(at)?.columns.find((c) => c.stage_id === stageId)?.next
      if (!cursor || loading.current.has(stageId)) return
      loading.current.add(stageId)
      try {
        const page = await api.get<BoardCards>(`/pipelines/${pipelineId}/board/cards`, {
          stage_id: stageId,
          cursor,
          limit: PAGE,
          owner,
          team,
        })
        queryClient.setQueryData<Board>(at, (now) => now && addPage(now, stageId, page.cards, page.next))
      } finally {
        loading.current.delete(stageId)
      }
    },
    [pipelineId, owner, team],
  )
  const latest = useCallback(
    () => queryClient.getQueryData<Board>(keys.board(pipelineId, { owner, team })),
    [pipelineId, owner, team],
  )
  return { ...board, loadMore, latest }
}

function useLiveBoard(
  pipelineId: string,
  owner: string | undefined,
  team: string | undefined,
  stages: Stage[],
  seq: number | undefined,
): void {
  const known = useRef(stages)
  const behind = useRef(() => {})
  useEffect(() => {
    known.current = stages
  })
  useEffect(() => {
    const key = keys.board(pipelineId, { owner, team })
    let timer = 0
    let asking = false
    let stale = false
    async function catchUp() {
      timer = 0
      const board = queryClient.getQueryData<Board>(key)
      if (!board || asking || inHand()) return later()
      asking = true
      stale = false
      try {
        const changes = await api.get<BoardChanges>(
          address(`/pipelines/${pipelineId}/board/changes`, { since: board.seq, owner, team }),
        )
        if (inHand()) return later()
        if (changes.refetch) return void queryClient.invalidateQueries({ queryKey: key })
        const now = queryClient.getQueryData<Board>(key) ?? board
        tint(
          changes.cards
            .filter((card) => !isOwn(card) && findCard(now, card.id)?.card.version !== card.version)
            .map((card) => card.id),
        )
        queryClient.setQueryData<Board>(key, (at) => at && applyChanges(at, changes, known.current))
      } catch {
        // The next event asks again, from the same sequence: nothing is lost.
        stale = true
      } finally {
        asking = false
        if (stale) later()
      }
    }
    function later() {
      stale = true
      timer ||= window.setTimeout(() => void catchUp(), EVERY_MS)
    }
    const stop = onLive((event) => {
      const board = queryClient.getQueryData<Board>(key)
      if (board && event.seq > board.seq) later()
    })
    behind.current = later
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [pipelineId, owner, team])
  // A slow page, or a change put back, can be older than an event that has passed already.
  useEffect(() => {
    if (seq !== undefined && seq < lastSeq()) behind.current()
  }, [seq])
}
