/** The usual inputs inside an InlineEdit: a line, a day, several lines, one of a few choices. */
import { type ComponentProps, useRef } from 'react'
import { cx } from './cx'
import type { Option } from './Field'
import { InlineEdit, inlineInputClass } from './InlineEdit'

type Common = Omit<ComponentProps<typeof InlineEdit>, 'children' | 'saveOnLeave' | 'multiline'>

type TextProps = Common & {
  inputMode?: 'text' | 'decimal' | 'numeric' | 'url'
  maxLength?: number
  inputClass?: string
  placeholder?: string
  list?: string[]
}

export function InlineText({ inputMode, maxLength, inputClass, placeholder, list, ...rest }: TextProps) {
  const listId = list?.length ? `${rest.name ?? rest.label}-known` : undefined
  return (
    <InlineEdit {...rest}>
      {(e) => (
        <>
          <input
            {...e.input}
            autoFocus
            autoComplete="off"
            inputMode={inputMode}
            maxLength={maxLength}
            placeholder={placeholder}
            list={listId}
            value={e.draft}
            onFocus={(f) => f.target.select()}
            onChange={(c) => e.setDraft(c.target.value)}
            className={cx(inlineInputClass, inputClass)}
          />
          {listId ? (
            <datalist id={listId}>
              {list?.map((word) => (
                <option key={word} value={word}>
                  {word}
                </option>
              ))}
            </datalist>
          ) : null}
        </>
      )}
    </InlineEdit>
  )
}

export function InlineDay(props: Common) {
  return (
    <InlineEdit {...props}>
      {(e) => (
        <input
          {...e.input}
          type="date"
          autoFocus
          value={e.draft}
          onChange={(c) => e.setDraft(c.target.value)}
          className={inlineInputClass}
        />
      )}
    </InlineEdit>
  )
}

export function InlineArea({ rows = 5, ...rest }: Common & { rows?: number }) {
  return (
    <InlineEdit {...rest} multiline>
      {(e) => (
        <textarea
          {...e.input}
          autoFocus
          rows={rows}
          value={e.draft}
          onChange={(c) => e.setDraft(c.target.value)}
          className={cx(inlineInputClass, 'block h-auto resize-y py-1')}
        />
      )}
    </InlineEdit>
  )
}

/** A press on an option saves at once; with keys one may walk the options first and save by Enter or leaving. */
export function InlineChoice({ options, none, ...rest }: Common & { options: Option[]; none?: string }) {
  const byKeys = useRef(false)
  return (
    <InlineEdit {...rest}>
      {(e) => (
        <select
          {...e.input}
          autoFocus
          value={e.draft}
          onKeyDown={() => {
            byKeys.current = true
          }}
          onPointerDown={() => {
            byKeys.current = false
          }}
          onChange={(c) => {
            e.setDraft(c.target.value)
            if (!byKeys.current) e.save(c.target.value)
          }}
          className={cx(inlineInputClass, 'px-1')}
        >
          {none !== undefined ? <option value="">{none}</option> : null}
          {options.map((o) => (
            <option key={o.value} value={o.value} disabled={o.disabled}>
              {o.label}
            </option>
          ))}
        </select>
      )}
    </InlineEdit>
  )
}
