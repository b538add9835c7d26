// The make-believe firm's products and services, the same on every start. Amounts are whole cents.

export interface FakeItem {
  id: string
  name: string
  code: string // as the make-believe supplier calls it
  price: number
  cost: number
}

interface Family {
  template: string // "{}" takes each size
  code: string
  sizes: string[]
  cost: number // of the first size
  step: number // of each further size, in percent of the first
  markup: number // percent
}

const pipe = ['10mm', '15mm', '22mm', '28mm', '35mm', '42mm', '54mm']
const small = ['10mm', '15mm', '22mm', '28mm']
const radiators = ['400', '500', '600', '800', '1000', '1200', '1400', '1600', '1800', '2000']

const families: Family[] = [
  { template: '{} Copper Tube 3m', code: 'COP{}-3M', sizes: pipe, cost: 689, step: 46, markup: 78 },
  { template: '{} Copper Tube 2m', code: 'COP{}-2M', sizes: pipe, cost: 502, step: 44, markup: 80 },
  { template: '{} Barrier Pipe 25m coil', code: 'BAR{}-25', sizes: small, cost: 2367, step: 52, markup: 55 },
  { template: 'Elbow 90°, copper, {}', code: 'ELC{}', sizes: pipe, cost: 64, step: 85, markup: 110 },
  { template: 'Elbow 45°, copper, {}', code: 'E4C{}', sizes: pipe, cost: 81, step: 84, markup: 108 },
  { template: 'Equal Tee, copper, {}', code: 'TEC{}', sizes: pipe, cost: 118, step: 88, markup: 104 },
  { template: 'Coupler, copper, {}', code: 'CPC{}', sizes: pipe, cost: 49, step: 80, markup: 112 },
  { template: 'Elbow 90°, push-fit, {}', code: 'PEL{}', sizes: small, cost: 214, step: 41, markup: 84 },
  { template: 'Equal Tee, push-fit, {}', code: 'PTE{}', sizes: small, cost: 297, step: 43, markup: 84 },
  { template: 'Coupler, push-fit, {}', code: 'PCP{}', sizes: small, cost: 188, step: 40, markup: 84 },
  { template: 'Stop End, push-fit, {}', code: 'PSE{}', sizes: small, cost: 181, step: 39, markup: 76 },
  { template: 'Gate Valve, brass, {}', code: 'GTV{}', sizes: pipe, cost: 742, step: 36, markup: 62 },
  { template: 'Ball Valve, lever, {}', code: 'BLV{}', sizes: pipe, cost: 618, step: 41, markup: 66 },
  {
    template: 'Isolating Valve, chrome, {}',
    code: 'ISV{}',
    sizes: ['15mm', '22mm', '28mm'],
    cost: 212,
    step: 61,
    markup: 77,
  },
  { template: 'Check Valve, double, {}', code: 'CHV{}', sizes: small, cost: 584, step: 38, markup: 64 },
  { template: 'Pressure Reducing Valve, {}', code: 'PRV{}', sizes: small, cost: 2410, step: 33, markup: 58 },
  {
    template: 'Thermostatic Radiator Valve, {}',
    code: 'TRV{}',
    sizes: ['angled', 'straight', 'corner'],
    cost: 1268,
    step: 9,
    markup: 71,
  },
  {
    template: 'Lockshield Valve, {}',
    code: 'LSV{}',
    sizes: ['angled', 'straight', 'corner'],
    cost: 486,
    step: 8,
    markup: 74,
  },
  { template: 'Radiator, single panel, 600×{}', code: 'RSP6-{}', sizes: radiators, cost: 3956, step: 22, markup: 72 },
  { template: 'Radiator, double panel, 600×{}', code: 'RDP6-{}', sizes: radiators, cost: 7205, step: 21, markup: 56 },
  { template: 'Radiator, single panel, 450×{}', code: 'RSP4-{}', sizes: radiators, cost: 3412, step: 21, markup: 70 },
  {
    template: 'Towel Rail, chrome, {} mm',
    code: 'TRC{}',
    sizes: ['800', '1000', '1200', '1500', '1800'],
    cost: 5938,
    step: 24,
    markup: 52,
  },
  {
    template: 'Towel Rail, white, {} mm',
    code: 'TRW{}',
    sizes: ['800', '1000', '1200', '1500', '1800'],
    cost: 4712,
    step: 23,
    markup: 52,
  },
  {
    template: 'Combi Boiler {} kW',
    code: 'CB{}',
    sizes: ['24', '28', '30', '35', '40'],
    cost: 72544,
    step: 14,
    markup: 58,
  },
  { template: 'System Boiler {} kW', code: 'SB{}', sizes: ['15', '18', '24', '30'], cost: 68120, step: 12, markup: 56 },
  {
    template: 'Unvented Cylinder {} L',
    code: 'UC{}',
    sizes: ['120', '150', '180', '210', '250', '300'],
    cost: 52840,
    step: 16,
    markup: 46,
  },
  {
    template: 'Expansion Vessel {} L',
    code: 'EXV{}',
    sizes: ['8', '12', '18', '24', '35', '50'],
    cost: 2980,
    step: 28,
    markup: 68,
  },
  {
    template: 'Circulating Pump {} m head',
    code: 'PMP{}',
    sizes: ['5', '6', '7', '8'],
    cost: 12340,
    step: 17,
    markup: 61,
  },
  {
    template: 'Shower Pump {} bar',
    code: 'SHP{}',
    sizes: ['1.5', '2.0', '3.0', '4.0'],
    cost: 16890,
    step: 22,
    markup: 55,
  },
  {
    template: 'Room Thermostat, {}',
    code: 'RTH-{}',
    sizes: ['wired', 'wireless', 'smart'],
    cost: 3698,
    step: 38,
    markup: 45,
  },
  { template: 'Programmer, {} channel', code: 'PRG{}', sizes: ['1', '2', '3'], cost: 4410, step: 31, markup: 58 },
  { template: 'Magnetic Filter {}', code: 'MGF{}', sizes: ['22mm', '28mm'], cost: 7280, step: 35, markup: 66 },
  {
    template: 'Manifold, {}-port',
    code: 'MNF{}',
    sizes: ['2', '3', '4', '5', '6', '8', '10', '12'],
    cost: 4120,
    step: 29,
    markup: 56,
  },
  {
    template: 'Underfloor Pipe 16mm, {} m',
    code: 'UFP{}',
    sizes: ['50', '100', '200', '500'],
    cost: 3125,
    step: 94,
    markup: 62,
  },
  {
    template: 'Waste Pipe {} × 3m, white',
    code: 'WPW{}',
    sizes: ['32mm', '40mm', '50mm'],
    cost: 468,
    step: 21,
    markup: 84,
  },
  { template: 'Waste Elbow 90°, {}', code: 'WEL{}', sizes: ['32mm', '40mm', '50mm'], cost: 92, step: 32, markup: 118 },
  { template: 'Bottle Trap {}', code: 'BTR{}', sizes: ['32mm', '40mm'], cost: 318, step: 26, markup: 96 },
  { template: 'P-Trap, tubular, {}', code: 'PTR{}', sizes: ['32mm', '40mm', '50mm'], cost: 287, step: 24, markup: 98 },
  { template: 'Soil Pipe 110mm × {}', code: 'SPG{}', sizes: ['1m', '2m', '3m', '4m'], cost: 842, step: 72, markup: 74 },
  {
    template: 'Basin Mixer, {}',
    code: 'BMX-{}',
    sizes: ['chrome', 'black', 'brushed'],
    cost: 4890,
    step: 24,
    markup: 63,
  },
  {
    template: 'Kitchen Mixer, {}',
    code: 'KMX-{}',
    sizes: ['chrome', 'black', 'brushed'],
    cost: 6057,
    step: 22,
    markup: 66,
  },
  { template: 'Bath Filler, {}', code: 'BFL-{}', sizes: ['chrome', 'black'], cost: 7240, step: 21, markup: 60 },
  {
    template: 'Thermostatic Shower, {}',
    code: 'THS-{}',
    sizes: ['bar', 'concealed', 'column'],
    cost: 9830,
    step: 58,
    markup: 57,
  },
  { template: 'Flexible Hose {} mm', code: 'FLX{}', sizes: ['300', '500', '700'], cost: 214, step: 27, markup: 122 },
  { template: 'Pipe Clip, double, {}', code: 'PCD{}', sizes: small, cost: 18, step: 39, markup: 190 },
  { template: 'Pipe Insulation {} × 2m', code: 'PIN{}', sizes: pipe, cost: 112, step: 27, markup: 96 },
  { template: 'Solder Ring Elbow, {}', code: 'SRE{}', sizes: small, cost: 71, step: 78, markup: 105 },
  { template: 'Solder Ring Tee, {}', code: 'SRT{}', sizes: small, cost: 124, step: 82, markup: 102 },
  { template: 'Compression Elbow, {}', code: 'CEL{}', sizes: small, cost: 241, step: 62, markup: 88 },
  { template: 'Compression Tee, {}', code: 'CTE{}', sizes: small, cost: 338, step: 66, markup: 86 },
  { template: 'Compression Coupler, {}', code: 'CCP{}', sizes: small, cost: 196, step: 58, markup: 90 },
  { template: 'Inhibitor {}', code: 'INH{}', sizes: ['500 ml', '1 L', '5 L'], cost: 742, step: 96, markup: 84 },
  { template: 'Condensate Pipe 21.5mm × {}', code: 'CDP{}', sizes: ['2m', '3m'], cost: 198, step: 46, markup: 96 },
]

// Two items of the same name each, as any grown catalog has: nothing may pick between them by order.
const twins = ['54mm Copper Tube 3m', 'Bottle Trap 40mm', 'Manifold, 4-port', 'Basin Mixer, chrome', 'Inhibitor 1 L']

export const fakeCatalog: readonly FakeItem[] = build()

function build(): FakeItem[] {
  const items: FakeItem[] = []
  for (const family of families) {
    family.sizes.forEach((size, index) => {
      const cost = family.cost + Math.round((family.cost * family.step * index) / 100)
      const price = toFive(Math.round((cost * (100 + family.markup)) / 100))
      const compact = size.replace(/[^0-9A-Za-z.]/g, '').replace(/mm$/, '')
      items.push({
        id: `item-${items.length + 1}`,
        name: family.template.replace('{}', size),
        code: family.code.replace('{}', compact).toUpperCase(),
        price,
        cost,
      })
    })
  }
  for (const name of twins) {
    const first = items.find(item => item.name === name)
    if (first) items.push({ ...first, id: `item-${items.length + 1}`, price: first.price + 140, cost: first.cost + 75 })
  }
  return items
}

// toFive rounds whole cents to the nearest five.
export function toFive(cents: number): number {
  return Math.round(cents / 5) * 5
}
