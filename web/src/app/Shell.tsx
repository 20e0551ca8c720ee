/** The frame of every signed-in page: sidebar or rail, the page, the bottom bar on phones, palette and key sheet. */
import { t } from '@lingui/core/macro'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { whenSignedOut } from '~/core/api'
import { liveState, startLive, stopLive } from '~/core/live'
import { usePreferences } from '~/core/preferences'
import { keepFresh } from '~/core/refresh'
import { useSession } from '~/core/session'
import { VerbHost } from '~/records/deals/verbs/VerbHost'
import { ahead } from '~/ui/ahead'
import { BottomBar } from './BottomBar'
import { Sidebar } from './Sidebar'
import { useShellActions } from './shellActions'

const Palette = ahead(() => import('./palette/Palette'))
const ContactHost = lazy(async () => ({ default: (await import('~/records/contacts/ContactHost')).ContactHost }))
const KeySheet = lazy(() => import('./palette/KeySheet'))
/** After what the page itself needs. */
const AHEAD_MS = 2500

export function Shell() {
  const session = useSession()
  const navigate = useNavigate()
  const { rail } = usePreferences()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useShellActions(setOpen)
  // Only the sequence at the start counts: from there on the stream itself knows. A workspace switch reloads the page.
  const from = useRef(session.seq)
  useEffect(() => {
    startLive(from.current)
    const stop = keepFresh()
    return () => {
      stop()
      stopLive()
    }
  }, [])
  useEffect(() => {
    const idle = setTimeout(Palette.fetch, AHEAD_MS)
    return () => clearTimeout(idle)
  }, [])
  useEffect(
    () => whenSignedOut(() => void navigate({ to: '/signin', search: { next: location.pathname + location.search } })),
    [navigate],
  )
  return (
    <div className="flex h-full bg-page">
      <a
        href="#main"
        className="fixed start-2 -top-20 z-70 rounded-6 bg-pop px-3 py-2 shadow-pop focus:top-2"
      >{t`Skip to content`}</a>
      <Sidebar rail={rail} />
      <main
        id="main"
        tabIndex={-1}
        className="flex min-w-0 flex-1 flex-col outline-none max-sm:pb-[calc(56px+env(safe-area-inset-bottom))]"
      >
        <ConnectionBar />
        <Outlet />
      </main>
      <BottomBar />
      <VerbHost />
      <Suspense>
        <ContactHost />
      </Suspense>
      <Suspense>
        {open === 'palette' ? <Palette onClose={() => setOpen(null)} /> : null}
        {open === 'keys' ? <KeySheet onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </div>
  )
}

/** Says that live updates stopped, once it has lasted: a short break needs no word. */
function ConnectionBar() {
  const connected = useSyncExternalStore(liveState.subscribe, liveState.get)
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (connected) return setLate(false)
    const timer = setTimeout(() => setLate(true), 6000)
    return () => clearTimeout(timer)
  }, [connected])
  if (!late) return null
  return (
    <p
      role="status"
      className="bg-surface-3 px-4 py-1 text-center text-12 text-text-2"
    >{t`No connection to the server. Trying again; what you see may be old.`}</p>
  )
}
