import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'

describe('the suppliers', () => {
  it('shows what is remembered of each, and forgets one after asking', async () => {
    const opened = await open('settled', '#/suppliers')
    const card = await screen.findByRole('region', { name: 'HeatCo' })
    expect(card).toHaveTextContent('Jobber’s cost fromNet')
    expect(card).toHaveTextContent('Comma, 1.234,50')
    await waitFor(() => expect(card).toHaveTextContent('Otherwise. Cost + 35.0% markup (25.9% margin).'))
    await opened.user.click(screen.getByRole('link', { name: /Pipeline Supplies Ltd/ }))
    const other = await screen.findByRole('region', { name: 'Pipeline Supplies Ltd' })
    expect(other).toHaveTextContent('Rules, the first that fits wins')
    await press(opened, 'What to do with Pipeline Supplies Ltd')
    await opened.user.click(await screen.findByRole('menuitem', { name: 'Forget…' }))
    const dialog = await screen.findByRole('dialog')
    await opened.user.click(within(dialog).getByRole('button', { name: 'Forget' }))
    await waitFor(() => expect(screen.queryByRole('link', { name: /Pipeline Supplies Ltd/ })).toBeNull())
    expect(opened.called('RemoveSupplier')).toEqual([['Pipeline Supplies Ltd']])
  })

  it('gives one another name', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await press(opened, 'What to do with HeatCo')
    await opened.user.click(await screen.findByRole('menuitem', { name: 'Rename…' }))
    const field = await screen.findByRole('textbox', { name: 'Name' })
    await opened.user.clear(field)
    await opened.user.type(field, 'HeatCo Ltd{Enter}')
    expect(await screen.findByRole('region', { name: 'HeatCo Ltd' })).toBeVisible()
    expect(opened.called('RenameSupplier')).toEqual([['HeatCo', 'HeatCo Ltd']])
  })

  it('is changed by hand, and what is left alone stays', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await press(opened, 'Change…')
    const dialog = await screen.findByRole('dialog')
    await opened.user.selectOptions(within(dialog).getByRole('combobox', { name: 'Jobber’s price from' }), 'Net')
    await opened.user.selectOptions(within(dialog).getByRole('combobox', { name: 'Jobber’s cost from' }), 'Not used')
    await opened.user.click(within(dialog).getByRole('switch', { name: 'Only increase' }))
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'HeatCo' })).toHaveTextContent('Jobber’s price fromNet'),
    )
    expect(opened.called('EditSupplier')).toEqual([
      [
        'HeatCo',
        {
          nameFrom: '',
          codeFrom: '',
          priceFrom: '3',
          costFrom: 'none',
          decimal: '',
          rules: { onlyIncrease: true, markup: '35' },
        },
      ],
    ])
  })

  it('is not replaced by one of the same name that is imported, unless one says so', async () => {
    const opened = await open('settled', '#/suppliers')
    await press(opened, 'Import…')
    const refused = await screen.findByRole('alert')
    expect(refused).toHaveTextContent(
      'A supplier “HeatCo” is remembered already. Choose another name, or say that it is to be replaced.',
    )
    expect(opened.called('ImportSupplier')).toEqual([[false]])
    expect(screen.getByRole('region', { name: 'HeatCo' })).toHaveTextContent('Comma, 1.234,50')
    await opened.user.click(within(refused).getByRole('button', { name: 'Choose it again and replace' }))
    await waitFor(() => expect(screen.getByRole('region', { name: 'HeatCo' })).toHaveTextContent('Point, 1,234.50'))
    expect(opened.called('ImportSupplier')).toEqual([[false], [true]])
    expect(screen.queryByText(/is remembered already/)).toBeNull()
    expect(await screen.findByText('“HeatCo” is imported.')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'HeatCo' })).toHaveFocus()
  })

  it('is not imported from a file that holds none, in a sentence', async () => {
    const opened = await open('settled', '#/suppliers', {
      refuse: {
        ImportSupplier: {
          code: 'supplier_unreadable',
          message: '“letter.json” is not a supplier that was exported from Price Sync.',
          hint: 'Export it again on the other computer and import that file.',
          ref: '4M9T-07',
        },
      },
    })
    await press(opened, 'Import…')
    const refused = await screen.findByRole('alert')
    expect(refused).toHaveTextContent('“letter.json” is not a supplier that was exported from Price Sync.')
    expect(within(refused).queryByRole('button', { name: /replace/ })).toBeNull()
  })

  it('is saved from the list that was read, with its rules', async () => {
    const opened = await open()
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    await opened.user.click(await screen.findByRole('switch', { name: /Only increase/ }))
    await opened.user.type(screen.getByRole('combobox', { name: 'Supplier' }), 'Taps & Co')
    await press(opened, 'Remember')
    expect(await screen.findByText('Saved. The next list of “Taps & Co” is read like this one.')).toBeInTheDocument()
    expect(opened.called('SaveSupplier')).toEqual([['file-1', 'Taps & Co', { onlyIncrease: true, markup: '' }]])
  })
})
