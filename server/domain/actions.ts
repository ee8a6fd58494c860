import type { Role } from '#domain/roles.ts';

/** The one table of who may do what: every action of the product, and the least role it takes. */
export const MIN_ROLE = {
  'plant.read': 'viewer',
  'plant.register': 'admin',
  'runs.read': 'viewer',
  'runs.request': 'operator',
  'runs.cancel': 'operator',
  'faults.read': 'viewer',
  'faults.triage': 'operator',
  'notes.write': 'operator',
  'commissioning.check': 'operator',
  'commissioning.decide': 'admin',
  'exports.read': 'viewer',
  'model.read': 'viewer',
  'model.use': 'admin',
  'housekeeping.run': 'admin',
  'settings.read': 'admin',
  'settings.write': 'admin',
  'session.own': 'viewer',
  'tokens.own': 'viewer',
  'tokens.manage': 'admin',
  'users.manage': 'admin',
  'audit.read': 'admin',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof MIN_ROLE;

/** What concerns all plants alike: a role in some of them does not give it. */
export const OF_INSTALLATION: ReadonlySet<Action> = new Set<Action>([
  'model.use',
  'housekeeping.run',
  'settings.read',
  'settings.write',
  'session.own',
  'tokens.own',
  'tokens.manage',
  'users.manage',
  'audit.read',
]);

export const ACTIONS = Object.keys(MIN_ROLE) as Action[];
