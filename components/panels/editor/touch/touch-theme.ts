import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The site's colours for CodeMirror. 16 px, so that iOS does not zoom into the field. */
export const touchTheme = [
  EditorView.theme({
    '&': { height: '100%', fontSize: '16px', backgroundColor: 'var(--code)', color: 'var(--ink)' },
    '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.5', fontVariantLigatures: 'none' },
    '.cm-gutters': { backgroundColor: 'var(--code)', color: 'var(--muted)', border: 'none' },
    '.cm-content': { caretColor: 'var(--accent)' },
    '.fault-line': { backgroundColor: 'color-mix(in srgb, var(--bad) 12%, transparent)' },
    '.fault-word': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '3px' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.keyword, color: 'var(--plum)' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)' },
      { tag: [tags.number, tags.bool, tags.regexp], color: 'var(--rust)' },
      { tag: tags.comment, color: 'var(--muted)' },
    ]),
  ),
]
