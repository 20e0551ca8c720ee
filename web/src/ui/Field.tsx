/** Labelled form controls on native inputs: text, area, number, date, select, check box, switch. */
import { ChevronDown } from 'lucide-react'
import { type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, useId } from 'react'
import type { TextareaHTMLAttributes } from 'react'
import { cx } from './cx'

export const controlClass =
  'w-full rounded-6 border border-border-control bg-page px-2.5 text-13 text-text transition-colors duration-[120ms] ' +
  'focus:border-accent focus:outline-2 focus:outline-offset-[-1px] focus:outline-accent disabled:bg-surface-2 ' +
  'disabled:text-text-3 aria-[invalid=true]:border-bad dark:bg-surface coarse:min-h-11 coarse:text-[16px]'

export type FieldFrameProps = {
  label: string
  /** Keeps the label for readers only. */
  hideLabel?: boolean
  hint?: ReactNode
  error?: string | null
  aside?: ReactNode
  className?: string
}

type FrameParts = FieldFrameProps & { children: (ids: { id: string; describedBy: string | undefined }) => ReactNode }

/** Label above, control, then hint or error; wires the ids. */
export function FieldFrame({ label, hideLabel, hint, error, aside, className, children }: FrameParts) {
  const id = useId()
  const note = error || hint
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <div className={cx('flex items-baseline justify-between gap-2', hideLabel && !aside && 'sr')}>
        <label htmlFor={id} className={cx('font-medium', hideLabel && 'sr')}>
          {label}
        </label>
        {aside}
      </div>
      {children({ id, describedBy: note ? `${id}-note` : undefined })}
      {note ? (
        <p id={`${id}-note`} className={cx('text-12', error ? 'text-bad' : 'text-text-3')}>
          {note}
        </p>
      ) : null}
    </div>
  )
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> &
  FieldFrameProps & { onChange?: (value: string) => void; ref?: Ref<HTMLInputElement>; lead?: ReactNode; big?: boolean }

export function TextField(props: InputProps) {
  const { label, hideLabel, hint, error, aside, className, onChange, lead, big, ...rest } = props
  const frame = { label, hideLabel, hint, error, aside, className }
  return (
    <FieldFrame {...frame}>
      {({ id, describedBy }) => (
        <span className="relative flex items-center">
          {lead ? <span className="pointer-events-none absolute start-2.5 text-text-3">{lead}</span> : null}
          <input
            {...rest}
            id={id}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onChange={(e) => onChange?.(e.target.value)}
            className={cx(
              controlClass,
              big ? 'h-10 text-14' : 'h-8',
              !!lead && (typeof lead === 'string' && lead.length > 1 ? 'ps-12' : 'ps-7'),
            )}
          />
        </span>
      )}
    </FieldFrame>
  )
}

/** A day, `YYYY-MM-DD` or empty. */
export function DateField(props: Omit<InputProps, 'type' | 'lead'>) {
  return <TextField {...props} type="date" />
}

/** A plain number as typed text; the caller parses, so that half-typed input is never lost. */
export function NumberField(props: Omit<InputProps, 'type'>) {
  return <TextField inputMode="decimal" autoComplete="off" {...props} />
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> &
  FieldFrameProps & { onChange?: (value: string) => void; ref?: Ref<HTMLTextAreaElement> }

export function TextArea({ label, hideLabel, hint, error, aside, className, onChange, rows = 3, ...rest }: AreaProps) {
  return (
    <FieldFrame {...{ label, hideLabel, hint, error, aside, className }}>
      {({ id, describedBy }) => (
        <textarea
          {...rest}
          id={id}
          rows={rows}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(e) => onChange?.(e.target.value)}
          className={cx(controlClass, 'resize-y py-1.5')}
        />
      )}
    </FieldFrame>
  )
}

export type Option = { value: string; label: string; disabled?: boolean }
type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> &
  FieldFrameProps & {
    options: Option[]
    onChange?: (value: string) => void
    /** Shown, with the value "", when nothing is chosen yet. */
    placeholder?: string
    big?: boolean
  }

export function Select(props: SelectProps) {
  const { label, hideLabel, hint, error, aside, className, options, onChange, placeholder, big, ...rest } = props
  return (
    <FieldFrame {...{ label, hideLabel, hint, error, aside, className }}>
      {({ id, describedBy }) => (
        <span className="relative flex items-center">
          <select
            {...rest}
            id={id}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onChange={(e) => onChange?.(e.target.value)}
            className={cx(controlClass, 'appearance-none truncate pe-8', big ? 'h-10 text-14' : 'h-8')}
          >
            {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
            {options.map((o) => (
              <option key={o.value} value={o.value} disabled={o.disabled}>
                {o.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden size={14} className="pointer-events-none absolute end-2.5 text-text-3" />
        </span>
      )}
    </FieldFrame>
  )
}

type CheckProps = {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  hint?: ReactNode
}

export function Checkbox({ label, checked, onChange, disabled, hint }: CheckProps) {
  return (
    <label className="flex min-h-6 items-start gap-2 py-0.5 coarse:min-h-11 coarse:items-center">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(e) => onChange(e.target.checked)}
        className="mt-px size-4 shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
      </span>
    </label>
  )
}

export function Switch({ label, checked, onChange, disabled, hint }: CheckProps) {
  return (
    <label className="flex min-h-8 items-center justify-between gap-4 coarse:min-h-11">
      <span>
        {label}
        {hint ? <span className="block text-12 text-text-3">{hint}</span> : null}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(e) => onChange(e.target.checked)}
        className={cx(
          'relative h-5 w-9 shrink-0 appearance-none rounded-full bg-border-control transition-colors duration-[120ms] checked:bg-accent',
          'before:absolute before:start-0.5 before:top-0.5 before:size-4 before:rounded-full before:bg-page before:transition-[inset] checked:before:start-4.5',
        )}
      />
    </label>
  )
}
