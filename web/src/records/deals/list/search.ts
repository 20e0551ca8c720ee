/** What the address of the deals list may hold. */
import type { Condition } from '~/core/schema'

export type DealsSearch = {
  filter?: Condition
  /** A field; "-" before it reverses. */
  sort?: string
  /** Beginning of the name. */
  q?: string
  /** Where the filter comes from, such as the name of a figure. */
  from?: string
}

/** A condition from an address: an object, or JSON text; anything else is dropped. */
export function conditionOf(value: unknown): Condition | undefined {
  if (typeof value === 'string') {
    try {
      return conditionOf(JSON.parse(value))
    } catch {
      return undefined
    }
  }
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Condition) : undefined
}

/** Keeps what is known and has a value. */
export function dealsSearch(search: Record<string, unknown>): DealsSearch {
  const kept: DealsSearch = {}
  const filter = conditionOf(search.filter)
  if (filter) kept.filter = filter
  for (const name of ['sort', 'q', 'from'] as const)
    if (search[name] !== undefined && search[name] !== '') kept[name] = String(search[name])
  return kept
}
