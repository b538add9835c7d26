import { ActionIcon, CloseButton, Drawer } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { keyLabel } from '../lib/keys'
import classes from './drawer.module.css'

interface SideDrawerProps {
  label: string
  opened: boolean
  onClose: () => void
  children: ReactNode
}

// SideDrawer shows one thing of a list whole, at the right of it.
export function SideDrawer({ label, opened, onClose, children }: SideDrawerProps) {
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={452}
      returnFocus={false}
      classNames={{ content: classes.drawer }}
    >
      <Drawer.Overlay />
      <Drawer.Content aria-label={label}>{children}</Drawer.Content>
    </Drawer.Root>
  )
}

interface DrawerTopProps {
  of: 'row' | 'item'
  index: number
  shown: number
  onMove: (by: number) => void
  onClose: () => void
  children: ReactNode // which one it is of how many
}

// DrawerTop leads to the one before and the next, and out.
export function DrawerTop({ of, index, shown, onMove, onClose, children }: DrawerTopProps) {
  const before = of === 'row' ? 'Row before' : 'Item before'
  return (
    <div className={classes.top}>
      <p className="caption">{children}</p>
      <div className={classes.actions}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`${before} (${keyLabel('alt+arrowup')})`}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        >
          <IconChevronUp size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={`Next ${of} (${keyLabel('alt+arrowdown')})`}
          disabled={index + 1 >= shown}
          onClick={() => onMove(1)}
        >
          <IconChevronDown size={18} aria-hidden="true" />
        </ActionIcon>
        <CloseButton aria-label="Close" size={32} iconSize={18} onClick={onClose} />
      </div>
    </div>
  )
}

// DrawerBody scrolls under the top.
export function DrawerBody({ children }: { children: ReactNode }) {
  return <div className={classes.body}>{children}</div>
}

// DrawerTitle takes the focus when the drawer opens, so that a stray Enter does nothing.
export function DrawerTitle({ focused = true, children }: { focused?: boolean; children: ReactNode }) {
  return (
    <h2 className={classes.title} data-autofocus={focused || undefined} tabIndex={-1}>
      {children}
    </h2>
  )
}
