import createMDX from '@next/mdx'

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The dev overlay's button would cover the timeline's corner.
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost', '*.localhost'],
  experimental: {
    // The trace is a stream that may stay silent for long; Next would cut it after 30 seconds.
    proxyTimeout: 24 * 3600_000,
  },
  turbopack: { root: import.meta.dirname },
  // Linted, type-checked and tested by `npm test`; a build for running need not repeat it.
  typescript: { ignoreBuildErrors: true },
  headers: () => Promise.resolve([{ source: '/:path*', headers: SECURITY_HEADERS }]),
}

// The high-contrast themes are the ones of shiki whose every token passes WCAG AA. Plugins are named as strings:
// Turbopack's loaders take no functions.
const withMDX = createMDX({
  options: {
    rehypePlugins: [
      [
        'rehype-pretty-code',
        {
          theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
          keepBackground: false,
        },
      ],
    ],
  },
})

export default withMDX(config)
