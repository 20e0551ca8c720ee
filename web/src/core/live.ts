/** The event stream: one connection a tab, resumed from the last sequence, fanned out to whoever listens. */
import type { LiveEvent } from './schema'

type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()
const states = new Set<() => void>()
let source: EventSource | null = null
let last = 0
let wait = 1000
let timer = 0
let wanted = false
let connected = true

function connect(): void {
  if (!wanted || source || document.hidden) return
  source = new EventSource(`/api/v1/events?since=${last}`)
  source.onopen = () => {
    wait = 1000
    say(true)
  }
  source.onmessage = (message) => {
    const event = JSON.parse(message.data) as LiveEvent
    if (event.seq <= last) return
    last = event.seq
    for (const listener of listeners) listener(event)
  }
  source.onerror = () => {
    // The browser's own retry keeps the old `since`; reopening from the last sequence misses nothing.
    disconnect()
    say(false)
    timer = window.setTimeout(connect, wait)
    wait = Math.min(wait * 2, 30_000)
  }
}

function disconnect(): void {
  clearTimeout(timer)
  source?.close()
  source = null
}

function say(now: boolean): void {
  if (connected === now) return
  connected = now
  for (const state of states) state()
}

/** A hidden tab lets go of its connection (browsers allow six a server) and catches up when it is seen again. */
function seen(): void {
  clearTimeout(timer)
  if (document.hidden) timer = window.setTimeout(disconnect, 20_000)
  else connect()
}

/** Starts after sign-in, from the session's sequence. */
export function startLive(seq: number): void {
  if (wanted) return
  wanted = true
  last = Math.max(last, seq)
  document.addEventListener('visibilitychange', seen)
  connect()
}

export function stopLive(): void {
  wanted = false
  last = 0
  document.removeEventListener('visibilitychange', seen)
  disconnect()
}

/** The sequence of the newest event seen. */
export const lastSeq = (): number => last

/** Calls back on every event until the answer is called. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const liveState = {
  get: () => connected,
  subscribe(listener: () => void) {
    states.add(listener)
    return () => states.delete(listener)
  },
}
