/** A change of many deals under way: started, followed to its end even when its sheet is closed, undone. */
import { t } from '@lingui/core/macro'
import { useEffect } from 'react'
import { api } from '~/core/api'
import { announce } from '~/core/announce'
import { asProblem } from '~/core/problem'
import { queryClient } from '~/core/query'
import type { Bulk, NewBulk, NewConversion, NewHandOver } from '~/core/schema'
import { makeStore, useStore } from '~/core/store'
import { dismissAbout, toast } from '~/ui/toast'
import { putBack, told } from './words'

const EVERY_MS = 250

/** `seen`: whether a sheet shows it; otherwise its end is said in a toast. */
export const following = makeStore<{ run: Bulk | null; seen: boolean }>({ run: null, seen: false })

export const underWay = (run: Bulk | null) => run?.status === 'applying' || run?.status === 'undoing'

const rest = () => new Promise((resolve) => setTimeout(resolve, EVERY_MS))

export async function startBulk(asked: NewBulk): Promise<void> {
  void follow(await api.post<Bulk>('/bulk-changes', asked, { idempotencyKey: crypto.randomUUID() }))
}

export async function startHandOver(member: string, asked: NewHandOver): Promise<void> {
  const idempotencyKey = crypto.randomUUID()
  void follow(await api.post<Bulk>(`/members/${member}/hand-over`, asked, { idempotencyKey }))
}

export async function startConversion(field: string, asked: NewConversion): Promise<void> {
  const idempotencyKey = crypto.randomUUID()
  void follow(await api.post<Bulk>(`/custom-fields/${field}/convert`, asked, { idempotencyKey }))
}

/** For who shows the change itself: its end is then not said in a toast. */
export function useWatching(): Bulk | null {
  useEffect(() => {
    following.set({ seen: true })
    return () => following.set({ seen: false, ...(underWay(following.get().run) ? {} : { run: null }) })
  }, [])
  return useStore(following, (s) => s.run)
}

export async function cancelBulk(run: Bulk): Promise<void> {
  await api.post(`/bulk-changes/${run.id}/cancel`)
}

export async function undoBulk(run: Bulk): Promise<void> {
  dismissAbout(`bulk ${run.id}`)
  try {
    await follow(await api.post<Bulk>(`/bulk-changes/${run.id}/undo`))
  } catch (error) {
    toast(t`This cannot be undone`, { detail: asProblem(error).message, tone: 'bad' })
  }
}

/** Asks again and again until it has ended; what fails on the way is asked again. */
async function follow(first: Bulk): Promise<void> {
  let run = first
  following.set({ run })
  while (underWay(run)) {
    await rest()
    try {
      run = await api.get<Bulk>(`/bulk-changes/${run.id}`)
    } catch (error) {
      if (asProblem(error).code === 'not_found') return following.set({ run: null })
    }
    following.set({ run })
  }
  void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' && q.queryKey[0] !== 'fields' })
  say(run)
}

function say(run: Bulk): void {
  const text = run.status === 'undone' ? putBack(run) : (run.error ?? told(run))
  if (following.get().seen) {
    announce(text)
    return
  }
  toast(text, {
    tone: run.status === 'failed' ? 'bad' : 'ok',
    about: `bulk ${run.id}`,
    stay: 12_000,
    action: run.can_undo ? { label: t`Undo`, run: () => void undoBulk(run) } : undefined,
  })
  following.set({ run: null })
}
