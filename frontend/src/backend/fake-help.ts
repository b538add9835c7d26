import type {
  CheckView,
  ContactView,
  HelpEntryView,
  PlanSummaryView,
  ReportPartView,
  SettingView,
  StatusView,
} from './views'

// What the make-believe program says about itself: settings, checks, the report and the table of errors.

export function fakeSettings(values: Record<string, string>): SettingView[] {
  const setting = (name: string, standard: string, kind: string, more: Partial<SettingView> = {}): SettingView => ({
    name,
    value: values[name] ?? standard,
    origin: values[name] === undefined ? 'default' : 'settings',
    secret: kind === 'secret',
    kind,
    choices: [],
    variable: '',
    default: standard,
    means: '',
    wrong: '',
    fixed: false,
    ...more,
  })
  return [
    setting('client_id', '', 'text', { variable: 'JOBBER_CLIENT_ID' }),
    setting('client_secret', '', 'secret', { variable: 'JOBBER_CLIENT_SECRET' }),
    setting('callback_port', '18765', 'number', { variable: 'PRICESYNC_CALLBACK_PORT' }),
    setting('currency', 'GBP', 'choice', { choices: ['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'NZD', 'USD'] }),
    setting('theme', 'system', 'choice', { choices: ['system', 'light', 'dark'] }),
    setting('change_percent', '25', 'percent'),
    setting('plan_percent', '30', 'percent'),
    setting('csv_max_bytes', '52428800', 'bytes', { variable: 'CSV_MAX_BYTES' }),
    setting('csv_max_rows', '100000', 'number', {
      value: '100000',
      origin: 'environment',
      variable: 'CSV_MAX_ROWS',
    }),
    setting('log_level', 'info', 'choice', {
      choices: ['debug', 'info', 'warn', 'error'],
      variable: 'PRICESYNC_LOG_LEVEL',
    }),
  ]
}

export const fakeContacts: ContactView[] = [
  {
    host: 'api.getjobber.com',
    why: 'Reading products and services',
    requests: 212,
    failed: 1,
    sent: 260_412,
    received: 4_182_330,
    first: '2027-01-11T08:02:10Z',
    last: '2027-03-22T09:41:07Z',
  },
  {
    host: 'api.getjobber.com',
    why: 'Writing prices and costs',
    requests: 1204,
    failed: 0,
    sent: 1_002_118,
    received: 812_400,
    first: '2027-01-11T08:20:44Z',
    last: '2027-03-22T09:42:30Z',
  },
]

export function fakeChecks(status: StatusView, deep: boolean): CheckView[] {
  const check = (
    code: string,
    title: string,
    message: string,
    ms: number,
    more: Partial<CheckView> = {},
  ): CheckView => ({
    code,
    title,
    status: 'ok',
    message,
    hint: '',
    ms,
    ...more,
  })
  const quick = [
    check('database', 'Database', 'It is sound: 6 runs, 4.1 MB.', 12),
    status.sessionOnly
      ? check('keychain', 'Keychain', 'This computer offers no keychain.', 9, {
          status: 'warning',
          hint: 'Start or install the system’s keychain to stay connected.',
        })
      : check('keychain', 'Keychain', 'It answers.', 9),
    check('folders', 'Folders', 'Price Sync can write to all of them; 182 GB are free.', 1),
    check('settings', 'Settings', 'All of them can be used.', 0),
  ]
  if (!deep) return quick
  return [
    ...quick,
    check('jobber', 'Jobber', 'It can be reached.', 212),
    check('token', 'Connection', 'It is valid and renews by itself.', 30),
    check('clock', 'Clock', 'This computer is 94 s behind Jobber’s clock.', 0, {
      status: 'warning',
      hint: 'Let the system set its time by itself.',
    }),
    check('products', 'Products', '303 products and services can be read.', 340),
  ]
}

export const fakeReport: ReportPartView[] = [
  {
    name: 'summary.txt',
    title: 'Summary',
    bytes: 412,
    preview:
      'Price Sync 1.0.0 (a81f3c2)   Windows 11 23H2\naccount      ACME Plumbing (id hidden)\nself-check   7 good, 1 to look at\nlast run     8 Mar 2027 09:42   39 applied\nthrottle     none\nitems        303   runs 6',
  },
  {
    name: 'checks.json',
    title: 'Self-check',
    bytes: 1210,
    preview: '[\n  {"code": "database", "status": "ok", "ms": 12},\n  {"code": "keychain", "status": "ok", "ms": 9}\n]',
  },
  {
    name: 'settings.json',
    title: 'Settings, without secrets',
    bytes: 640,
    preview: '{\n  "callback_port": 18765,\n  "client_secret": "[redacted]",\n  "log_level": "info"\n}',
  },
  {
    name: 'runs.json',
    title: 'Last runs, counts only',
    bytes: 2210,
    preview: '[\n  {"run": "run-5", "status": "done", "applied": 39, "seconds": 21}\n]',
  },
  {
    name: 'pricesync.log',
    title: 'Log of the last 7 days',
    bytes: 44_120,
    preview:
      '{"time":"2027-03-22T09:41:02Z","level":"INFO","event":"start","version":"1.0.0"}\n{"time":"2027-03-22T09:41:20Z","level":"INFO","event":"preview","op":"9C4D-05","rows":214}',
  },
]

export const fakePreviews: PlanSummaryView[] = [
  {
    plan: 'p-7k3f2q',
    file: 'HeatCo July.csv',
    at: '2027-03-22T09:41:20.000Z',
    counts: { update: 39, held: 3, unchanged: 168, unmatched: 4 },
  },
  {
    plan: 'p-4m9xwd',
    file: 'Bright Electrics.xlsx',
    at: '2027-03-08T09:40:02.000Z',
    counts: { update: 12, unchanged: 80 },
  },
]

export const fakeErrors: HelpEntryView[] = [
  {
    code: 'file_in_use',
    message: '“{file}” is open in another program that locks it.',
    hint: 'Close it there and choose it again.',
  },
  {
    code: 'jobber_unreachable',
    message: 'Jobber can’t be reached from this computer. Nothing already done is lost.',
    hint: 'Check the internet connection and try again.',
  },
  {
    code: 'not_connected',
    message: 'Price Sync is not connected to Jobber.',
    hint: 'Connect to Jobber and try again.',
  },
  {
    code: 'stale_plan',
    message: 'This preview can’t be synced any more: {why}. No price was changed.',
    hint: 'Make a new preview and look at it again.',
  },
]
