// Every page and state that a picture is taken of: the scenario of the make-believe backend, and the way there.

export const sizes = {
  1280: { viewport: { width: 1280, height: 800 }, themes: ['light', 'dark'] },
  '1024-practice': { viewport: { width: 1024, height: 700 }, themes: ['light', 'dark'], practice: true },
  1024: { viewport: { width: 1024, height: 700 }, themes: ['light', 'dark'] },
  1920: { viewport: { width: 1920, height: 1080 }, themes: ['light'] },
  zoom200: { viewport: { width: 640, height: 400 }, scale: 2, themes: ['light', 'dark'] },
  tall: { viewport: { width: 1280, height: 2200 }, themes: ['light', 'dark'] },
  contrast: { viewport: { width: 1280, height: 800 }, themes: ['light', 'dark'], forcedColors: 'active' },
}

const all = Object.keys(sizes).filter(size => size !== 'tall' && size !== '1024')
const usual = ['1280', '1024-practice']
const dialogs = ['1280', '1024']
const plain = ['1280', 'zoom200']

const click = (tab, name, role = 'button') => tab.getByRole(role, { name }).first().click()

const open = async (tab, file = 'Pipeline Supplies Spring 2027.csv') => {
  await click(tab, `Open ${file}`)
  await tab.getByRole('heading', { name: file }).waitFor()
  await tab
    .getByRole('button', { name: /Check columns/ })
    .first()
    .waitFor()
}

const review = async tab => {
  await open(tab)
  await click(tab, 'Show the preview')
  await tab.locator('.ag-row').nth(3).waitFor()
  await tab.locator('.ag-row .ag-checkbox-input').first().waitFor()
}

const sync = async tab => {
  await review(tab)
  await click(tab, /^Sync \d+ items in/)
  await click(tab, /^Sync \d+ items$/)
}

const results = async tab => {
  await sync(tab)
  await tab.getByRole('heading', { name: /updated in/ }).waitFor({ timeout: 20_000 })
  await tab.locator('.ag-row').nth(2).waitFor()
}

const state = (name, scenario, sizesOf, reach, more = {}) => ({ name, scenario, sizes: sizesOf, reach, ...more })

export const states = [
  state('01-first-run', 'first-run', ['1280', '1920', 'zoom200', 'contrast'], tab =>
    tab.getByText('Start practising').waitFor(),
  ),
  state('01b-waiting', 'waiting', plain, async tab => {
    await click(tab, 'Connect to Jobber')
    await tab.getByRole('button', { name: 'Copy the link' }).waitFor()
  }),
  state('01c-denied', 'denied', ['1280'], async tab => {
    await click(tab, 'Connect to Jobber')
    await tab.getByRole('alert').waitFor()
  }),
  state('01d-guide', 'guide', plain, tab => click(tab, 'Create the Jobber developer app')),
  state('01e-currency', 'currency', plain, tab => tab.getByText('Which currency').waitFor()),
  state('01f-failure', 'failure', plain, tab => tab.getByText('What is wrong').waitFor()),

  state('01g-blocked', 'blocked', ['1280', 'zoom200', 'contrast'], tab => tab.getByText('Start practising').waitFor()),
  state('01h-full-disk', 'full-disk', ['1280'], tab => tab.getByText('Start practising').waitFor()),
  state('01i-blocked-sync', 'blocked-sync', ['1280', 'zoom200'], tab => tab.getByText('Recent files').waitFor()),

  state('02-price-list', 'settled', all, tab => tab.getByText('Recent files').waitFor()),
  state('02a-price-list-first', 'empty', ['1280'], tab => tab.getByText('Choose a file').waitFor()),
  state('02b-recognised', 'settled', all, tab => open(tab)),
  state(
    '02b2-known',
    'known',
    usual,
    async tab => {
      await open(tab, 'HeatCo trade July.csv')
      await tab.getByRole('button', { name: 'Save again' }).waitFor()
    },
    { practice: 'known' },
  ),
  state('02b3-kept', 'settled', [...usual, 'zoom200'], async tab => {
    await review(tab)
    await tab.locator('.ag-row .ag-checkbox-input').first().click()
    await click(tab, /Price list/)
    await open(tab, 'HeatCo trade July.csv')
    await tab.getByText('is kept.').waitFor()
  }),
  state('02c-reading', 'reading', ['1280'], async tab => {
    await click(tab, 'Open Pipeline Supplies Spring 2027.csv')
    await click(tab, 'Show the preview')
    await tab
      .getByText(/Reading your Jobber catalog: /)
      .first()
      .waitFor()
  }),
  state('02d-error', 'locked', ['1280', 'zoom200'], async tab => {
    await click(tab, 'Open HeatCo trade July.csv')
    await tab.getByRole('alert').waitFor()
  }),
  state('02e-cut-off', 'unfinished', ['1280'], tab => tab.getByText(/was cut off/).waitFor()),
  state('02f-drop', 'settled', ['1280'], async tab => {
    await tab.getByText('Recent files').waitFor()
    await tab.evaluate(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['x'], 'list.csv'))
      window.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    })
  }),

  state('03-columns-questions', 'settled', all, async tab => {
    await open(tab, 'HeatCo trade July.csv')
    await click(tab, 'Check columns')
    await tab.getByText('What the columns mean').waitFor()
  }),
  state('03b-columns', 'settled', usual, async tab => {
    await open(tab)
    await click(tab, 'Check columns')
    await tab.getByText('is read as:').waitFor()
  }),
  state('03c-columns-twice', 'settled', ['1280'], async tab => {
    await open(tab)
    await click(tab, 'Check columns')
    await tab.getByLabel(/Meaning of column 6/).selectOption('price')
    await tab.getByRole('alert').waitFor()
  }),

  state('03d-columns-all', 'settled', [...usual, 'zoom200'], async tab => {
    await open(tab)
    await click(tab, 'Check columns')
    await tab.getByText(/rows that are not compared, and why/).click()
    await tab.getByText(/Set how the file is written/).click()
    await tab.getByText(/% sure/).scrollIntoViewIfNeeded()
  }),

  state(
    '03e-columns-lost',
    'lost',
    usual,
    async tab => {
      await open(tab, 'HeatCo trade July.csv')
      await click(tab, 'Check columns')
      await tab.getByText('its column “Net” is gone').waitFor()
    },
    { practice: 'lost' },
  ),

  state('04-review', 'settled', all, review),
  state('04b-review-held', 'settled', usual, async tab => {
    await review(tab)
    await click(tab, /Held/)
  }),
  state('04c-review-nothing', 'settled', ['1280', 'zoom200'], async tab => {
    await review(tab)
    await tab.getByRole('textbox', { name: 'Search code, name or item' }).fill('flange gasket')
    await tab.getByText(/No row matches/).waitFor()
  }),
  state('04d-review-menu', 'settled', ['1280'], async tab => {
    await review(tab)
    await click(tab, 'More about these rows')
    await tab.getByText('Tick all shown', { exact: true }).waitFor()
  }),
  state('04e-review-focus', 'settled', ['1280'], async tab => {
    await review(tab)
    await tab.locator('.ag-row[row-index="2"] [col-id="name"]').focus()
    await tab.keyboard.press('ArrowDown')
  }),
  state('04f-queue', 'settled', all, async tab => {
    await review(tab)
    await tab.keyboard.press('d')
    await tab.getByRole('region', { name: /^Line \d+$/ }).waitFor()
  }),
  state('04g-queue-suggested', 'settled', [...usual, 'zoom200'], async tab => {
    await review(tab)
    await tab.keyboard.press('d')
    for (let i = 0; i < 5; i++) await tab.keyboard.press('ArrowDown')
    await tab.getByRole('button', { name: /Accept number 1/ }).waitFor()
  }),
  state('04h-queue-duplicate', 'settled', ['1280'], async tab => {
    await review(tab)
    await tab.keyboard.press('d')
    await tab
      .getByRole('option', { name: /Duplicate/ })
      .first()
      .click()
    await tab.getByRole('list', { name: 'Lines of the list' }).waitFor()
  }),
  state('04i-queue-search', 'settled', ['1280', 'zoom200'], async tab => {
    await review(tab)
    await tab.keyboard.press('d')
    await tab.getByRole('region', { name: /^Line \d+$/ }).waitFor()
    await tab.keyboard.press('p')
    await tab.keyboard.type('elbow 22')
    await tab.getByRole('option', { name: /Elbow/ }).first().waitFor()
  }),
  state('04j-queue-done', 'settled', ['1280', 'zoom200'], async tab => {
    await review(tab)
    await tab.keyboard.press('d')
    for (let left = 42; left > 0; left--) {
      await tab.getByRole('region', { name: /^Line \d+$/ }).waitFor()
      await tab.keyboard.press(left % 3 === 0 ? 'n' : 's')
      await tab.waitForTimeout(60)
    }
    await tab
      .getByRole('heading', { name: 'Every row is decided' })
      .waitFor({ timeout: 3000 })
      .catch(() => undefined)
  }),
  state('05-drawer-held', 'settled', all, async tab => {
    await review(tab)
    await tab.locator('.ag-row[row-index="2"] [col-id="name"]').click()
    await tab.getByRole('dialog').getByText('As the list has it').waitFor()
  }),
  state('05b-drawer-ambiguous', 'settled', ['1280'], async tab => {
    await review(tab)
    await tab.locator('.ag-row[row-index="6"] [col-id="name"]').click()
    await tab.getByRole('dialog').getByText('As the list has it').waitFor()
  }),
  state('05c-drawer-markup', 'managed', dialogs, async tab => {
    await review(tab)
    await tab.locator('.ag-row[row-index="0"] [col-id="name"]').click()
    await tab.getByRole('dialog').getByText('As the list has it').waitFor()
  }),
  state('05d-drawer-price-stays', 'managed', dialogs, async tab => {
    await review(tab)
    await tab.locator('.ag-row[row-index="1"] [col-id="name"]').click()
    await tab.getByRole('dialog').getByText('As the list has it').waitFor()
  }),
  state('05e-looking', 'managed', dialogs, async tab => {
    await review(tab)
    await tab.keyboard.press('l')
    await tab.getByRole('dialog').getByText('Biggest falls').waitFor()
  }),
  state('05f-missing', 'managed', dialogs, async tab => {
    await review(tab)
    await click(tab, 'More about these rows')
    await click(tab, /^4 items no longer on the list/, 'menuitem')
    await tab.getByRole('dialog').getByRole('checkbox').nth(1).click()
  }),
  state('05g-new-items', 'managed', dialogs, async tab => {
    await review(tab)
    await click(tab, 'More about these rows')
    await click(tab, /^New items from rows/, 'menuitem')
    await tab.getByRole('button', { name: 'Show them in the preview' }).waitFor()
  }),
  state('06-confirm', 'settled', all, async tab => {
    await review(tab)
    await click(tab, /^Sync \d+ items in/)
    await tab.getByRole('dialog').waitFor()
  }),
  state('06b-confirm-large', 'large', ['1280', 'zoom200'], async tab => {
    await review(tab)
    await click(tab, /^Sync \d+ items in/)
    await tab.getByRole('dialog').waitFor()
  }),
  state('06c-confirm-first', 'settled', ['1280'], async tab => {
    await review(tab)
    await click(tab, 'Sync first 5')
    await tab.getByRole('dialog').waitFor()
  }),
  state('07-syncing', 'holding', ['1280', 'zoom200', 'contrast'], async tab => {
    await sync(tab)
    await tab.getByText(/18 of \d+ items done/).waitFor()
  }),
  state('07b-waiting', 'throttled', ['1280'], async tab => {
    await sync(tab)
    await tab.getByText('Jobber asks us to wait 8 s.').first().waitFor()
  }),
  state('07c-paused', 'holding', ['1280'], async tab => {
    await sync(tab)
    await tab.getByText(/18 of \d+ items done/).waitFor()
    await click(tab, 'Pause')
    await tab.getByRole('heading', { name: 'Paused' }).waitFor()
  }),
  state('08-results', 'settled', all, results),
  state('08b-results-smooth', 'smooth', ['1280'], results),
  state('08c-results-stopped', 'holding', ['1280'], async tab => {
    await sync(tab)
    await tab.getByText(/18 of \d+ items done/).waitFor()
    await click(tab, 'Stop')
    await tab.getByRole('heading', { name: /^Stopped/ }).waitFor()
    await tab.locator('.ag-row').nth(2).waitFor()
  }),
  state('08e-go-on', 'smooth', dialogs, async tab => {
    await review(tab)
    await click(tab, 'Sync first 5')
    await click(tab, /^Sync the first 5/)
    await click(tab, /^Go on with the other/)
    await tab.getByRole('dialog').waitFor()
  }),
  state('08d-results-first', 'managed-smooth', dialogs, async tab => {
    await review(tab)
    await click(tab, 'Sync first 5')
    await click(tab, /^Sync the first 5/)
    await tab.getByRole('heading', { name: /updated in/ }).waitFor()
    await tab.locator('.ag-row').nth(2).waitFor()
  }),

  state('09-history', 'settled', all, tab => tab.getByText('HeatCo trade January.csv').first().waitFor(), {
    hash: '#/history',
  }),
  state('09b-history-empty', 'empty', ['1280'], tab => tab.getByText('No sync yet').waitFor(), { hash: '#/history' }),
  state('10-run', 'settled', all, tab => tab.locator('.ag-row').nth(3).waitFor(), { hash: '#/history/run-5' }),
  state('10b-run-stopped', 'settled', ['1280'], tab => tab.locator('.ag-row').nth(3).waitFor(), {
    hash: '#/history/run-6',
  }),
  state(
    '10c-undo',
    'settled',
    usual,
    async tab => {
      await click(tab, /Preview undo of/)
      await tab.locator('.ag-row').nth(3).waitFor()
      await tab.getByText('Will go back').waitFor({ state: 'attached' })
    },
    { hash: '#/history/run-5' },
  ),
  state('11-items', 'settled', all, tab => tab.locator('.ag-row').nth(3).waitFor(), { hash: '#/items' }),
  state('11a-items-never', 'empty', ['1280', 'zoom200'], tab => tab.getByText('Nothing read yet').waitFor(), {
    hash: '#/items',
  }),
  state(
    '11b-items-filtered',
    'settled',
    usual,
    async tab => {
      await tab.locator('.ag-row').nth(3).waitFor()
      await click(tab, /^Cost rose, price did not/)
      await tab
        .getByText(/^\d+ of 252 items$/)
        .first()
        .waitFor()
    },
    { hash: '#/items' },
  ),
  state(
    '11c-items-nothing',
    'settled',
    ['1280'],
    async tab => {
      await tab.locator('.ag-row').nth(3).waitFor()
      await tab.getByRole('textbox', { name: 'Search items' }).fill('flange gasket')
      await tab.getByText(/No item matches/).waitFor()
    },
    { hash: '#/items' },
  ),
  state(
    '11d-item',
    'settled',
    all,
    async tab => {
      await tab.getByRole('textbox', { name: 'Search items' }).fill('radiator 600')
      await tab
        .getByText(/^\d+ of 252 items$/)
        .first()
        .waitFor()
      await tab.locator('.ag-row[row-index="0"] [col-id="name"]').click()
      await tab.getByRole('dialog').getByText('Price and cost over time').waitFor()
    },
    { hash: '#/items' },
  ),
  state(
    '11e-item-locked',
    'settled',
    usual,
    async tab => {
      await tab.locator('.ag-row').nth(3).waitFor()
      await tab.locator('.ag-row[row-index="1"] [col-id="name"]').focus()
      await tab.keyboard.press('l')
      await tab.getByLabel('Why nothing may change it').fill('Agreed with the housing association until June')
      await tab.keyboard.press('Enter')
      await tab.getByRole('button', { name: 'Unlock' }).waitFor()
    },
    { hash: '#/items' },
  ),
  state(
    '11f-item-lock',
    'settled',
    ['1280'],
    async tab => {
      await tab.locator('.ag-row').nth(3).waitFor()
      await tab.locator('.ag-row[row-index="1"] [col-id="name"]').focus()
      await tab.keyboard.press('l')
      await tab.getByLabel('Why nothing may change it').waitFor()
    },
    { hash: '#/items' },
  ),
  state('12-suppliers', 'settled', all, tab => tab.getByRole('heading', { name: 'HeatCo' }).waitFor(), {
    hash: '#/suppliers',
  }),
  state('12a-suppliers-empty', 'empty', ['1280', 'zoom200'], tab => tab.getByText('No supplier yet').waitFor(), {
    hash: '#/suppliers',
  }),
  state('12e-rules', 'settled', [...usual, 'tall'], async tab => {
    await review(tab)
    await click(tab, 'Suppliers', 'link')
    await tab.getByText(/9\.94 \+ 40% = 13\.916/).waitFor()
  }),
  state('12f-rule', 'settled', [...usual, 'tall', 'zoom200'], async tab => {
    await review(tab)
    await click(tab, 'Suppliers', 'link')
    await click(tab, /^Rule 1, Copper/)
    await tab
      .getByRole('dialog')
      .getByText(/It decides 12 rows/)
      .waitFor()
  }),
  state(
    '12g-rule-wrong',
    'settled',
    ['1280'],
    async tab => {
      await click(tab, 'Add rule')
      await tab.getByRole('dialog').getByRole('textbox', { name: 'Markup' }).fill('twelve')
      await click(tab, 'Save rule')
      await tab
        .getByText(/is not a number such as/)
        .first()
        .waitFor()
    },
    { hash: '#/suppliers/HeatCo' },
  ),
  state(
    '12h-rules-around',
    'settled',
    ['1280'],
    async tab => {
      await click(tab, 'Change “First”')
      await tab.getByRole('dialog').getByLabel('The list’s amounts').selectOption('take_off')
    },
    { hash: '#/suppliers/HeatCo' },
  ),
  state(
    '12i-links',
    'settled',
    ['1280', '1024-practice', 'tall'],
    async tab => {
      await tab.getByText('Pallet deposit').scrollIntoViewIfNeeded()
    },
    { hash: '#/suppliers/HeatCo' },
  ),
  state('12j-rules-every', 'settled', ['1280'], tab => tab.getByText('Rules for every list').waitFor(), {
    hash: '#/suppliers/*',
  }),
  state(
    '12c-suppliers-conflict',
    'settled',
    ['1280'],
    async tab => {
      await click(tab, 'Import…')
      await tab.getByRole('alert').waitFor()
    },
    { hash: '#/suppliers' },
  ),
  state(
    '12d-suppliers-rename',
    'settled',
    ['1280', 'zoom200'],
    async tab => {
      await click(tab, 'What to do with HeatCo')
      await click(tab, 'Rename…', 'menuitem')
      await tab.getByRole('dialog').waitFor()
    },
    { hash: '#/suppliers' },
  ),
  state(
    '12e-suppliers-change',
    'settled',
    [...usual, 'zoom200'],
    async tab => {
      await click(tab, 'Change…')
      await tab.getByRole('dialog').waitFor()
    },
    { hash: '#/suppliers' },
  ),
  state('12b0-compare-none', 'settled', ['1280'], tab => tab.getByText('Choose two lists').waitFor(), {
    hash: '#/compare',
  }),
  state(
    '12b-compare',
    'settled',
    usual,
    async tab => {
      for (const list of ['older', 'newer']) {
        await tab
          .getByRole('list', { name: `Recent files for the ${list} list` })
          .getByRole('button')
          .first()
          .click()
      }
      await tab.getByText('Lead Flashing').waitFor()
    },
    { hash: '#/compare' },
  ),
  state('13-settings', 'findings', [...all, 'tall'], tab => tab.getByText('Guardrails').waitFor(), {
    hash: '#/settings',
    practice: 'practice',
  }),
  state(
    '13b-reset',
    'settled',
    ['1280'],
    async tab => {
      await click(tab, 'Reset…')
      await tab.getByRole('dialog').waitFor()
    },
    { hash: '#/settings' },
  ),
  state(
    '13c-in-force',
    'findings',
    ['1280', '1024-practice', 'zoom200'],
    async tab => {
      await tab.getByText('Guardrails').waitFor()
      await click(tab, 'All in one table')
    },
    { hash: '#/settings', practice: 'practice' },
  ),
  state('14-help', 'settled', [...all, 'tall'], tab => tab.getByText('What is wrong').waitFor(), { hash: '#/help' }),
  state(
    '14a-help-deep',
    'findings',
    ['1280', 'tall'],
    async tab => {
      await tab.getByText('What is wrong').waitFor()
      await click(tab, 'Check Jobber too')
      await tab.getByText('Jobber’s patience').waitFor()
      await tab.getByRole('checkbox', { name: /Include a copy of a preview/ }).check()
      await click(tab, 'Save report…')
      await tab.getByText(/Saved as/).waitFor()
    },
    { hash: '#/help/9C4D-05' },
  ),
  state('14b-network', 'settled', all, tab => tab.getByText('In all').waitFor(), { hash: '#/network' }),
  state('14c-network-empty', 'offline', ['1280'], tab => tab.getByText('No host has been').waitFor(), {
    hash: '#/network',
  }),
  state('14d-network-strangers', 'strangers', ['1280'], tab => tab.getByText('In all').waitFor(), {
    hash: '#/network',
  }),
  state(
    '14e-broken',
    'settled',
    plain,
    async tab => {
      await tab.getByText('Recent files').waitFor()
      await tab.evaluate(() => Promise.reject(new Error('a test of the toast')).catch(trouble => reportError(trouble)))
      await tab.getByText('5P2X-6D').waitFor()
    },
    { errors: true },
  ),
  state(
    '15-palette',
    'settled',
    plain,
    async tab => {
      await tab.getByText('Complete').first().waitFor()
      await tab.keyboard.press('Control+k')
      await tab.getByText('10mm Copper Tube 3m').first().waitFor()
    },
    { hash: '#/history' },
  ),
  state(
    '15b-palette-setting',
    'settled',
    ['1280'],
    async tab => {
      await tab.getByText('Complete').first().waitFor()
      await tab.keyboard.press('Control+k')
      await tab.keyboard.type('log')
      await tab.getByText('Room for the log').waitFor()
    },
    { hash: '#/history' },
  ),
  state(
    '16-keys',
    'settled',
    plain,
    async tab => {
      await tab.getByText('Complete').first().waitFor()
      await tab.keyboard.press('?')
      await tab.getByRole('dialog').waitFor()
    },
    { hash: '#/history' },
  ),
]
