import { Component, type ReactNode } from 'react'
import { forgetFailed } from '@/components/hooks/kept-promises'
import { Button } from './button'

/** Where a part could not be loaded, or broke, the rest of the page goes on, and a note says so. */
export class PartBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  static getDerivedStateFromError() {
    return { failed: true }
  }

  override state = { failed: false }

  override render() {
    if (!this.state.failed) return this.props.children
    const tryAgain = () => {
      forgetFailed()
      this.setState({ failed: false })
    }
    // In one place for all of them: dialogs have none of their own.
    return (
      <div
        role="alert"
        className="fixed bottom-3 left-3 z-50 flex max-w-[calc(100%-1.5rem)] items-center gap-3 rounded-lg border border-edge bg-panel px-3 py-2 text-sm shadow-float"
      >
        A part of this page could not be shown.
        <Button size="small" onClick={tryAgain}>
          Try again
        </Button>
      </div>
    )
  }
}
