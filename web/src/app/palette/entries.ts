/** What the palette shows for a typed text: fitting actions by section, then records, in a steady order. */
import { t } from '@lingui/core/macro'
import type { Action } from '~/core/actions'
import type { SearchHit } from '~/core/schema'
import { fit } from '~/core/score'

export type Entry = {
  key: string
  title: string
  hint?: string
  ranges: [number, number][]
  score: number
  action?: Action
  hit?: SearchHit
  mark: string | null
}
export type Group = { title: string; entries: Entry[] }

const PER_GROUP = 6

/** Sections follow the order of the registry: what was registered last, the page's, comes first. */
export function entriesFor(text: string, actions: readonly Action[], hits: SearchHit[], onThing: boolean): Group[] {
  const sections = new Map<string, Entry[]>()
  for (const action of actions) {
    if (action.quiet || action.enabled?.() === false) continue
    const match = fit(text, action.title)
    if (!match) continue
    const entry = { key: action.id, title: action.title, hint: action.hint, ...match, action, mark: null }
    sections.set(action.section, [...(sections.get(action.section) ?? []), entry])
  }
  const commands = [...sections].map(([title, entries]) => ({
    title,
    entries: text ? entries.sort((a, b) => b.score - a.score).slice(0, PER_GROUP) : entries,
  }))
  const begun = (['deal', 'company', 'contact'] as const).map((type) => ({
    title: { deal: t`Deals`, company: t`Companies`, contact: t`Contacts` }[type],
    entries: hits
      .filter((h) => h.type === type && !h.near)
      .slice(0, PER_GROUP)
      .map(entryOf),
  }))
  const near = {
    title: t`Did you mean`,
    entries: hits
      .filter((h) => h.near)
      .slice(0, PER_GROUP)
      .map(entryOf),
  }
  // With a deal in focus its own commands lead; else what is looked for is most likely a record.
  const lead = onThing ? commands.filter((g) => g.title === t`On this deal`) : []
  return [...lead, ...begun, near, ...commands.filter((g) => !lead.includes(g))].filter((g) => g.entries.length > 0)
}

function entryOf(hit: SearchHit): Entry {
  const hint = [hit.matched, hit.subtitle].filter(Boolean).join(' · ')
  return {
    key: hit.id,
    title: hit.title,
    hint: hint || undefined,
    ranges: inUnits(hit.title, hit.ranges),
    score: 0,
    hit,
    mark: hit.type === 'deal' ? hit.subtitle?.split(' · ')[0] || hit.title : hit.title,
  }
}

/** The server counts characters; where a title has an emoji, a string has more units than that. */
export function inUnits(title: string, ranges: [number, number][]): [number, number][] {
  const characters = [...title]
  if (characters.length === title.length) return ranges
  const at = (place: number) => characters.slice(0, place).join('').length
  return ranges.map(([from, to]) => [at(from), at(to)])
}
