'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { chooseTheme, THEMES, type Theme } from '../hooks/theme'
import { useTheme } from '../hooks/use-theme'
import { IconButton } from './icon-button'

const ICONS = { system: Monitor, light: Sun, dark: Moon }
const WORDS: Record<Theme, string> = { system: 'as the device', light: 'light', dark: 'dark' }

/** One button through the three themes: as the device, light, dark. */
export function ThemeSwitch() {
  const theme = useTheme()
  const Icon = ICONS[theme]
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return (
    <IconButton
      size="normal"
      label={`Theme: ${WORDS[theme]}. Change to ${WORDS[next]}.`}
      onClick={() => chooseTheme(next)}
    >
      <Icon aria-hidden size={16} />
    </IconButton>
  )
}
