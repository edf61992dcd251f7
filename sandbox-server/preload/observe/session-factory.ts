/** The closure of one session() call: express-session 1.19.0 index.js lines 90–182. */
export interface SessionFactory {
  options: unknown
  store: unknown
  isMemoryStore: boolean
  name: unknown
  trustProxy: unknown
  resave: unknown
  rolling: boolean
  saveUninitialized: unknown
  unsetDestroy: boolean
  storeImplementsTouch: boolean
}
