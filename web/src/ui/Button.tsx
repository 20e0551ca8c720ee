/** Push buttons: one look per weight, 28/32/40 high, 44 where the pointer is coarse. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx'

export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'danger' | 'won'
export type ButtonSize = 'sm' | 'md' | 'lg'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover disabled:bg-surface-3 disabled:text-text-3',
  secondary: 'bg-card text-text shadow-control hover:bg-surface-2 disabled:text-text-3',
  ghost: 'text-text-2 hover:bg-surface-2 hover:text-text disabled:text-text-3',
  danger: 'bg-card text-bad shadow-control hover:bg-bad-tint disabled:text-text-3',
  won: 'bg-ok-tint text-ok shadow-[inset_0_0_0_1px_var(--ok-line)] hover:shadow-[inset_0_0_0_1px_var(--ok)]',
}
const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2 gap-1.5',
  md: 'h-8 px-3 gap-1.5',
  lg: 'h-10 px-4 gap-2 text-14',
}

export function buttonClass(look: ButtonLook = 'secondary', size: ButtonSize = 'md', extra?: string) {
  return cx(
    'inline-flex shrink-0 items-center justify-center rounded-6 font-medium whitespace-nowrap select-none',
    'transition-[background-color,box-shadow] duration-[120ms] ease-out coarse:min-h-11',
    looks[look],
    sizes[size],
    extra,
  )
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook
  size?: ButtonSize
  icon?: ReactNode
  /** Shows a quiet spinner and ignores presses while true. */
  busy?: boolean
  tip?: string
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look, size, icon, busy, tip, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      data-tip={tip}
      className={buttonClass(look, size, className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

export type IconButtonProps = Omit<ButtonProps, 'icon' | 'size'> & {
  /** Read out and shown as the tip. */
  label: string
  /** Key hint shown in the tip, such as "C". */
  keys?: string
  size?: 'xs' | 'sm' | 'md'
}

export function IconButton({
  label,
  keys,
  size = 'md',
  look = 'ghost',
  className,
  children,
  ...rest
}: IconButtonProps) {
  const box = { xs: 'size-6 coarse:size-11', sm: 'size-7 coarse:size-11', md: 'size-8 coarse:size-11' }[size]
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={label}
      data-tip-keys={keys}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-6 transition-colors duration-[120ms]',
        looks[look],
        box,
        className,
      )}
    >
      {children}
    </button>
  )
}

export function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-[spin_0.8s_linear_infinite] rounded-full border-2 border-current border-e-transparent opacity-60"
    />
  )
}
