import { draftKey } from '@/components/sandbox/draft'
import type { Handover } from './handover'

/** Put into the page as text, so that the browser lets one type before any script of the site has run. */
export function plainEditorHtml(label: string, entry: string, text: string): string {
  const attributes = [
    `aria-label="Code of ${escape(entry)}"`,
    `data-draft="${escape(draftKey(label))}"`,
    `data-entry="${escape(entry)}"`,
    'spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off"',
  ]
  return `<textarea ${attributes.join(' ')}>\n${escape(text)}</textarea><script>${RESTORE}</script>`
}

/** Shows what was typed last time, before the first paint. The same text in every page: it is allowed by its hash. */
const RESTORE = `(function(){var t=document.currentScript.previousElementSibling;try{var d=JSON.parse(localStorage.getItem(t.dataset.draft));var x=d.files[t.dataset.entry];if(typeof x==='string')t.value=x}catch(e){}})()`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

/** Where the plain editor's caret and scroll are. */
export function handOver(area: HTMLTextAreaElement | null): Handover {
  if (!area) return { focused: false, from: 0, to: 0, scrollTop: 0 }
  return {
    focused: document.activeElement === area,
    from: area.selectionStart,
    to: area.selectionEnd,
    scrollTop: area.scrollTop,
  }
}
