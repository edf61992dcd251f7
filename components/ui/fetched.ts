import { createElement, use, type ComponentType } from 'react'
import { keepPromises } from '@/components/hooks/kept-promises'

/** A component fetched when it is first shown, as React.lazy does, but asked for anew when somebody tries again. */
export function fetched<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  const keep = keepPromises<{ default: ComponentType<P> }>()
  return function Fetched(props: P) {
    return createElement(use(keep('', load)).default, props)
  }
}
