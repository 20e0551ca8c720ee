/** The board as a value: pure functions that answer a new board and replace only the columns they touch. */
import type { Board, BoardChanges, Card, Column, ColumnHead, OtherSum, Stage } from '~/core/schema'

/** Where a card goes: right after one card, else right before another, else (neither) on top. */
export type Place = { before?: string; after?: string }

const byRank = (a: Card, b: Card) => (a.rank === b.rank ? (a.id < b.id ? -1 : 1) : a.rank < b.rank ? -1 : 1)

export function findCard(board: Board, id: string): { card: Card; column: Column; index: number } | null {
  for (const column of board.columns) {
    const index = column.cards.findIndex((c) => c.id === id)
    const card = column.cards[index]
    if (card) return { card, column, index }
  }
  return null
}

const withColumns = (board: Board, change: (column: Column) => Column): Board => {
  const columns = board.columns.map(change)
  return columns.some((c, i) => c !== board.columns[i]) ? { ...board, columns } : board
}

function without(column: Column, id: string): Column {
  const cards = column.cards.filter((c) => c.id !== id)
  return cards.length === column.cards.length ? column : { ...column, cards }
}

/** Puts a card at a place; a neighbour that is not loaded leaves it at the end of what is. */
function insert(column: Column, card: Card, where: Place): Column {
  const cards = column.cards.filter((c) => c.id !== card.id)
  const after = cards.findIndex((c) => c.id === where.after)
  const before = cards.findIndex((c) => c.id === where.before)
  const top = where.after || where.before ? cards.length : 0
  const at = after >= 0 ? after + 1 : before >= 0 ? before : top
  return { ...column, cards: [...cards.slice(0, at), card, ...cards.slice(at)] }
}

/** Puts a card where its rank says; beyond the loaded window it is left for paging to bring. */
function insertByRank(column: Column, card: Card, closed: boolean): Column {
  const cards = column.cards.filter((c) => c.id !== card.id)
  const at = closed ? 0 : cards.findIndex((c) => byRank(card, c) < 0)
  if (at < 0 && column.next !== null) return { ...column, cards }
  const index = at < 0 ? cards.length : at
  return { ...column, cards: [...cards.slice(0, index), card, ...cards.slice(index)] }
}

/** A stage's sums after a card came (sign 1) or left (-1); amounts of another currency wait for the server. */
function counted(column: Column, card: Card, sign: 1 | -1, currency: string, stages: Stage[]): Column {
  const amount = card.currency === currency ? (card.amount ?? 0) : 0
  const chance = stages.find((s) => s.id === column.stage_id)?.probability ?? 0
  return {
    ...column,
    count: column.count + sign,
    amount: column.amount + sign * amount,
    weighted: column.weighted + sign * Math.round((amount * chance) / 100),
  }
}

/** Shows a move before the server answers. */
export function moveCard(board: Board, id: string, stageId: string, where: Place, stages: Stage[]): Board {
  const found = findCard(board, id)
  if (!found) return board
  const from = found.column.stage_id
  const same = from === stageId
  const kind = stages.find((s) => s.id === stageId)?.kind ?? 'open'
  const card = same
    ? found.card
    : { ...found.card, stage_id: stageId, status: kind, stage_since: new Date().toISOString() }
  return withColumns(board, (column) => {
    if (column.stage_id === stageId) {
      const placed = insert(column, card, where)
      return same ? placed : counted(placed, card, 1, board.currency, stages)
    }
    return column.stage_id === from ? counted(without(column, id), card, -1, board.currency, stages) : column
  })
}

const withHeads = (board: Board, heads: ColumnHead[]): Board =>
  withColumns(board, (column) => {
    const head = heads.find((h) => h.stage_id === column.stage_id)
    return head ? { ...column, ...head } : column
  })

/** The totals as the sum of the open stages' heads, each currency on its own. */
function retotal(board: Board, stages: Stage[]): Board {
  const open = board.columns.filter((c) => stages.find((s) => s.id === c.stage_id)?.kind === 'open')
  const sum = (key: 'count' | 'amount' | 'weighted') => open.reduce((all, c) => all + c[key], 0)
  const others = new Map<string, OtherSum>()
  for (const other of open.flatMap((c) => c.others)) {
    const kept = others.get(other.currency) ?? { ...other, count: 0, amount: 0 }
    others.set(other.currency, { ...kept, count: kept.count + other.count, amount: kept.amount + other.amount })
  }
  const totals = { count: sum('count'), amount: sum('amount'), weighted: sum('weighted'), others: [...others.values()] }
  return { ...board, totals }
}

/** Takes over the server's word on one card and the heads it touched; the card keeps its place unless its rank disagrees. */
export function settle(board: Board, card: Card, heads: ColumnHead[], seq: number, stages: Stage[]): Board {
  const placed = place(board, card, stages)
  const next = retotal(withHeads(placed, heads), stages)
  // Only the very next entry proves that nothing of somebody else lies between.
  return { ...next, seq: seq === board.seq + 1 ? seq : board.seq }
}

function place(board: Board, card: Card, stages: Stage[]): Board {
  const closed = stages.find((s) => s.id === card.stage_id)?.kind !== 'open'
  return withColumns(board, (column) => {
    if (column.stage_id !== card.stage_id) return without(column, card.id)
    const index = column.cards.findIndex((c) => c.id === card.id)
    const before = column.cards[index - 1]
    const after = column.cards[index + 1]
    const fits =
      index >= 0 && (closed || ((!before || byRank(before, card) < 0) && (!after || byRank(card, after) < 0)))
    if (!fits) return insertByRank(column, card, closed)
    const cards = [...column.cards]
    cards[index] = card
    return { ...column, cards }
  })
}

/** Applies what changed since the board's sequence; an answer that our own moves have overtaken says nothing new.
 * `refetch` is the caller's business. */
export function applyChanges(board: Board, changes: BoardChanges, stages: Stage[]): Board {
  if (changes.seq <= board.seq) return board
  let next = board
  for (const id of changes.gone) next = withColumns(next, (column) => without(column, id))
  for (const card of changes.cards) {
    const held = findCard(next, card.id)
    if (!held || held.card.version <= card.version) next = place(next, card, stages)
  }
  return { ...withHeads(next, changes.columns), seq: changes.seq, totals: changes.totals }
}

/** Adds a further page of a column. */
export function addPage(board: Board, stageId: string, cards: Card[], next: string | null): Board {
  return withColumns(board, (column) => {
    if (column.stage_id !== stageId) return column
    const known = new Set(column.cards.map((c) => c.id))
    return { ...column, cards: [...column.cards, ...cards.filter((c) => !known.has(c.id))], next }
  })
}

/** The place of an index in a column, counted without the card itself; null when it would not move. */
export function placeAt(column: Column, id: string, index: number): Place | null {
  const own = column.cards.findIndex((c) => c.id === id)
  const cards = column.cards.filter((c) => c.id !== id)
  const at = Math.max(0, Math.min(index, cards.length))
  if (own === at) return null
  return { after: cards[at - 1]?.id, before: cards[at]?.id }
}

/** The insertion index for a pointer at `y` below the top of the list's content, rows `pitch` high, `rows` of them. */
export function indexAt(y: number, pitch: number, rows: number): number {
  return Math.max(0, Math.min(rows, Math.round(y / pitch)))
}
