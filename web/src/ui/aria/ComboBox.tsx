/** Type to search, choose one; the caller supplies the options for what is typed (from memory or the server). */
import { t } from '@lingui/core/macro'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  ComboBox as AriaCombo,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { cx } from '../cx'
import { controlClass } from '../Field'

export type ComboOption = { id: string; label: string; hint?: string; icon?: ReactNode }
type ComboProps = {
  label: string
  hideLabel?: boolean
  /** Already filtered by `text`. */
  options: ComboOption[]
  text: string
  onText: (text: string) => void
  value: string | null
  onChange: (id: string | null) => void
  /** Lets text stand that matches no option, for "add it". */
  free?: boolean
  hint?: string
  error?: string | null
  placeholder?: string
  autoFocus?: boolean
  className?: string
}

export function ComboBox(props: ComboProps) {
  const {
    label,
    hideLabel,
    options,
    text,
    onText,
    value,
    onChange,
    free,
    hint,
    error,
    placeholder,
    autoFocus,
    className,
  } = props
  return (
    <AriaCombo
      items={options}
      inputValue={text}
      onInputChange={onText}
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      allowsCustomValue={free}
      allowsEmptyCollection
      isInvalid={!!error}
      autoFocus={autoFocus}
      className={cx('flex flex-col gap-1.5', className)}
    >
      <Label className={cx('font-medium', hideLabel && 'sr')}>{label}</Label>
      <span className="relative flex items-center">
        <Input className={cx(controlClass, 'h-8 pe-8')} placeholder={placeholder} />
        <Button className="absolute end-1 inline-flex size-6 items-center justify-center text-text-3">
          <ChevronDown size={14} />
        </Button>
      </span>
      {hint && !error ? (
        <Text slot="description" className="text-12 text-text-3">
          {hint}
        </Text>
      ) : null}
      <FieldError className="text-12 text-bad">{error}</FieldError>
      <Popover
        offset={4}
        className="max-h-[280px] w-(--trigger-width) overflow-auto rounded-8 bg-pop p-1 shadow-pop thin-scroll"
      >
        <ListBox<ComboOption>
          className="outline-none"
          renderEmptyState={() => <p className="px-2 py-1.5 text-text-3">{t`Nothing found`}</p>}
        >
          {(o) => (
            <ListBoxItem
              id={o.id}
              textValue={o.label}
              className="flex min-h-8 items-center gap-2 rounded-6 px-2 outline-none data-[focused]:bg-surface-2 data-[selected]:font-medium coarse:min-h-11"
            >
              {o.icon}
              <span className="truncate">{o.label}</span>
              {o.hint ? <span className="ms-auto truncate text-12 text-text-3">{o.hint}</span> : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaCombo>
  )
}
