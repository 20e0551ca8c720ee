/** People and companies as small marks: initials on the person's hue, a symbol on the company's. */
import { Building2 } from 'lucide-react'
import { cx } from './cx'
import { hueOf, initials } from './hue'

type AvatarProps = { name: string | null; hue?: number | null; size?: 20 | 24 | 28 | 32 | 40; className?: string }

/** Pass `name={null}` for nobody: a dashed seat. */
export function Avatar({ name, hue, size = 20, className }: AvatarProps) {
  const box = { width: size, height: size, fontSize: size < 28 ? 10 : size < 40 ? 11 : 14 }
  if (name === null)
    return (
      <span
        aria-hidden
        className={cx('inline-block shrink-0 rounded-full border border-dashed border-border-3', className)}
        style={box}
      />
    )
  const h = hue ?? hueOf(name)
  return (
    <span
      aria-hidden
      data-tip={name}
      className={cx('inline-flex shrink-0 items-center justify-center rounded-full font-semibold', className)}
      style={{
        ...box,
        letterSpacing: 0,
        background: `oklch(var(--person-bg-l) var(--person-bg-c) ${h})`,
        color: `oklch(var(--person-fg-l) var(--person-fg-c) ${h})`,
      }}
    >
      {initials(name)}
    </span>
  )
}

type LogoProps = { name: string | null; size?: 18 | 20 | 24 | 32 | 40; className?: string }

/** A company's mark: its first letter on a hue that follows from the name. */
export function Logo({ name, size = 18, className }: LogoProps) {
  const h = name ? hueOf(name) : 260
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-4 font-semibold text-[oklch(1_0_0)]',
        size >= 32 && 'rounded-6',
        className,
      )}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.56),
        letterSpacing: 0,
        background: `oklch(var(--logo-l) ${name ? 0.12 : 0.01} ${h})`,
      }}
    >
      {name ? [...name.trim()][0]?.toUpperCase() : <Building2 size={size * 0.62} strokeWidth={2} />}
    </span>
  )
}
