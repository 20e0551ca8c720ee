/** The picture beside sign-in: lines flow through three gates, some stop before one. Decoration; the words say it. */
import { t } from '@lingui/core/macro'

const GATES = [
  { x: 218, from: 182, to: 722 },
  { x: 420, from: 243, to: 660 },
  { x: 621, from: 299, to: 604 },
]
const LINES = 26
/** How many gates each line passes; 3 = flows on. */
const PASSES = [0, 1, 3, 0, 0, 2, 1, 0, 3, 2, 0, 1, 3, 0, 3, 0, 1, 3, 0, 2, 0, 1, 3, 1, 2, 0]

function lineY(gate: number, at: number): number {
  const passing = PASSES.map((p, i) => [p, i] as const).filter(([p]) => p >= gate)
  const place = passing.findIndex(([, i]) => i === at)
  const box = GATES[Math.min(gate, 2)]
  if (gate === 0) return 205 + (at * 494) / (LINES - 1)
  if (!box) return 0
  if (gate === 3) return 368 + place * 33
  return box.from + 48 + (place * (box.to - box.from - 96)) / Math.max(1, passing.length - 1)
}

function line(at: number) {
  const passes = PASSES[at] ?? 0
  const points: [number, number][] = [[0, lineY(0, at)]]
  for (let gate = 0; gate < passes; gate++) points.push([GATES[gate]?.x ?? 0, lineY(gate, at)])
  const last = passes === 3 ? 860 : (GATES[passes]?.x ?? 0) - 20
  points.push([last, lineY(passes, at)])
  const d = points.map(([x, y], i) => {
    if (i === 0) return `M${x} ${y}`
    const [px, py] = points[i - 1] ?? [0, 0]
    return i === 1 && passes > 0
      ? `L${x} ${y}`
      : `C${px + (x - px) * 0.45} ${py} ${px + (x - px) * 0.55} ${y} ${x} ${y}`
  })
  return { d: d.join(' '), passes, end: points[points.length - 1] ?? [0, 0] }
}

export function FlowPicture() {
  return (
    <aside className="flex flex-1 flex-col justify-center overflow-hidden bg-column max-lg:hidden">
      <svg viewBox="0 0 840 760" className="w-full" aria-hidden="true">
        {PASSES.map((_, at) => {
          const { d, passes, end } = line(at)
          const on = passes === 3
          return (
            <g
              key={`${at}-${passes}`}
              fill="none"
              stroke={on ? 'var(--accent)' : `oklch(var(--hue-l) 0.06 ${225 + at * 3} / 45%)`}
              strokeWidth={on ? 2 : 1.5}
            >
              <path d={d} />
              {on ? null : <circle cx={end[0]} cy={end[1]} r="3" fill="var(--column)" />}
            </g>
          )
        })}
        {GATES.map((g) => (
          <path key={g.x} d={`M${g.x} ${g.to}V${g.from}m-8 0h16`} stroke="var(--text)" strokeWidth="2.5" fill="none" />
        ))}
        <g fill="var(--text-2)" fontSize="12" textAnchor="middle">
          <text x="218" y="166">{t`Need is real`}</text>
          <text x="420" y="227">{t`Buyer is met`}</text>
          <text x="621" y="283">{t`Terms are agreed`}</text>
        </g>
      </svg>
      <div className="px-16 pb-8">
        <p className="text-18 font-semibold">{t`What flows on, and why.`}</p>
        <p className="mt-1 text-14 text-text-2">{t`Gates decide which deals move. Every figure opens the deals behind it.`}</p>
      </div>
    </aside>
  )
}
