import {
  CellStyleModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnAutoSizeModule,
  EventApiModule,
  ExternalFilterModule,
  type GridApi,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
  ValueCacheModule,
} from 'ag-grid-community'
import { AgGridProvider, AgGridReact, type AgGridReactProps } from 'ag-grid-react'
import { styleNonce } from '../lib/style-nonce'
import './grid.css'

const modules = [
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  RowSelectionModule,
  ColumnAutoSizeModule,
  CellStyleModule,
  RowStyleModule,
  ExternalFilterModule,
  RowApiModule,
  TooltipModule,
  LocaleModule,
  ScrollApiModule,
  EventApiModule,
  RenderApiModule,
  ValueCacheModule,
]

const look = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  borderColor: 'var(--line)',
  browserColorScheme: 'inherit',
  cellHorizontalPadding: 10,
  cellTextColor: 'var(--text)',
  checkboxBorderRadius: 4,
  checkboxUncheckedBorderColor: 'var(--line-control)',
  checkboxCheckedBackgroundColor: 'var(--accent)',
  checkboxCheckedShapeColor: 'var(--on-accent)',
  checkboxIndeterminateBackgroundColor: 'var(--accent)',
  checkboxIndeterminateShapeColor: 'var(--on-accent)',
  columnBorder: false,
  dataFontSize: 13,
  focusShadow: 'none',
  fontFamily: 'inherit',
  headerBackgroundColor: 'var(--surface-head)',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerHeight: 36,
  headerTextColor: 'var(--muted)',
  rowBorder: { color: 'var(--line)' },
  rowHoverColor: 'var(--surface-hover)',
  selectedRowBackgroundColor: 'transparent',
  spacing: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
})

const stay = () => false

interface GridProps<Row> extends AgGridReactProps<Row> {
  label: string
  onApi?: (api: GridApi<Row>) => void
}

// Grid is AG Grid in our look, under the page's policy, and with Tab passing through it in two stops.
export function Grid<Row>({ label, onApi, ...props }: GridProps<Row>) {
  return (
    <AgGridProvider modules={modules}>
      <section className="grid" aria-label={label}>
        <AgGridReact<Row>
          theme={look}
          styleNonce={styleNonce()}
          tabToNextCell={stay}
          tabToNextHeader={stay}
          suppressDragLeaveHidesColumns
          suppressMovableColumns
          suppressColumnVirtualisation
          suppressCellFocus={false}
          enableCellTextSelection={false}
          tooltipShowDelay={500}
          rowHeight={48}
          animateRows={false}
          suppressAnimationFrame // rows are drawn as they come into view, so that none is blank and few wait beyond it
          valueCache // sorting asks for each value many times
          onGridReady={event => onApi?.(event.api)}
          {...props}
        />
      </section>
    </AgGridProvider>
  )
}
