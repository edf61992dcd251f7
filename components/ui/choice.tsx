import { useId } from 'react'
import { classNames } from './class-names'

interface Props<T> {
  label: string
  hint: string
  options: readonly { value: T; text: string }[]
  value: T
  onChange: (value: T) => void
}

/** One of a few values, side by side: radio buttons that look like one control. */
export function Choice<T extends string | number | boolean>({
  label,
  hint,
  options,
  value,
  onChange,
}: Props<T>) {
  const id = useId()
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend className="text-sm font-medium">{label}</legend>
      <div className="mt-1.5 flex rounded-md border">
        {options.map((option) => (
          <label
            key={String(option.value)}
            className={classNames(
              'flex-1 cursor-pointer border-l px-1 py-1 text-center whitespace-nowrap text-sm first:rounded-l-[5px] first:border-l-0 last:rounded-r-[5px] has-focus-visible:outline-2 has-focus-visible:outline-accent',
              option.value === value ? 'bg-accent-soft font-semibold text-accent' : 'hover:bg-soft',
            )}
          >
            <input
              type="radio"
              className="sr-only"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.text}
          </label>
        ))}
      </div>
      <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
        {hint}
      </p>
    </fieldset>
  )
}
