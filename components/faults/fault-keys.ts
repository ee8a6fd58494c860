/** The keys of the faults page, for whoever lists keys. */
export const FAULT_KEYS = [
  { keys: ['j', 'k'], does: 'next and previous fault' },
  { keys: ['Enter'], does: 'open the fault' },
  { keys: ['x'], does: 'select the fault' },
  { keys: ['Escape'], does: 'select none' },
  { keys: ['a'], does: 'acknowledge' },
  { keys: ['i'], does: 'assign' },
  { keys: ['s'], does: 'snooze' },
  { keys: ['e'], does: 'resolve' },
  { keys: ['o'], does: 'reopen' },
  { keys: ['n'], does: 'write a note' },
  { keys: ['/'], does: 'search' },
] as const;
