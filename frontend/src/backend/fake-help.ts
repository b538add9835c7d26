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
    setting('client_id', '', 'text', {
      variable: 'JOBBER_CLIENT_ID',
      means: 'The client ID of the company’s app in Jobber’s Developer Center.',
    }),
    setting('client_secret', '', 'secret', {
      variable: 'JOBBER_CLIENT_SECRET',
      means: 'The client secret of that app; it is kept in the computer’s keychain.',
    }),
    port(
      setting('callback_port', '18765', 'number', {
        variable: 'PRICESYNC_CALLBACK_PORT',
        means: 'The port on this computer to which the sign-in returns.',
      }),
    ),
    setting('api_url', 'https://api.getjobber.com', 'text', {
      variable: 'JOBBER_API_URL',
      means: 'The address of Jobber’s service.',
    }),
    setting('api_version', '2025-04-16', 'text', {
      variable: 'JOBBER_API_VERSION',
      means: 'The version of Jobber’s service to speak to, a date.',
    }),
    setting('currency', '', 'choice', {
      value: values.currency ?? 'GBP',
      origin: 'settings',
      choices: ['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'NZD', 'USD'],
      means: 'The currency of the account’s prices.',
    }),
    setting('change_percent', '25', 'percent', {
      means: 'A price or cost that changes by more than this waits for your tick.',
    }),
    setting('target_margin', '', 'percent', {
      means: 'A price that leaves a smaller margin than this waits for your tick; empty for none.',
    }),
    setting('plan_percent', '30', 'percent', {
      means: 'A sync over more than this share of the catalog asks once.',
    }),
    setting('code_field', '', 'text', {
      value: values.code_field ?? '',
      means: 'The custom field of products and services in Jobber that holds suppliers’ codes; empty for none.',
    }),
    setting('csv_max_bytes', '52428800', 'bytes', {
      variable: 'CSV_MAX_BYTES',
      means: 'The largest price list that is read.',
    }),
    setting('csv_max_rows', '100000', 'number', {
      value: '100000',
      origin: 'environment',
      variable: 'CSV_MAX_ROWS',
      means: 'The most rows that a price list may have.',
    }),
    setting('theme', 'system', 'choice', { choices: ['system', 'light', 'dark'], means: 'How the window looks.' }),
    setting('practice', 'off', 'choice', {
      choices: ['off', 'on'],
      means: 'Whether the program starts in the practice company.',
    }),
    setting('previews_per_minute', '60', 'number', {
      means: 'The most previews that are begun within a minute, by all windows and commands together.',
    }),
    setting('syncs_per_minute', '60', 'number', {
      means:
        'The most syncs, undos and resumptions that are begun within a minute, by all windows and commands together.',
    }),
    setting('connects_per_minute', '10', 'number', {
      means: 'The most sign-ins that are begun within a minute, by all windows and commands together.',
    }),
    setting('log_level', 'info', 'choice', {
      choices: ['debug', 'info', 'warn', 'error'],
      variable: 'PRICESYNC_LOG_LEVEL',
      means: 'How much the log tells.',
    }),
    setting('log', 'file', 'choice', {
      choices: ['file', 'stderr'],
      variable: 'PRICESYNC_LOG',
      fixed: true,
      means: 'Where the log goes.',
    }),
    setting('log_budget', '20971520', 'bytes', {
      means: 'The most room that all log files together may take; the oldest go first.',
    }),
    setting('log_days', '30', 'number', { means: 'The days after which a log file is deleted.' }),
    setting('log_names', 'off', 'choice', {
      choices: ['off', 'on'],
      means: 'Whether names of items, customers and files may stand in the log.',
    }),
    setting('home', '', 'text', {
      variable: 'PRICESYNC_HOME',
      fixed: true,
      means: 'The folder of database, settings and log.',
    }),
  ]
}

// port says what is wrong with a port that programs may not use.
function port(setting: SettingView): SettingView {
  if (Number(setting.value) >= 1024) return setting
  return { ...setting, wrong: `The callback port ${setting.value} can’t be used: it is below 1024.` }
}

export function fakeContacts(whom: 'jobber' | 'none' | 'strange'): ContactView[] {
  const contact = (host: string, why: string, requests: number, more: Partial<ContactView>): ContactView => ({
    host,
    why,
    requests,
    failed: 0,
    sent: requests * 840,
    received: requests * 2300,
    first: '2027-01-11T08:02:10Z',
    last: '2027-03-22T09:41:07Z',
    ...more,
  })
  const jobber = [
    contact('api.getjobber.com', 'Writing prices and costs', 1204, {
      first: '2027-01-11T08:20:44Z',
      last: '2027-03-22T09:42:30Z',
    }),
    contact('api.getjobber.com', 'Reading products and services', 212, { failed: 1, received: 4_182_330 }),
    contact('api.getjobber.com', 'Signing in and staying connected', 38, { last: '2027-03-22T08:40:51Z' }),
    contact('api.getjobber.com', 'Checking this computer', 4, { failed: 2, sent: 900, received: 410 }),
  ]
  if (whom === 'none') return []
  if (whom === 'jobber') return jobber
  return [
    contact('jobber-test.example:8443', 'Reading products and services', 3, { failed: 3, received: 0 }),
    ...jobber,
  ]
}

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
    check('folder', 'Price Sync’s folder', 'It can be written to.', 1),
    check('free_space', 'Free space', '182 GB are free.', 0),
    check('log', 'Log', 'It can be written; no line was lost.', 1),
    status.findings.some(finding => finding.severity === 'error')
      ? check('settings', 'Settings', status.findings[0]?.message ?? '', 0, {
          status: 'failed',
          hint: status.findings[0]?.hint ?? '',
        })
      : check('settings', 'Settings', 'All of them can be used.', 0),
    check('database', 'Database', 'It is sound: 6 runs, 4.1 MB.', 12),
    status.sessionOnly
      ? check('keychain', 'Keychain', 'This computer offers no keychain.', 9, {
          status: 'warning',
          hint: 'Start or install the system’s keychain to stay connected.',
        })
      : check('keychain', 'Keychain', 'It answers.', 9),
    check('unfinished_runs', 'Unfinished runs', 'There is none.', 1),
    check('callback_port', 'Callback port', 'Port 18765 is free.', 0),
    check('web_view', 'Web view', 'WebView2 131.0.2903.70.', 0),
    check('screen', 'Fonts and display', 'The fonts are there; the display’s scale is 150 %.', 0),
  ]
  const left = { status: 'skipped' }
  if (!deep) {
    return [
      ...quick,
      check('jobber', 'Jobber', 'Only looked at in the thorough check.', 0, left),
      check('clock', 'Clock', 'Only looked at in the thorough check.', 0, left),
    ]
  }
  return [
    ...quick,
    check('name', 'Jobber’s name', 'It is known as 2 addresses.', 14),
    check('tls', 'Encryption to Jobber', 'TLS 1.3, and the certificate is Jobber’s own.', 96),
    check('proxy', 'Proxy', 'None stands between this computer and Jobber.', 0),
    check('jobber', 'Jobber', 'It can be reached.', 212),
    check('token', 'Connection', 'It is valid and renews by itself.', 30),
    check('account', 'Account', 'Connected to ACME Plumbing.', 180),
    check('clock', 'Clock', 'This computer is 94 s behind Jobber’s clock.', 0, {
      status: 'warning',
      hint: 'Let the system set its time by itself.',
    }),
    check('products', 'Products', '303 products and services can be read.', 1340),
    check('bucket', 'Jobber’s patience', '9,940 of 10,000 points are left.', 0),
    check('version', 'Version of Jobber’s service', 'It serves 2025-04-16.', 0),
  ]
}

// fakeReport is what a report would hold; names says whether item and file names stand in it.
export function fakeReport(names: boolean, replay: boolean): ReportPartView[] {
  const part = (name: string, title: string, bytes: number, preview: string): ReportPartView => ({
    name,
    title,
    bytes,
    preview,
  })
  const file = names ? 'HeatCo trade July.csv' : '<file#a1b2c3>'
  return [
    part('findings', 'What is wrong', 412, '[\n  {\n    "code": "clock_off",\n    "severity": "warning"\n  }\n]'),
    part(
      'checks',
      'Checks of this computer',
      1210,
      '[\n  {"code": "database", "status": "ok", "ms": 12},\n  {"code": "keychain", "status": "ok", "ms": 9}\n]',
    ),
    part(
      'settings',
      'Settings',
      640,
      '[\n  {"name": "callback_port", "value": "18765", "origin": "default"},\n  {"name": "client_secret", "value": "set", "origin": "settings"}\n]',
    ),
    part('runs', 'Last syncs', 2210, `[\n  {"run": "run-5", "status": "done", "file": "${file}", "applied": 39}\n]`),
    part('database', 'Database', 967, '[\n  {"name": "quick_check", "value": "ok"}\n]'),
    part(
      'log',
      'Log',
      44_120,
      '{"time":"2027-03-22T09:41:02Z","level":"INFO","event":"app_start","version":"1.0.0"}\n{"time":"2027-03-22T09:41:20Z","level":"INFO","event":"preview","op":"9C4D-05","file":"<script>window.ran = true</script>"}',
    ),
    ...(replay ? [part('replay', 'A copy of one preview', 9120, '{\n  "rows": 214\n}')] : []),
  ]
}

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
