/** What is said of a change of many deals. */
import { plural, t } from '@lingui/core/macro'
import type { Bulk, BulkResult, Doing } from '~/core/schema'
import { count } from '~/kit/numbers'

export function verbTitle(verb: Doing, n: number): string {
  const titles: Record<Doing, string> = {
    edit: plural(n, { one: 'Edit # deal', other: 'Edit # deals' }),
    move: plural(n, { one: 'Move # deal', other: 'Move # deals' }),
    assign: plural(n, { one: 'Assign # deal', other: 'Assign # deals' }),
    lose: plural(n, { one: 'Lose # deal', other: 'Lose # deals' }),
    snooze: plural(n, { one: 'Snooze # deal', other: 'Snooze # deals' }),
    wake: plural(n, { one: 'Wake # deal', other: 'Wake # deals' }),
    archive: plural(n, { one: 'Archive # deal', other: 'Archive # deals' }),
    restore: plural(n, { one: 'Restore # deal', other: 'Restore # deals' }),
    delete: plural(n, { one: 'Delete # deal', other: 'Delete # deals' }),
    hand_over: plural(n, { one: 'Hand over # record', other: 'Hand over # records' }),
    convert: plural(n, { one: 'Convert # value', other: 'Convert # values' }),
  }
  return titles[verb]
}

/** What would become of them. */
export function foretold(result: BulkResult): string[] {
  const said = [plural(result.changed, { one: '# deal changes', other: '# deals change' })]
  if (result.unchanged) said.push(plural(result.unchanged, { one: '# is so already', other: '# are so already' }))
  if (result.refused) said.push(plural(result.refused, { one: '# stays as it is', other: '# stay as they are' }))
  return said
}

/** What became of them. */
export function told({ verb, result }: Bulk): string {
  const { changed } = result
  if (verb === 'hand_over')
    return plural(changed, { one: '# record was handed over', other: '# records were handed over' })
  if (verb === 'convert') return plural(changed, { one: '# value was converted', other: '# values were converted' })
  return plural(changed, { one: '# deal was changed', other: '# deals were changed' })
}

export function putBack({ verb, result }: Bulk): string {
  const { left, undone } = result
  const back =
    verb === 'hand_over' || verb === 'convert'
      ? plural(undone, { one: '# record is as before', other: '# records are as before' })
      : plural(undone, { one: '# deal is as before', other: '# deals are as before' })
  const kept = count(left)
  return left ? t`${back}; ${kept} changed since, and stay` : back
}
