/** Edits that meet others' edits: a change by somebody else to other fields is no conflict. */
import { t } from '@lingui/core/macro'
import { isConflict, Problem } from './problem'

type Versioned = { version: number }
type Values = Record<string, unknown>

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Whether nobody else changed the fields of a patch between two readings; of own fields those that it names. */
export function untouched<T extends Versioned>(before: T, current: T, patch: object): boolean {
  const alike = (was: Values, is: Values, named: Values): boolean =>
    Object.entries(named).every(([field, value]) =>
      field === 'custom'
        ? alike((was[field] ?? {}) as Values, (is[field] ?? {}) as Values, value as Values)
        : same(was[field], is[field]),
    )
  return current.version !== before.version && alike(before as Values, current as Values, patch as Values)
}

/** The record as an edit leaves it, to show before the answer; of own fields those not named stay. */
export function edited<T extends object>(before: T, patch: object, shown: object = {}): T {
  const after = { ...before, ...patch, ...shown }
  if ('custom' in patch)
    Object.assign(after, { custom: { ...((before as Values).custom as Values), ...(patch.custom as Values) } })
  return after
}

/**
 * Sends an edit made on `before`. On a conflict the record is read again: the edit is sent once more on top of it when
 * its fields are as they were, else the conflict is thrown and `read`'s answer says what stands now.
 */
export async function editOnTop<T extends Versioned, R>(
  before: T,
  patch: object,
  send: (version: number) => Promise<R>,
  read: () => Promise<T>,
): Promise<R> {
  try {
    return await send(before.version)
  } catch (error) {
    if (!isConflict(error)) throw error
    const current = await read()
    if (untouched(before, current, patch)) return send(current.version)
    throw new Problem(409, {
      ...error.body,
      detail: t`Somebody changed this at the same time. It shows what they wrote; save again to put yours.`,
    })
  }
}
