import type { editor as Editor } from 'monaco-editor/editor'

interface Inks {
  keyword: string
  string: string
  comment: string
  number: string
  plain: string
}

const LIGHT: Inks = {
  keyword: '7b2d85',
  string: '1a6b42',
  comment: '6a655c',
  number: '96380f',
  plain: '1c1b19',
}
const DARK: Inks = { keyword: 'dd9be2', string: '8fd6a8', comment: 'a5a199', number: 'f2a580', plain: 'e9e7e2' }

/** The site's two themes for Monaco; every ink passes WCAG AA on its paper. */
export function defineThemes(editor: typeof Editor): void {
  editor.defineTheme(
    'crumbtrail-light',
    theme('vs', LIGHT, {
      paper: '#fbfaf7',
      line: '#f2f0eb',
      quiet: '#77726a',
      ink: '#1c1b19',
      panel: '#ffffff',
      edge: '#e3e0d8',
      accent: '#3443c4',
    }),
  )
  editor.defineTheme(
    'crumbtrail-dark',
    theme('vs-dark', DARK, {
      paper: '#16181b',
      line: '#1e2125',
      quiet: '#8a8780',
      ink: '#e9e7e2',
      panel: '#1a1c20',
      edge: '#2e3137',
      accent: '#a3aeff',
    }),
  )
}

type Surface = Record<'paper' | 'line' | 'quiet' | 'ink' | 'panel' | 'edge' | 'accent', string>

function theme(base: 'vs' | 'vs-dark', inks: Inks, surface: Surface): Editor.IStandaloneThemeData {
  const { paper, line, quiet, ink, panel, edge, accent } = surface
  return {
    base,
    inherit: true,
    rules: [
      { token: '', foreground: inks.plain },
      { token: 'keyword', foreground: inks.keyword },
      { token: 'string', foreground: inks.string },
      { token: 'string.escape', foreground: inks.number },
      { token: 'regexp', foreground: inks.number },
      { token: 'comment', foreground: inks.comment },
      { token: 'number', foreground: inks.number },
      { token: 'type', foreground: inks.plain },
      { token: 'identifier', foreground: inks.plain },
      { token: 'delimiter', foreground: inks.plain },
    ],
    colors: {
      'editor.background': paper,
      'editorGutter.background': paper,
      'editor.foreground': ink,
      'editor.lineHighlightBackground': line,
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': quiet,
      'editorLineNumber.activeForeground': ink,
      'editorWidget.background': panel,
      'editorWidget.border': edge,
      'editorCursor.foreground': accent,
      focusBorder: accent,
    },
  }
}
