import { Button, CloseButton, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconList, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ColDef } from 'ag-grid-community'
import { useMemo, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ItemView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Grid } from '../../components/grid'
import { Card, Empty, Page } from '../../components/page'
import { marginOf } from '../../lib/decimal'
import { type Format, plural } from '../../lib/format'
import { useKeys } from '../../lib/keys'
import { routeAddress } from '../../lib/route'
import classes from './items.module.css'
import { MarginCell } from './margin-cell'

const most = 10_000

// Items are what Jobber sells, as it was read last.
export function Items({ search: asked }: { search: string }) {
  const format = useFormat()
  const [search, setSearch] = useState(asked)
  const [settled] = useDebouncedValue(search, 150)
  const items = useQuery(queries.items(useBackend(), settled.trim(), most))
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  const columns = useMemo(() => columnsOf(format), [format])
  const found = items.data ?? []
  const nothing = items.data !== undefined && found.length === 0
  return (
    <Page
      title="Items"
      lead={
        nothing && settled === ''
          ? 'Your products and services in Jobber.'
          : `Your products and services in Jobber, as they were read for the last preview.`
      }
      fill
    >
      {items.error && <ErrorBanner error={errorView(items.error)} />}
      {nothing && settled === '' ? (
        <Card>
          <Empty
            icon={IconList}
            title="Nothing read yet"
            action={
              <Button variant="filled" component="a" href={routeAddress('sync')}>
                Load a price list
              </Button>
            }
          >
            Your items are read from Jobber with the first preview. After that you find them here, with their margins.
          </Empty>
        </Card>
      ) : (
        <>
          <div role="search" className={classes.bar}>
            <TextInput
              ref={field}
              className={classes.search}
              size="xs"
              aria-label="Search items"
              placeholder="Search items"
              leftSection={<IconSearch size={16} aria-hidden="true" />}
              rightSection={
                search !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setSearch('')} />
              }
              value={search}
              onChange={event => setSearch(event.currentTarget.value)}
            />
            <p className="muted small" role="status">
              {items.data &&
                (found.length >= most
                  ? `The first ${plural(format, most, 'item')}`
                  : plural(format, found.length, 'item'))}
            </p>
          </div>
          <div className={classes.grid}>
            {items.isPending ? (
              <Skeleton height={300} />
            ) : nothing ? (
              <Empty
                icon={IconSearch}
                title={`No item matches “${settled}”`}
                action={
                  <Button size="xs" onClick={() => setSearch('')}>
                    Show all items
                  </Button>
                }
              >
                Try a shorter part of the name.
              </Empty>
            ) : (
              <Grid<ItemView>
                label="Items"
                rowData={found}
                columnDefs={columns}
                rowHeight={40}
                getRowId={params => params.data.item}
              />
            )}
          </div>
        </>
      )}
    </Page>
  )
}

function columnsOf(format: Format): ColDef<ItemView>[] {
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  const amount = (name: string, get: (item: ItemView) => string, strong: boolean): ColDef<ItemView> => ({
    headerName: `${name}${symbol}`,
    valueGetter: params => (params.data && get(params.data) !== '' ? Number(get(params.data)) : null),
    valueFormatter: params => (params.data ? format.amount(get(params.data)) || '–' : ''),
    cellClass: ['ag-right-aligned-cell', strong ? 'strong' : ''],
    type: 'rightAligned',
    width: 130,
  })
  return [
    { headerName: 'Item', field: 'name', cellClass: 'strong', flex: 1, minWidth: 200, tooltipField: 'name' },
    amount('Price', item => item.price, true),
    amount('Cost', item => item.cost, false),
    {
      headerName: 'Margin',
      valueGetter: params => {
        const margin = params.data ? marginOf(params.data.price, params.data.cost) : ''
        return margin === '' ? null : Number(margin)
      },
      cellRenderer: MarginCell,
      type: 'rightAligned',
      width: 160,
    },
  ]
}
