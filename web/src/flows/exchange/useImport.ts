/** An import from the server, and its plan as it is being edited: shown at once, sent a moment later, kept on the server. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { address, api } from '~/core/api'
import { isConflict } from '~/core/problem'
import { keys, queryClient } from '~/core/query'
import type { Import, Plan } from '~/core/schema'
import { busy } from './words'

const POLL = 500
const SAVE_AFTER = 400

export function useImport(id: string) {
  return useQuery({
    queryKey: keys.import(id),
    queryFn: ({ signal }) => api.get<Import>(`/imports/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data && busy(query.state.data.status) ? POLL : false),
  })
}

const keep = (imp: Import) => {
  queryClient.setQueryData(keys.import(imp.id), imp)
  void queryClient.invalidateQueries({ queryKey: keys.imports })
}

/** Check, apply, cancel, undo: all answer the import as it is now. */
export function useImportVerb(id: string) {
  return useMutation({
    mutationFn: ({ verb, body }: { verb: 'check' | 'apply' | 'cancel' | 'undo'; body?: object }) =>
      api.post<Import>(`/imports/${id}/${verb}`, body ?? {}),
    onSuccess: keep,
  })
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed'

/** The plan with what was changed here on top; `flush` sends what is still waiting and resolves when it is kept. */
export function usePlan(imp: Import) {
  const [draft, setDraft] = useState<Plan | null>(null)
  const [state, setState] = useState<SaveState>('saved')
  const [error, setError] = useState<unknown>(null)
  const waiting = useRef<Plan | null>(null)
  const timer = useRef(0)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const { id } = imp

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    // One after another, so that an earlier plan never lands on a later one.
    sending.current = sending.current.then(async () => {
      const plan = waiting.current
      if (!plan) return
      waiting.current = null
      setState('saving')
      try {
        const version = queryClient.getQueryData<Import>(keys.import(id))?.version
        const saved = await api.put<Import>(address(`/imports/${id}/plan`, { version }), plan)
        keep(saved)
        setError(null)
        if (waiting.current === null) {
          setDraft(null)
          setState('saved')
        }
      } catch (caught) {
        // Somebody else's plan came first: show it, rather than write over it.
        if (isConflict(caught)) {
          waiting.current = null
          setDraft(null)
          void queryClient.invalidateQueries({ queryKey: keys.import(id) })
        }
        setError(caught)
        setState('failed')
      }
    })
    return sending.current
  }, [id])

  const edit = useCallback(
    (change: (plan: Plan) => Plan) => {
      const next = change(waiting.current ?? draft ?? imp.plan)
      waiting.current = next
      setDraft(next)
      setState('waiting')
      clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void flush(), SAVE_AFTER)
    },
    [draft, imp.plan, flush],
  )

  useEffect(() => () => void flush(), [flush])
  return { plan: draft ?? imp.plan, edit, flush, state, error }
}

export type PlanEditor = ReturnType<typeof usePlan>['edit']
