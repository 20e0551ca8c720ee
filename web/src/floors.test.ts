/** The plan of the house as a test: imports go down only, files stay small, layout is by logical properties. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = dirname(fileURLToPath(import.meta.url))
const FLOORS = ['ui', 'kit', 'core', 'records', 'insight', 'flows', 'rooms', 'app']
/** Rooms of `records`, each may use those before it. */
const ROOMS = ['workspace', 'members', 'companies', 'contacts', 'products', 'pipelines', 'deals', 'activities']
/** Floors that stand side by side: neither may use the other's rooms except downwards in this list. */
const LIMIT = 400

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.(ts|tsx|css)$/.test(f) && !f.endsWith('.d.ts') && !f.startsWith('locales'))
  .map((f) => f.replaceAll('\\', '/'))
const read = (file: string) => readFileSync(join(SRC, file), 'utf8')

function imports(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .map((m) => m[1] ?? '')
    .filter((to) => to.startsWith('~/') || to.startsWith('.'))
    .map((to) =>
      to.startsWith('~/') ? to.slice(2) : relative(SRC, resolve(SRC, dirname(file), to)).replaceAll('\\', '/'),
    )
}

/** Why an import may not be, or null. */
export function wrongImport(from: string, to: string): string | null {
  const [floor = '', room = ''] = from.split('/')
  const [toFloor = '', toRoom = ''] = to.split('/')
  const up = FLOORS.indexOf(toFloor) - FLOORS.indexOf(floor)
  if (FLOORS.indexOf(toFloor) < 0 || FLOORS.indexOf(floor) < 0) return `${from}: unknown floor in ${to}`
  if (up > 0) return `${from} imports upward: ${to}`
  if (up === 0 && floor === 'records' && ROOMS.indexOf(toRoom) > ROOMS.indexOf(room))
    return `${from} imports a later room: ${to}`
  return null
}

describe('floors', () => {
  it('imports go to floors below or earlier rooms', () => {
    const wrong = files
      .filter((f) => f.includes('/') && !f.includes('.test.'))
      .flatMap((f) => imports(f).map((to) => wrongImport(f, to)))
      .filter(Boolean)
    expect(wrong).toEqual([])
  })
  it('knows an upward import when it sees one', () => {
    expect(wrongImport('core/api.ts', 'app/router')).toContain('upward')
    expect(wrongImport('records/companies/x.tsx', 'records/deals/y')).toContain('later room')
    expect(wrongImport('records/deals/x.tsx', 'records/companies/y')).toBeNull()
  })
  it('every room of records is on the plan', () => {
    const rooms = new Set(files.filter((f) => f.startsWith('records/')).map((f) => f.split('/')[1]))
    expect([...rooms].filter((r) => r && !ROOMS.includes(r))).toEqual([])
  })
  it('only tokens: no raw colours outside the token file', () => {
    const wrong = files.filter(
      (f) => !f.endsWith('tokens.css') && !f.includes('.test.') && /#[0-9a-f]{6}\b|rgba?\(/i.test(read(f)),
    )
    expect(wrong).toEqual([])
  })
})

describe('files', () => {
  it(`are at most ${LIMIT} lines`, () => {
    expect(files.filter((f) => read(f).split('\n').length > LIMIT)).toEqual([])
  })
  it('lay out by logical properties', () => {
    const physical =
      /(?<=[\s"'`:!])-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-l|rounded-r|rounded-tl|rounded-tr|rounded-bl|rounded-br|text-left|text-right)-(?:\d|\[|auto|full|px|1\/2)|text-(?:left|right)(?=[\s"'`])/
    expect(files.filter((f) => f.endsWith('.tsx') && physical.test(read(f)))).toEqual([])
  })
  it('say what they are for in the first line', () => {
    expect(files.filter((f) => !/^(\/\*|\/\/)/.test(read(f)))).toEqual([])
  })
  it('have no vague names', () => {
    expect(files.filter((f) => /(^|\/)(utils?|helpers?|common|manager|service)(\/|\.|s?\.)/i.test(f))).toEqual([])
  })
})
