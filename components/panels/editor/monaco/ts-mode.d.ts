declare module 'monaco-editor/languages/features/typescript/tsMode' {
  import type { LanguageServiceDefaults } from 'monaco-editor/languages/features/typescript/register'
  /** What Monaco itself calls for the first JavaScript model; its declarations leave it out. */
  export function setupJavaScript(defaults: LanguageServiceDefaults): void
}
