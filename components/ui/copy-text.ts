/** Puts a text on the clipboard; false when the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  // On a page that came over plain http from another machine there is no clipboard to write to.
  if (!window.isSecureContext) return copySelected(text)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  )
}

/** Deprecated since there is a clipboard to write to, and the only way where there is none. */
interface OldCommands {
  execCommand: (command: 'copy') => boolean
}

/** As somebody who selects the text and presses Ctrl+C. The focus returns to where it was. */
function copySelected(text: string): boolean {
  const commands: OldCommands = document
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.cssText = 'position: fixed; opacity: 0'
  // Inside the dialog that is open, which lets no focus out.
  const around = before?.closest('[role="dialog"]') ?? document.body
  around.append(field)
  field.select()
  const done = commands.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return done
}
