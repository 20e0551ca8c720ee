/** Edits that meet others' edits: a change by somebody else to other fields is no conflict. */
import { t } from '@lingui/core/macro'
import { isConflict, Problem } from './problem'

type Versioned = { version: number }

/** Whether nobody else changed the fields of a patch between two readings. */
export function untouched<T extends Versioned>(before: T, current: T, patch: object): boolean {
  return (
    current.version !== before.version && (Object.keys(patch) as (keyof T)[]).every((f) => before[f] === current[f])
  )
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
