import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Ref } from 'react'

interface SearchFieldProps {
  field: Ref<HTMLInputElement>
  className: string | undefined
  label: string
  placeholder: string
  value: string
  onSearch: (text: string) => void
  onLeave: () => void // down into what was found
}

// SearchField narrows a grid down as one types. Escape empties it; Enter and the arrow lead into the grid.
export function SearchField({ field, className, label, placeholder, value, onSearch, onLeave }: SearchFieldProps) {
  return (
    <TextInput
      ref={field}
      className={className}
      size="xs"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={
        value !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => onSearch('')} />
      }
      value={value}
      onChange={event => onSearch(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Escape' && value !== '') onSearch('')
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onLeave()
        }
      }}
    />
  )
}
