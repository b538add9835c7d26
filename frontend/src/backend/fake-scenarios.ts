import type { Bridge } from './bridge'
import type { ErrorView, SettingView, StatusView } from './views'

// Scenario is how the make-believe program stands when the page opens.
export interface Scenario {
  status: Partial<StatusView>
  runs: boolean // whether there is a history
  items: boolean // whether the catalog was read before
  target: string // the target margin in percent, "" for none
  files: boolean // whether there are recent files
  known: 'no' | 'same' | 'changed' | 'lost' | 'twins' // how HeatCo's next list looks beside what is remembered of HeatCo
  pace: number // milliseconds that each step takes
  stopAt: number // a sync stands still after so many rows; 0 goes through
  wait: string // the sentence shown where it stands still
  connects: 'never' | 'soon' // what becomes of a sign-in
  refuse: Partial<Record<keyof Bridge, ErrorView>>
  largePlan: boolean
  managed: boolean // whether the list is a supplier's whose rules write Jobber's markup, and has lost some of that supplier's items
  copies: number // how often the list repeats itself, for lists as long as they get
  troubles: boolean // whether some rows of a sync are not applied
  values: Record<string, string> // settings that were chosen
  settings: SettingView[] | undefined // in place of the usual ones
  contacts: 'jobber' | 'none' | 'strange' // whom the program has contacted
}

const settled: Scenario = {
  status: {},
  runs: true,
  items: true,
  target: '36',
  files: true,
  known: 'no',
  pace: 40,
  stopAt: 0,
  wait: '',
  connects: 'soon',
  refuse: {},
  largePlan: false,
  managed: false,
  copies: 1,
  troubles: true,
  values: {},
  settings: undefined,
  contacts: 'jobber',
}

const nobody: Partial<StatusView> = { connected: false, account: '', accountId: '', currency: '' }

const fileInUse: ErrorView = {
  code: 'file_in_use',
  message: '“HeatCo trade July.csv” is open in another program that locks it.',
  hint: 'Close it there and choose it again.',
  ref: '7F3K-22',
}

export const scenarios: Record<string, Scenario> = {
  settled,
  managed: { ...settled, managed: true },
  'managed-smooth': { ...settled, managed: true, troubles: false },
  'first-run': { ...settled, status: nobody, runs: false, files: false },
  guide: { ...settled, status: { ...nobody, canConnect: false }, runs: false, files: false },
  waiting: { ...settled, status: nobody, runs: false, files: false, connects: 'never' },
  denied: {
    ...settled,
    status: nobody,
    runs: false,
    files: false,
    refuse: {
      Connect: {
        code: 'sign_in_denied',
        message: 'Jobber was not allowed to share your products with Price Sync, so you are not connected.',
        hint: 'Connect again and choose Allow. Only Jobber administrators can do this.',
        ref: '4M9T-07',
      },
    },
  },
  currency: { ...settled, status: { currency: '' }, runs: false, files: false },
  known: { ...settled, known: 'changed' },
  lost: { ...settled, known: 'lost' },
  practice: {
    ...settled,
    status: { practice: true, account: 'Practice company', accountId: 'practice', connected: true },
  },
  failure: {
    ...settled,
    status: {
      failure: {
        code: 'database_damaged',
        message: 'Price Sync’s database is damaged. It was set aside and not deleted.',
        hint: 'Save a diagnostics report under Help and send it to support.',
        ref: '2B7Q-91',
      },
    },
  },
  reading: { ...settled, pace: 600_000 },
  locked: { ...settled, refuse: { OpenPriceList: fileInUse } },
  holding: { ...settled, pace: 0, stopAt: 18 },
  throttled: {
    ...settled,
    pace: 0,
    stopAt: 18,
    wait: 'Jobber asks us to wait 8 s. It limits how fast programs may write. We go on by ourselves; nothing is lost.',
  },
  large: { ...settled, largePlan: true },
  huge: { ...settled, copies: 234, pace: 0 },
  smooth: { ...settled, troubles: false, pace: 0 },
  unfinished: {
    ...settled,
    status: {
      unfinished: [
        {
          run: 'run-6',
          started: '2027-03-21T16:33:00Z',
          file: 'Pipeline Supplies Autumn.csv',
          account: 'ACME Plumbing',
          done: 27,
          total: 39,
        },
      ],
    },
  },
  findings: {
    ...settled,
    values: { callback_port: '80' },
    status: {
      sessionOnly: true,
      findings: [
        {
          code: 'port_invalid',
          severity: 'error',
          field: 'callback_port',
          message: 'The callback port 80 can’t be used: it is below 1024.',
          hint: 'Choose a port from 1024 to 65535 in Settings, and register the new callback address in Jobber’s Developer Center.',
          variable: '',
          breaks: ['connect'],
        },
        {
          code: 'keychain_missing',
          severity: 'warning',
          field: '',
          message: 'This computer offers no keychain, so the connection lasts only until you close Price Sync.',
          hint: 'Start or install the system’s keychain (on Linux: gnome-keyring) to stay connected.',
          variable: '',
          breaks: [],
        },
      ],
    },
  },
  blocked: {
    ...settled,
    runs: false,
    files: false,
    values: { callback_port: '80' },
    status: {
      ...nobody,
      canConnect: false,
      findings: [
        {
          code: 'port_invalid',
          severity: 'error',
          field: 'callback_port',
          message: 'The callback port 80 can’t be used: it is below 1024.',
          hint: 'Choose a port from 1024 to 65535 in Settings, and register the new callback address in Jobber’s Developer Center.',
          variable: '',
          breaks: ['connect'],
        },
        {
          code: 'client_secret_missing',
          severity: 'error',
          field: 'client_secret',
          message: 'The client secret of your Jobber app is missing.',
          hint: 'Enter it in Settings. It is on your app’s page in Jobber’s Developer Center.',
          variable: '',
          breaks: ['connect'],
        },
      ],
    },
  },
  'blocked-sync': {
    ...settled,
    status: {
      findings: [
        {
          code: 'limit_invalid',
          severity: 'error',
          field: 'csv_max_rows',
          message: 'CSV_MAX_ROWS can’t be “lots”: it is not a whole number.',
          hint: 'Set it to a whole number from 1 to 1,000,000, or remove it.',
          variable: 'CSV_MAX_ROWS',
          breaks: ['read', 'preview'],
        },
      ],
    },
  },
  'full-disk': {
    ...settled,
    runs: false,
    files: false,
    status: {
      ...nobody,
      findings: [
        {
          code: 'disk_low',
          severity: 'error',
          field: 'home',
          message: 'The disk of Price Sync’s folder is full: 2 MB are free.',
          hint: 'Make room on it, then open Price Sync again.',
          variable: '',
          breaks: ['everything'],
        },
      ],
    },
  },
  offline: { ...settled, contacts: 'none' },
  strangers: { ...settled, contacts: 'strange' },
  empty: { ...settled, runs: false, items: false, files: false },
}
