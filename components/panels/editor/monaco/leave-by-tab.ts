import { KeyCode, KeyMod, type editor as Editor } from 'monaco-editor/editor'

/**
 * Ctrl+M lets Tab leave the code, until it has been left: every visit begins as the hint on the screen says. The
 * editor's own command would switch the key over for good, and at every second visit back again.
 */
export function leaveByTab(view: Editor.IStandaloneCodeEditor): void {
  view.addAction({
    id: 'crumbtrail.leave-by-tab',
    label: 'Let Tab leave the code',
    // The second is Ctrl on a Mac, where the first is Command.
    keybindings: [KeyMod.CtrlCmd | KeyCode.KeyM, KeyMod.WinCtrl | KeyCode.KeyM],
    run: () => view.updateOptions({ tabFocusMode: true }),
  })
  // Not the editor's own event: it comes a moment later, and not at all for whoever is back by then.
  view.getContainerDomNode().addEventListener('focusout', () => view.updateOptions({ tabFocusMode: false }))
}
