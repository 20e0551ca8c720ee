/** Hands the person a file made in the browser. */
import { type Cell, csvText } from '~/kit/csv'

/** With a byte order mark, so that spreadsheets read UTF-8. */
export function downloadCsv(name: string, rows: Cell[][]): void {
  const blob = new Blob(['\ufeff', csvText(rows)], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
