import type { ObserverContext } from '../../observer'
import { cutText, isReadable, ownValue, quietly } from '../read-safely'
import { describeIronSession } from './cookie-options'
import { IronSessionWatch } from './iron-session-watch'

/** There is no factory: every request names the options anew. So many different ones are announced. */
const MOST_ANNOUNCED = 20

/** What the instrumented iron-session calls outside of one getIronSession call. Nothing here throws. */
export class IronSessionProbes {
  private readonly announced = new Set<string>()
  private readonly opening = new WeakMap<object, IronSessionWatch>()

  constructor(private readonly context: ObserverContext) {}

  begin(options: unknown, seal: unknown): IronSessionWatch {
    const name = nameOf(options)
    this.updated(options)
    const text = typeof seal === 'string' && seal !== '' ? seal : null
    return new IronSessionWatch(this.context, { library: 'iron-session', name }, text, passwordIds(options))
  }

  /** Options that this process has not told of yet. */
  updated(options: unknown): void {
    quietly(() => {
      const described = describeIronSession(options, nameOf(options))
      const key = JSON.stringify(described)
      if (this.announced.has(key) || this.announced.size >= MOST_ANNOUNCED) return
      this.announced.add(key)
      this.context.report({
        type: 'store.made',
        at: this.context.now(),
        exchange: this.context.currentExchange(),
        store: 'iron-session',
        options: described,
        recognised: true,
      })
    })
  }

  /** The options of one unsealing are known by whose it is. */
  unsealing<T extends object>(watch: IronSessionWatch, options: T): T {
    this.opening.set(options, watch)
    return options
  }

  notOpened(options: unknown, error: unknown): void {
    quietly(() => {
      if (isReadable(options)) this.opening.get(options)?.notOpened(error)
    })
  }
}

function nameOf(options: unknown): string {
  const name = ownValue(options, 'cookieName')
  return typeof name === 'string' ? cutText(name, 200) : ''
}

function passwordIds(options: unknown): string[] {
  const password = ownValue(options, 'password')
  return isReadable(password) ? Object.keys(password).slice(0, 100) : ['1']
}
