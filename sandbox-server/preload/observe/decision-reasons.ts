import type { DECISION_REASONS, DecisionKind } from '../../../protocol/decision'

/** The reasons a decision of kind K may have. */
export type ReasonFor<K extends DecisionKind> = (typeof DECISION_REASONS)[K][number]

/** What one evaluation of shouldSave, shouldTouch or shouldSetCookie computed on its way; undefined: not computed. */
export interface Evaluation {
  /** req.sessionID is not a string. */
  bogus?: boolean
  /** originalId !== sess.id */
  idChanged?: boolean
  /** originalHash !== hash(sess) */
  modified?: boolean
  /** savedHash === hash(sess) */
  saved?: boolean
  /** Something was saved or loaded before, so there is a hash to compare with. */
  savedBefore?: boolean
  /** !saveUninitialized, never saved and new: only a modification gets it stored. */
  unborn?: boolean
}

/** shouldSave, express-session 1.19.0 index.js lines 455–464, and isSaved, lines 445–447. */
export function saveReason(
  taken: boolean,
  seen: Evaluation,
  request: { isNew: boolean; savedByApp: boolean },
): ReasonFor<'save'> {
  if (seen.bogus) return 'bogus-id'
  if (!taken) return seen.unborn ? 'uninitialized' : request.savedByApp ? 'already-saved' : 'unmodified'
  if (seen.idChanged) return 'id-changed'
  if (seen.modified || seen.savedBefore) return 'modified'
  return request.isNew ? 'uninitialized-but-asked' : 'resave'
}

/** shouldTouch, lines 468–476, behind `storeImplementsTouch`, line 358. */
export function touchReason(
  taken: boolean,
  seen: Evaluation,
  request: { isNew: boolean; storeImplementsTouch: boolean },
): ReasonFor<'touch'> {
  if (taken) return 'unmodified'
  if (!request.storeImplementsTouch) return 'store-lacks-touch'
  if (seen.bogus) return 'bogus-id'
  return request.isNew ? 'new-session' : 'saved-instead'
}

/** shouldSetCookie, lines 479–488. */
export function cookieReason(
  taken: boolean,
  seen: Evaluation,
  request: { isNew: boolean; regenerated: boolean; saveUninitialized: boolean; rolling: boolean },
): ReasonFor<'set-cookie'> {
  if (seen.bogus) return 'bogus-id'
  if (!taken) return request.isNew ? 'uninitialized' : 'browser-holds-id'
  if (!request.isNew) return request.rolling ? 'rolling' : 'expiry-moved'
  if (seen.idChanged || request.regenerated) return 'id-changed'
  return request.saveUninitialized ? 'new-session' : 'new-and-modified'
}
