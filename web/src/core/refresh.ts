/** Keeps cached answers true: a live event marks what it touches as stale, at most twice a second. The board patches itself. */
import { onLive } from './live'
import { queryClient } from './query'

const recordOf: Record<string, string> = {
  deal: 'deals',
  co: 'companies',
  con: 'contacts',
  prod: 'products',
  pipe: 'pipelines',
  stage: 'pipelines',
  mem: 'members',
  team: 'teams',
  mrole: 'roles',
  imp: 'imports',
  act: 'activities',
  part: 'people',
  line: 'lines',
  src: 'sources',
  role: 'deal-roles',
  tgt: 'figures',
  rate: 'rates',
  reason: 'lost-reasons',
  tok: 'tokens',
  ws: 'session',
}

/** What an event's ids make stale: [record, id] pairs. */
export function touched(ids: string[]): [record: string, id: string][] {
  return ids.flatMap((id) => {
    const record = recordOf[id.split('_')[0] ?? '']
    return record ? [[record, id] as [string, string]] : []
  })
}

export function keepFresh(): () => void {
  const records = new Set<string>()
  const exact = new Set<string>()
  let timer = 0
  function flush() {
    timer = 0
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [record, id] }) =>
        records.has(String(record)) && (id === 'list' || exact.has(String(id)) || record === 'session'),
    })
    // A stage that came, went or changed its gate changes the board as a whole.
    if (records.has('pipelines')) void queryClient.invalidateQueries({ queryKey: ['board'] })
    // An activity, a person or a line belongs to a deal's page and figures rest on deals: both follow.
    if (['deals', 'activities', 'figures'].some((each) => records.has(each)))
      void queryClient.invalidateQueries({ queryKey: ['figures'] })
    if (['activities', 'people', 'lines'].some((each) => records.has(each)))
      void queryClient.invalidateQueries({ queryKey: ['deals'], predicate: (q) => q.queryKey.length > 2 })
    records.clear()
    exact.clear()
  }
  const stop = onLive((event) => {
    if (event.reset) return void queryClient.invalidateQueries()
    for (const [record, id] of touched(event.ids)) {
      records.add(record)
      exact.add(id)
    }
    timer ||= window.setTimeout(flush, 500)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
