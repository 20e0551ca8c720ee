/** Who is signed in, where, and what they may do. */
import { useQuery } from '@tanstack/react-query'
import { setZone } from '~/kit/dates'
import { api } from './api'
import { Problem } from './problem'
import { keys, queryClient } from './query'
import type { Permission, Session } from './schema'

export const sessionQuery = {
  queryKey: keys.session,
  queryFn: async () => entered(takeBoot() ?? (await api.get<Session>('/session'))),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
}

/** The session that the server wrote into the page, which saves the first request; used once. Nobody there: 401 without asking. */
function takeBoot(): Session | null {
  const block = document.getElementById('boot')
  if (!block) return null
  block.remove()
  const { session } = JSON.parse(block.textContent || '{}') as { session?: Session | null }
  if (!session) throw new Problem(401, { code: 'unauthenticated', title: 'Signed out' })
  return session
}

function entered(session: Session): Session {
  setZone(session.workspace.zone)
  signedInHint(true)
  return session
}

/** Takes over a session answered by sign-in, a link, an invitation or a workspace switch. */
export function enter(session: Session): void {
  queryClient.clear()
  queryClient.setQueryData(keys.session, entered(session))
}

/** Tells boot.js, which cannot see the cookie, whether asking early is worth it. */
function signedInHint(on: boolean): void {
  if (on) localStorage.setItem('headgate-in', '1')
  else localStorage.removeItem('headgate-in')
}

export async function signOut(): Promise<void> {
  await api.delete('/session')
  signedInHint(false)
  queryClient.clear()
}

/** The session inside the signed-in shell, where there always is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('useSession is for pages behind sign-in')
  return data
}

/** `can('deal.move')`: whether the signed-in member holds a permission. The server checks again. */
export function can(permission: Permission): boolean {
  return queryClient.getQueryData<Session>(keys.session)?.permissions.includes(permission) ?? false
}

export function useCan(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}
