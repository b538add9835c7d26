import { NativeSelect } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { LayoutView, PriceListView } from '../../backend/views'
import classes from './columns.module.css'
import { anew, encodingName, nobody } from './describe'

interface FileStyleProps {
  list: PriceListView
  onLayout: (layout: LayoutView) => void
}

interface Choice {
  label: string
  value: string
  told?: string
  wide?: boolean
  options: { value: string; label: string }[]
  layout: (value: string) => Partial<LayoutView>
}

// What a new guess must not be held to: with another sheet or separator the columns are others.
const guessAgain = { headerLine: 0, headerLines: 0, name: 0, code: 0, price: 0, cost: 0, description: 0, unit: 0 }

// FileStyle is how the file is written, for the rare file that was recognised wrongly.
export function FileStyle({ list, onLayout }: FileStyleProps) {
  const { layout } = list
  const text = layout.encoding !== ''
  const suppliers = useQuery(queries.suppliers(useBackend())).data ?? []
  const choices: (Choice | false)[] = [
    list.sheets.length > 1 && {
      label: 'Sheet',
      value: layout.sheet,
      options: list.sheets.map(sheet => ({
        value: sheet.name,
        label: sheet.hidden ? `${sheet.name} (hidden)` : sheet.name,
      })),
      layout: sheet => ({ ...guessAgain, sheet }),
    },
    suppliers.length > 0 && {
      label: 'Supplier',
      value: layout.supplier || nobody,
      options: [
        { value: nobody, label: 'None that is known' },
        ...suppliers.map(({ name }) => ({ value: name, label: name })),
      ],
      layout: supplier => anew(layout, supplier),
    },
    {
      label: 'Headings on line',
      value: String(layout.headerLine),
      options: [
        ...list.head.slice(0, 12).map(line => ({ value: String(line.line), label: String(line.line) })),
        { value: '-1', label: 'No headings' },
      ],
      layout: line => ({ ...guessAgain, headerLine: Number(line) }),
    },
    {
      label: 'Decimal mark',
      value: layout.decimal,
      options: [
        ...(layout.decimal === '' ? [{ value: '', label: 'Not known' }] : []),
        { value: '.', label: 'Point, 1,234.50' },
        { value: ',', label: 'Comma, 1.234,50' },
      ],
      layout: decimal => ({ decimal }),
    },
    text && {
      label: 'Separator',
      value: layout.delimiter,
      options: [
        { value: ',', label: 'Comma' },
        { value: ';', label: 'Semicolon' },
        { value: '\t', label: 'Tab' },
        { value: '|', label: 'Bar |' },
      ],
      layout: delimiter => ({ ...guessAgain, delimiter }),
    },
    text && {
      label: 'Letters (encoding)',
      value: layout.encoding,
      told: list.sure < 100 ? `Recognised, ${list.sure} % sure` : 'Certain, or chosen by you',
      wide: true,
      options: [...new Set([...list.encodings, layout.encoding])].map(value => ({
        value,
        label: encodingName(value),
      })),
      // Headings read in other letters are other headings, so all is guessed anew.
      layout: encoding => ({ ...guessAgain, encoding }),
    },
  ]
  return (
    <details className={classes.style}>
      <summary>Something looks wrong? Set how the file is written</summary>
      <div>
        {choices.map(
          choice =>
            choice && (
              <NativeSelect
                key={choice.label}
                size="xs"
                label={choice.label}
                description={choice.told}
                inputWrapperOrder={['label', 'input', 'description']}
                wrapperProps={{ 'data-wide': choice.wide || undefined }}
                value={choice.value}
                data={choice.options}
                rightSection={<IconSelector size={14} aria-hidden="true" />}
                onChange={event => onLayout({ ...layout, ...choice.layout(event.currentTarget.value) })}
              />
            ),
        )}
      </div>
    </details>
  )
}
