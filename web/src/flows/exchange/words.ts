/** Words of the import: kinds of records, states, sums in a sentence. */
import { plural, t } from '@lingui/core/macro'
import type { Certainty, Import, ImportRecord, ImportResult, ImportStatus } from '~/core/schema'
import { count } from '~/kit/numbers'
import type { Tone } from '~/ui/Chip'

export const RECORDS: ImportRecord[] = ['deals', 'companies', 'contacts', 'products', 'members', 'events']
/** The catalogue speaks of one, an import of many. */
export const ONE: Record<ImportRecord, string> = {
  deals: 'deal',
  companies: 'company',
  contacts: 'contact',
  products: 'product',
  members: 'member',
  events: 'deal',
}

export function recordName(record: ImportRecord): string {
  return {
    deals: t`Deals`,
    companies: t`Companies`,
    contacts: t`Contacts`,
    products: t`Products`,
    members: t`Members and teams`,
    events: t`Event log`,
  }[record]
}

/** Named in whole sentences: what follows "of" differs from language to language. */
export function vendorText(vendor: string, record: ImportRecord): string {
  return {
    deals: t`This looks like a ${vendor} export of deals.`,
    companies: t`This looks like a ${vendor} export of companies.`,
    contacts: t`This looks like a ${vendor} export of contacts.`,
    products: t`This looks like a ${vendor} export of products.`,
    members: t`This looks like a ${vendor} export of users.`,
    events: t`This looks like a ${vendor} export of stage changes.`,
  }[record]
}

/** "8,800 deals". Takes the server's words for one kind ("deal") as well. */
export function countOf(kind: string, n: number): string {
  const said: Record<string, string> = {
    deal: plural(n, { one: '# deal', other: '# deals' }),
    company: plural(n, { one: '# company', other: '# companies' }),
    contact: plural(n, { one: '# contact', other: '# contacts' }),
    product: plural(n, { one: '# product', other: '# products' }),
    deal_line: plural(n, { one: '# line of a deal', other: '# lines of deals' }),
    member: plural(n, { one: '# member', other: '# members' }),
    team: plural(n, { one: '# team', other: '# teams' }),
    pipeline: plural(n, { one: '# pipeline', other: '# pipelines' }),
    stage: plural(n, { one: '# stage', other: '# stages' }),
    event: plural(n, { one: '# event', other: '# events' }),
    row: plural(n, { one: '# row', other: '# rows' }),
    record: plural(n, { one: '# record', other: '# records' }),
    lost_reason: plural(n, { one: '# lost reason', other: '# lost reasons' }),
  }
  return said[kind] ?? `${count(n)} ${kind}`
}

export const rowsText = (n: number): string => plural(n, { one: '# row', other: '# rows' })

export function statusText(status: ImportStatus): { text: string; tone: Tone } {
  const said: Record<ImportStatus, { text: string; tone: Tone }> = {
    draft: { text: t`Not checked yet`, tone: 'quiet' },
    checking: { text: t`Checking`, tone: 'accent' },
    checked: { text: t`Checked, not imported`, tone: 'accent' },
    applying: { text: t`Importing`, tone: 'accent' },
    applied: { text: t`Imported`, tone: 'ok' },
    cancelled: { text: t`Stopped`, tone: 'warn' },
    failed: { text: t`Failed`, tone: 'bad' },
    undoing: { text: t`Being undone`, tone: 'accent' },
    undone: { text: t`Undone`, tone: 'quiet' },
  }
  return said[status]
}

export const busy = (status: ImportStatus): boolean => ['checking', 'applying', 'undoing'].includes(status)
/** Whether the plan may still be changed: nothing of it is written. A check that failed leaves it so. */
export const open = ({ status, can_undo }: Pick<Import, 'status' | 'can_undo'>): boolean =>
  ['draft', 'checked', 'checking'].includes(status) || (status === 'failed' && !can_undo)

export function certaintyText(level: Certainty): string {
  if (level === 3) return t`certain`
  return level === 2 ? t`likely` : t`please look`
}

const WEIGHT = ['deal', 'company', 'contact', 'product', 'member', 'team', 'pipeline']
const weight = (kind: string) => (WEIGHT.includes(kind) ? WEIGHT.indexOf(kind) : WEIGHT.length)

/** What was made, in the order of weight: "8,800 deals, 85 companies". */
export function createdText(result: Pick<ImportResult, 'created'>): string {
  const parts = Object.entries(result.created)
    .filter(([, n]) => n > 0)
    .toSorted(([a], [b]) => weight(a) - weight(b))
  return parts.map(([kind, n]) => countOf(kind, n)).join(', ')
}

export function phaseText(phase: string): string {
  const said: Record<string, string> = {
    reading: t`Reading the files`,
    checking: t`Checking the rows`,
    members: t`Members and teams`,
    products: t`Products`,
    companies: t`Companies`,
    contacts: t`Contacts`,
    names: t`Names`,
    parents: t`Parent companies`,
    teams: t`Teams`,
    deals: t`Deals`,
    pipeline: t`Pipeline`,
    cases: t`Cases of the event log`,
    undoing: t`Taking it back`,
  }
  return said[phase] ?? phase.charAt(0).toUpperCase() + phase.slice(1).replaceAll('_', ' ')
}

export const fileSize = (bytes: number): string =>
  bytes < 1_000_000
    ? t`${count(Math.max(1, Math.round(bytes / 1000)))} kB`
    : t`${count(Math.round(bytes / 100_000) / 10)} MB`
