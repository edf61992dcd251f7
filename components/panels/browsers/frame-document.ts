import { FRAME_SCRIPT, FRAME_SCRIPT_HASH } from './frame-script'

/**
 * What a rendered page may do: show itself. No network, no scripts but ours, no forms that leave, no nested frames.
 * The learner's own scripts do not run.
 */
export const FRAME_POLICY = [
  "default-src 'none'",
  `script-src '${FRAME_SCRIPT_HASH}'`,
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

const LOOK = `:root { color-scheme: SCHEME; font: 15px/1.5 ui-sans-serif, system-ui, sans-serif; }
body { margin: 10px 12px; overflow-wrap: anywhere; }`

/**
 * The document of the sandboxed frame. The policy comes first, so nothing of the page is parsed before it is in force;
 * a page's own policy or doctype after it can only make it stricter.
 */
export function frameDocument(html: string, scheme: 'light' | 'dark'): string {
  return [
    '<!doctype html><html><head>',
    `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">`,
    `<style>${LOOK.replace('SCHEME', scheme)}</style>`,
    `<script>${FRAME_SCRIPT}</script>`,
    '</head><body>',
    html,
  ].join('')
}

/** True when a body sent as HTML holds no markup, so it can be shown as the text it is. */
export const isPlainText = (html: string): boolean => !/[<&]/.test(html)
