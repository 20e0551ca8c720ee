// After the build: writes .gz and .br beside every text asset and build.json (version, files) for the server.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const out = fileURLToPath(new URL('../../src/headgate/web_static/', import.meta.url))
const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)],
  )

const files = walk(out).filter((f) => !/\.(gz|br)$/.test(f) && !f.endsWith('build.json'))
for (const file of files) {
  if (!/\.(js|css|html|svg|json)$/.test(file)) continue
  const raw = readFileSync(file)
  writeFileSync(`${file}.gz`, gzipSync(raw, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
}

let commit = null
try {
  commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: out, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    .trim()
} catch {
  // A source archive has no git: the field stays null.
}
const project = readFileSync(fileURLToPath(new URL('../../pyproject.toml', import.meta.url)), 'utf8')
const version = /^version = "([^"]+)"/m.exec(project)?.[1] ?? null
const sizes = Object.fromEntries(files.map((f) => [relative(out, f).replaceAll('\\', '/'), statSync(f).size]))
writeFileSync(join(out, 'build.json'), `${JSON.stringify({ version, commit, files: sizes }, null, 1)}\n`)
