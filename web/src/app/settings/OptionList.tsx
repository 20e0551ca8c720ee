/** What can be chosen: labels and colours in their order. An option that is left out is retired, not lost. */
import { t } from '@lingui/core/macro'
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '~/ui/Button'
import { StageDot } from '~/ui/Chip'
import { TextField } from '~/ui/Field'
import { HuePicker, hueName } from './HuePicker'

export type Drafted = { id: string; value?: string; label: string; hue: number }

const HUES = [235, 140, 70, 20, 290, 200, 345, 100, 265, 45]

type Props = { options: Drafted[]; onChange: (options: Drafted[]) => void }

export function OptionList({ options, onChange }: Props) {
  const [colouring, setColouring] = useState<string | null>(null)
  const change = (id: string, patch: Partial<Drafted>) =>
    onChange(options.map((o) => (o.id === id ? { ...o, ...patch } : o)))
  function swap(place: number, to: number) {
    const next = [...options]
    const [moved] = next.splice(place, 1)
    if (moved) next.splice(to, 0, moved)
    onChange(next)
  }
  const add = () =>
    onChange([...options, { id: `new-${Date.now()}`, label: '', hue: HUES[options.length % HUES.length] ?? 235 }])
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t`Options`}</legend>
      <ol className="flex flex-col gap-1.5">
        {options.map((option, place) => {
          const number = place + 1
          const colour = hueName(option.hue)
          return (
            <li key={option.id}>
              <div className="flex items-center gap-1">
                <IconButton
                  size="sm"
                  label={t`Colour of option ${number}: ${colour}`}
                  aria-expanded={colouring === option.id}
                  onClick={() => setColouring(colouring === option.id ? null : option.id)}
                >
                  <StageDot hue={option.hue} size={14} />
                </IconButton>
                <TextField
                  label={t`Option ${number}`}
                  hideLabel
                  className="min-w-0 flex-1"
                  maxLength={80}
                  autoFocus={!option.label}
                  value={option.label}
                  onChange={(label) => change(option.id, { label })}
                />
                <IconButton
                  size="sm"
                  label={t`Move option ${number} up`}
                  disabled={place === 0}
                  onClick={() => swap(place, place - 1)}
                >
                  <ArrowUp size={14} />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t`Move option ${number} down`}
                  disabled={place === options.length - 1}
                  onClick={() => swap(place, place + 1)}
                >
                  <ArrowDown size={14} />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t`Take out option ${number}`}
                  onClick={() => onChange(options.filter((o) => o.id !== option.id))}
                >
                  <X size={14} />
                </IconButton>
              </div>
              {colouring === option.id ? (
                <div className="py-2 ps-9">
                  <HuePicker value={option.hue} onChange={(hue) => change(option.id, { hue })} />
                </div>
              ) : null}
            </li>
          )
        })}
      </ol>
      <Button look="ghost" size="sm" className="mt-1.5" onClick={add}>
        <Plus size={14} /> {t`Add an option`}
      </Button>
    </fieldset>
  )
}
