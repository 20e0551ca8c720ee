/** A condition said as a sentence, as the server says it: "Owner is Ana Keller and Status is one of Won, Lost". */
import { t } from '@lingui/core/macro'
import type { Clause, Condition, Field } from '~/core/schema'

/** How a value of a field is written; gets the field (if known) and the raw value. */
export type Show = (field: Field | undefined, value: unknown) => string
type Tree = Condition | Clause | { not: Tree }

function words(op: string, dated: boolean): string {
  const plain: Record<string, string> = {
    eq: t`is`,
    ne: t`is not`,
    in: t`is one of`,
    not_in: t`is none of`,
    lt: dated ? t`is before` : t`is below`,
    le: dated ? t`is on or before` : t`is at most`,
    gt: dated ? t`is after` : t`is above`,
    ge: dated ? t`is on or after` : t`is at least`,
    between: t`is between`,
    contains: t`contains`,
    starts_with: t`starts with`,
    is_empty: t`is empty`,
    not_empty: t`is filled`,
  }
  return plain[op] ?? op
}

const branches = (tree: Tree): { list: Tree[]; any: boolean } | null =>
  'all' in tree ? { list: tree.all, any: false } : 'any' in tree ? { list: tree.any, any: true } : null

/** "One of" every choice there is says nothing. */
function idle(tree: Tree, fields: Field[]): boolean {
  const { field: name, op, value } = tree as Clause
  const choices = fields.find((f) => f.name === name)?.choices ?? []
  return op === 'in' && choices.length > 0 && Array.isArray(value) && choices.every((c) => value.includes(c.value))
}

/** Takes out groups and clauses that say nothing, and groups of one. */
export function plainer(tree: Tree, fields: Field[] = []): Tree | null {
  if ('not' in tree) {
    const inner = plainer(tree.not, fields)
    return inner && { not: inner }
  }
  const node = branches(tree)
  if (!node) return idle(tree, fields) ? null : tree
  const kept = node.list
    .map((x) => plainer(x, fields))
    .filter((x) => x !== null)
    .flatMap((x) => (!node.any && 'all' in x ? x.all : !!node.any && 'any' in x ? x.any : [x])) as Clause[]
  if (!kept.length) return null
  if (kept.length === 1) return kept[0] ?? null
  return node.any ? { any: kept } : { all: kept }
}

export function sentence(condition: Tree, fields: Field[], show: Show): string {
  const tree = plainer(condition, fields)
  return tree ? say(tree, fields, show) : t`Every deal`
}

function say(tree: Tree, fields: Field[], show: Show): string {
  if ('not' in tree) return t`not (${say(tree.not, fields, show)})`
  const node = branches(tree)
  if (node) {
    const parts = node.list.map((x) => (branches(x) ? `(${say(x, fields, show)})` : say(x, fields, show)))
    return parts.join(node.any ? ` ${t`or`} ` : ` ${t`and`} `)
  }
  const { field: name, op, value } = tree as Clause
  const field = fields.find((f) => f.name === name)
  const label = field?.label ?? name.replace(/_id$/, '').replaceAll('_', ' ')
  const verb = words(op, field?.type === 'date' || field?.type === 'instant')
  if (op === 'is_empty' || op === 'not_empty') return `${label} ${verb}`
  if (op === 'between' && Array.isArray(value))
    return t`${label} ${verb} ${show(field, value[0])} and ${show(field, value[1])}`
  const list = Array.isArray(value) ? value : [value]
  const shown = list.slice(0, 3).map((v) => show(field, v))
  const rest = list.length - shown.length
  return `${label} ${verb} ${shown.join(', ')}${rest > 0 ? t` and ${rest} more` : ''}`
}
