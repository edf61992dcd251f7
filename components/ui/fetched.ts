import { createElement, use, type ComponentType } from 'react'
import { keepPromises } from '@/components/hooks/kept-promises'
import { PartBoundary } from './part-boundary'

/**
 * A component fetched when it is first shown, as React.lazy does, but asked for anew when somebody tries again. Where it
 * cannot be had a note says so.
 */
export function fetched<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  const keep = keepPromises<{ default: ComponentType<P> }>()
  const Part = (props: P) => createElement(use(keep('', load)).default, props)
  return function Fetched(props: P) {
    return createElement(PartBoundary, null, createElement(Part, props))
  }
}
