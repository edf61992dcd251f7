import type { MDXComponents } from 'mdx/types'
import { After } from '@/components/panels/checks/after'
import { LessonEnd } from '@/components/panels/checks/lesson-end'
import { SwitchTable } from '@/components/panels/checks/switch-table'
import { Task } from '@/components/panels/checks/task'
import { Try } from '@/components/panels/checks/try'
import { StoreComparison } from '@/components/panels/comparison/store-comparison'
import { StoreOptions } from '@/components/panels/options/store-options'
import { Callout } from '@/components/prose/callout'
import { Diagram } from '@/components/prose/diagram'
import { ConnectionLine } from '@/components/prose/diagrams/connection-line'
import { CookieLine } from '@/components/prose/diagrams/cookie-line'
import { FileNames } from '@/components/prose/diagrams/file-names'
import { FullCache } from '@/components/prose/diagrams/full-cache'
import { IdOrData } from '@/components/prose/diagrams/id-or-data'
import { SharedStore } from '@/components/prose/diagrams/shared-store'
import { TwoClocks } from '@/components/prose/diagrams/two-clocks'
import { TableRow } from '@/components/prose/diagrams/table-row'
import { TwoHeaps } from '@/components/prose/diagrams/two-heaps'
import { TwoRequests } from '@/components/prose/diagrams/two-requests'
import { FactsTable } from '@/components/prose/facts-table'
import { Term } from '@/components/prose/term'
import { TYPOGRAPHY } from '@/components/prose/typography'

const COMPONENTS: MDXComponents = {
  ...TYPOGRAPHY,
  Callout,
  Term,
  Diagram,
  FactsTable,
  ConnectionLine,
  CookieLine,
  FileNames,
  FullCache,
  IdOrData,
  SharedStore,
  TwoClocks,
  TableRow,
  TwoHeaps,
  TwoRequests,
  Task,
  After,
  Try,
  SwitchTable,
  StoreOptions,
  StoreComparison,
  LessonEnd,
}

/** Everything lesson text may use. */
export function useMDXComponents(): MDXComponents {
  return COMPONENTS
}
