export interface DevelopmentAccount {
  email: string;
  name: string;
  groups: readonly string[];
  /** What the page says of it; null for one that is there for tests only. */
  about: string | null;
}

/** Who may sign in at the development provider; groups are the defaults of OIDC_VIEWER_GROUPS and its like. */
export const DEVELOPMENT_ACCOUNTS: readonly DevelopmentAccount[] = [
  {
    email: 'operator@plant.test',
    name: 'Operator',
    groups: ['heliograph-operators'],
    about: 'looks at the plant, judges faults, runs days again',
  },
  {
    email: 'viewer@plant.test',
    name: 'Viewer',
    groups: ['heliograph-viewers'],
    about: 'looks and downloads, changes nothing',
  },
  {
    email: 'admin@plant.test',
    name: 'Administrator',
    groups: ['heliograph-admins'],
    about: 'all of that, and models, settings and people',
  },
  { email: 'nobody@plant.test', name: 'Nobody', groups: ['canteen'], about: null },
];

export function findAccount(email: string): DevelopmentAccount | undefined {
  return DEVELOPMENT_ACCOUNTS.find((account) => account.email === email);
}
