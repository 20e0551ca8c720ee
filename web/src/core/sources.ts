/** Sources as a tree: what stands below what, and how a source is said with all that is above it. */
import { api } from './api'
import { keys } from './query'
import type { Page, Source } from './schema'

export const sourcesQuery = {
  queryKey: keys.sources,
  queryFn: async () => (await api.get<Page<Source>>('/sources')).items,
  staleTime: 5 * 60_000,
}

export type Branch = { source: Source; below: Branch[] }

/** The tree, each level in the order given. A source whose parent is not among them stands at the top. */
export function treeOf(sources: Source[]): Branch[] {
  const there = new Set(sources.map((s) => s.id))
  const under = (parent: string | null): Branch[] =>
    sources
      .filter((s) => (s.parent_id && there.has(s.parent_id) ? s.parent_id : null) === parent)
      .map((source) => ({ source, below: under(source.id) }))
  return under(null)
}

/** Those in use, and archived ones that some in use stand below. */
export function inUse(sources: Source[]): Source[] {
  const byId = new Map(sources.map((s) => [s.id, s]))
  const kept = new Set<string>()
  for (const source of sources) {
    if (source.archived) continue
    for (let at: Source | undefined = source; at && !kept.has(at.id); at = byId.get(at.parent_id ?? '')) kept.add(at.id)
  }
  return sources.filter((s) => kept.has(s.id))
}

/** The names of what stands above, the topmost first. */
export function above(source: Source, sources: Source[]): string[] {
  const names: string[] = []
  let at = sources.find((s) => s.id === source.parent_id)
  // No circle is ever kept, but one must not hang the page.
  for (; at && names.length < sources.length; at = sources.find((s) => s.id === at?.parent_id)) names.unshift(at.name)
  return names
}

/** The source and all below it: those that it cannot be put under. */
export function withBelow(id: string, sources: Source[]): Set<string> {
  const found = new Set([id])
  for (let grown = 0; grown !== found.size; ) {
    grown = found.size
    for (const s of sources) if (s.parent_id && found.has(s.parent_id)) found.add(s.id)
  }
  return found
}

/** All in the order of the tree, each with its depth. */
export function indented(branches: Branch[], depth = 0): { source: Source; depth: number }[] {
  return branches.flatMap(({ source, below }) => [{ source, depth }, ...indented(below, depth + 1)])
}
