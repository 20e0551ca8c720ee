/** Small state marks: chips, key hints, stage dots. A colour never stands alone: the text or icon says it too. */
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Tone = 'plain' | 'quiet' | 'ok' | 'warn' | 'bad' | 'accent'

const tones: Record<Tone, string> = {
  plain: 'text-text-2',
  quiet: 'bg-surface-2 text-text-2',
  ok: 'bg-ok-tint text-ok',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
  accent: 'bg-accent-tint text-accent',
}

type ChipProps = { tone?: Tone; icon?: ReactNode; children: ReactNode; className?: string; tip?: string }

export function Chip({ tone = 'quiet', icon, children, className, tip }: ChipProps) {
  return (
    <span
      data-tip={tip}
      className={cx(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-4 text-12 whitespace-nowrap',
        tone === 'plain' ? 'pe-1.5' : 'px-1.5',
        icon && tone !== 'plain' ? 'ps-1' : '',
        tones[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-4 border border-border-2 bg-surface px-1 font-sans text-11 font-medium text-text-2">
      {children}
    </kbd>
  )
}

/** "mod+k", "shift+w" or "g b" as separate key caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split(/[ +]/).map((part, i) => (
        <Kbd key={`${part}${i}`}>{keyName(part)}</Kbd>
      ))}
    </span>
  )
}

const apple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
const keyNames: Record<string, string> = {
  mod: apple ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: apple ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  ' ': 'Space',
}
function keyName(part: string) {
  return keyNames[part] ?? part.toUpperCase()
}

/** The dot that carries a stage's hue; decoration beside its name. */
export function StageDot({ hue, size = 8 }: { hue: number; size?: number }) {
  return (
    <span
      aria-hidden
      className="inline-block shrink-0 rounded-full"
      style={{ width: size, height: size, background: `oklch(var(--hue-l) var(--hue-c) ${hue})` }}
    />
  )
}
