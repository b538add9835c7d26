import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  DrawerOverlay,
  DrawerRoot,
  defaultVariantColorsResolver,
  Modal,
  ModalCloseButton,
  ModalOverlay,
  ModalRoot,
  Notification,
  NumberInput,
  Radio,
  SegmentedControl,
  Switch,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'

// One accent for both schemes: Mantine's own contrast rule judges by the light shade, so the variants are ours.
const variants: VariantColorsResolver = input => {
  const none = { border: '1px solid transparent', color: 'var(--heading)', background: 'transparent' }
  if (input.variant === 'filled' && input.color !== 'red') {
    return { ...none, background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)' }
  }
  if (input.variant === 'default') {
    return {
      background: 'var(--surface)',
      hover: 'var(--surface-hover)',
      color: 'var(--heading)',
      border: '1px solid var(--line-control)',
    }
  }
  if (input.variant === 'subtle') {
    const inks: Record<string, string> = { red: 'var(--danger)', gray: 'var(--heading)' }
    return { ...none, hover: 'var(--surface-hover)', color: inks[input.color ?? ''] ?? 'var(--link)' }
  }
  return defaultVariantColorsResolver(input)
}

const dialog = {
  lockScroll: false, // it would inject a style without the policy's nonce, and the body never scrolls
  closeButtonProps: { 'aria-label': 'Close' },
  overlayProps: { backgroundOpacity: 1, color: 'var(--shade)' },
  transitionProps: { duration: 120 },
}

const tick = { color: 'var(--accent)', iconColor: 'var(--on-accent)' }

export const theme = createTheme({
  fontFamily: 'Inter, "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '18px', sm: '19px', md: '20px', lg: '24px', xl: '26px' },
  headings: { fontWeight: '650' },
  radius: { sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'md',
  colors: {
    brand: [
      'hsl(106 26% 93%)',
      'hsl(106 28% 85%)',
      'hsl(106 32% 72%)',
      'hsl(106 38% 58%)',
      'hsl(86 56% 52%)',
      'hsl(107 46% 40%)',
      'hsl(107 58% 33%)',
      'hsl(107 60% 27%)',
      'hsl(107 62% 21%)',
      'hsl(107 64% 16%)',
    ],
  },
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver: variants,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', variant: 'default' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: 36, variant: 'default' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', ...tick } }),
    Radio: Radio.extend({ defaultProps: { ...tick } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm', color: 'var(--accent)', withThumbIndicator: false } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'sm' } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close the message' } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, multiline: true, maw: 360, fz: 12 } }),
    Modal: Modal.extend({ defaultProps: { ...dialog, centered: true, padding: 'lg', radius: 'xl' } }),
    Drawer: Drawer.extend({ defaultProps: { ...dialog, position: 'right' } }),
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false, transitionProps: dialog.transitionProps } }),
    DrawerRoot: DrawerRoot.extend({ defaultProps: { lockScroll: false, transitionProps: dialog.transitionProps } }),
    ModalOverlay: ModalOverlay.extend({ defaultProps: dialog.overlayProps }),
    DrawerOverlay: DrawerOverlay.extend({ defaultProps: dialog.overlayProps }),
    ModalCloseButton: ModalCloseButton.extend({ defaultProps: dialog.closeButtonProps }),
    Spotlight: Spotlight.extend({ defaultProps: { lockScroll: false, overlayProps: dialog.overlayProps } }),
  },
})

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--heading)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--link)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-control)',
  '--mantine-color-disabled': 'var(--surface-sunk)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
