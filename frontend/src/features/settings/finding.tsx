import { Button } from '@mantine/core'
import type { FindingView, SettingView } from '../../backend/views'
import { FindingBanner } from '../../components/findings'
import { routeAddress } from '../../lib/route'
import { hasWayBack } from './in-force'

interface FindingProps {
  finding: FindingView
  setting: SettingView | undefined
  onDefault: () => void
  onGo: () => void // to the setting's field
}

// Finding says what is wrong, and mends it with one click where a click can, else leads to where it is mended.
export function Finding({ finding, setting, onDefault, onGo }: FindingProps) {
  let cure = (
    <Button size="xs" component="a" href={routeAddress('help')}>
      Check this computer
    </Button>
  )
  if (setting && setting.wrong !== '' && hasWayBack(setting)) {
    cure = (
      <Button size="xs" onClick={onDefault}>
        Use the default
      </Button>
    )
  } else if (setting && !setting.fixed && finding.variable === '' && finding.severity === 'error') {
    cure = (
      <Button size="xs" onClick={onGo}>
        Go to the field
      </Button>
    )
  }
  return <FindingBanner finding={finding} action={cure} />
}
