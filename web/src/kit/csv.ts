/** CSV text of a table; text that a spreadsheet would run as a formula gets an apostrophe, as on the server. */

// The wide forms count in East Asian locales; a mark that is there already is marked again, so that it can be taken off.
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

export type Cell = string | number | null | undefined

/** Numbers stay numbers; text that begins like a formula is marked. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows joined by CRLF, as RFC 4180 has it. */
export function csvText(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}
