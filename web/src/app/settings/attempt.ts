/** Writes from settings: run, refresh what rests on it, and say a refusal that has no field of its own. */
import { asProblem, isConflict } from '~/core/problem'
import { keys, queryClient } from '~/core/query'
import { toast } from '~/ui/toast'

/** What a write of each kind makes stale. */
export const memberStale = [keys.members, keys.session] as const
export const roleStale = [keys.roles, keys.session] as const
export const pipelineStale = [keys.pipelines, ['board'], ['figures']] as const
export const ownSessionStale = [keys.ownSessions] as const
export const passwordStale = [keys.ownSessions, keys.secondFactor] as const
export const secondFactorStale = [keys.secondFactor] as const
export const tokenStale = [keys.tokens] as const

/** Runs a write, then makes what starts with these keys stale; a conflict makes them stale too. Throws a Problem. */
export async function write<T>(stale: readonly (readonly unknown[])[], run: () => Promise<T>): Promise<T> {
  const refresh = () => Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  try {
    const result = await run()
    await refresh()
    return result
  } catch (error) {
    if (isConflict(error)) void refresh()
    throw error
  }
}

/** For buttons: true when it worked, else a toast with the reason. */
export async function attempt(failed: string, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    toast(failed, { detail: asProblem(error).message, tone: 'bad' })
    return false
  }
}
