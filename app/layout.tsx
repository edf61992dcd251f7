import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { THEME_SCRIPT } from '@/components/hooks/theme'
import { inter, jetbrainsMono } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Crumbtrail: HTTP sessions, seen', template: '%s · Crumbtrail' },
  description:
    'Change a real Express server, send it real requests, and watch the session move between browser, server and store.',
  applicationName: 'Crumbtrail',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f5f1' },
    { media: '(prefers-color-scheme: dark)', color: '#131417' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${inter.variable} ${jetbrainsMono.variable}`} suppressHydrationWarning>
      <head>
        {/* Before the first paint, so that a chosen theme never flashes. */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
