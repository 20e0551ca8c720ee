// Fails when the first load of the board (entry, board route and all their static imports) passes its budget.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const out = fileURLToPath(new URL('../../src/headgate/web_static/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${out}manifest.json`, 'utf8'))
const gz = (file) => gzipSync(readFileSync(out + file), { level: 9 }).length

function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue
    seen.add(key)
    closure(manifest[key].imports ?? [], seen)
  }
  return seen
}

const keyOf = (end) => Object.keys(manifest).find((k) => k.endsWith(end))
const starts = [keyOf('index.html'), keyOf('app/BoardRoute.tsx')]
if (starts.includes(undefined)) throw new Error('the bundle lacks its entry or the route of the board')
const first = closure(starts)
const js = [...first].map((k) => manifest[k].file).filter((f) => f.endsWith('.js'))
const css = new Set([...first].flatMap((k) => manifest[k].css ?? []))
const total = (files) => [...files].reduce((sum, f) => sum + gz(f), 0) / 1000

const rows = [
  ['board, first load, JS', total(js), 170],
  ['CSS', total(css), 25],
]
const aria = Object.values(manifest).find((m) => m.name === 'aria')
if (aria) rows.push(['shared React Aria chunk', total([aria.file]), 125])
for (const [name, size, bar] of rows)
  process.stdout.write(`${size > bar ? 'OVER' : 'ok  '} ${name}: ${size.toFixed(1)} kB gz of ${bar}\n`)
if (process.argv.includes('--list'))
  for (const f of js) process.stdout.write(`     ${(gz(f) / 1000).toFixed(1).padStart(6)} ${f}\n`)
if (rows.some(([, size, bar]) => size > bar)) process.exit(1)
