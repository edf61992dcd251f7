import localFont from 'next/font/local'

/** Inter by Rasmus Andersson, from npm: no request leaves the machine. */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
})

/** JetBrains Mono, from npm, for what the machine says. */
export const jetbrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  display: 'swap',
  variable: '--font-jetbrains',
  adjustFontFallback: false,
})
