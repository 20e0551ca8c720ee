/** The hue of a stage's dot: one of the twelve of the palette. */
import { t } from '@lingui/core/macro'
import { StageDot } from '~/ui/Chip'
import { cx } from '~/ui/cx'

const HUES = [200, 235, 265, 290, 310, 345, 165, 140, 100, 70, 45, 20]

export function hueName(hue: number): string {
  const names: Record<number, string> = {
    200: t`Teal`,
    235: t`Blue`,
    265: t`Indigo`,
    290: t`Violet`,
    310: t`Purple`,
    345: t`Pink`,
    165: t`Sea green`,
    140: t`Green`,
    100: t`Olive`,
    70: t`Amber`,
    45: t`Orange`,
    20: t`Red`,
    152: t`Green`,
  }
  return names[hue] ?? t`Hue ${hue}`
}

export function HuePicker({ value, onChange }: { value: number; onChange: (hue: number) => void }) {
  const hues = HUES.includes(value) ? HUES : [...HUES, value]
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t`Colour`}</legend>
      <div className="flex flex-wrap gap-1">
        {hues.map((hue) => (
          <label
            key={hue}
            data-tip={hueName(hue)}
            className={cx(
              'flex size-7 cursor-pointer items-center justify-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-accent coarse:size-11',
              hue === value ? 'shadow-[inset_0_0_0_2px_var(--accent)]' : 'hover:bg-surface-2',
            )}
          >
            <input
              type="radio"
              name="hue"
              className="sr"
              aria-label={hueName(hue)}
              checked={hue === value}
              onChange={() => onChange(hue)}
            />
            <StageDot hue={hue} size={16} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
