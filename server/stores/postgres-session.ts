import { HeliographError } from '#server/errors.ts';

/**
 * What every connection asks for as it is opened. These go as parameters of the connection itself: poolers that lend a
 * server's session to one transaction at a time keep them for their client, which a SET of ours they would not.
 */
export const SESSION_PARAMETERS = { TimeZone: 'UTC', DateStyle: 'ISO, MDY' } as const;

interface NeededSetting {
  /** As PostgreSQL calls it, and as a role sets it. */
  name: string;
  /** SQL that gives its value in the session. */
  value: string;
  isGood: (value: string) => boolean;
  needed: string;
}

const is = (needed: string) => ({ needed, isGood: (value: string) => value.toLowerCase() === needed.toLowerCase() });
const current = (name: string) => ({ name, value: `current_setting('${name}')` });

// What statements of ours take for granted, and a role, a database, a server or a pooler may have changed.
const NEEDED: readonly NeededSetting[] = [
  { ...current('TimeZone'), ...is('UTC') },
  { ...current('DateStyle'), needed: 'ISO', isGood: (value) => value.startsWith('ISO') },
  { ...current('client_encoding'), ...is('UTF8') },
  { ...current('standard_conforming_strings'), ...is('on') },
  { ...current('extra_float_digits'), needed: '1', isGood: (value) => Number(value) >= 1 },
  { ...current('default_transaction_isolation'), ...is('read committed') },
  // On for a standby, too.
  { name: 'default_transaction_read_only', value: `current_setting('transaction_read_only')`, ...is('off') },
  { name: 'search_path', value: `coalesce(current_schema(), '')`, ...is('public') },
];

/** Gives the values of the needed settings, in one row of text. */
const QUESTION = `select ${NEEDED.map(({ name, value }) => `${value} as "${name}"`).join(', ')}`;

/** Anything that can be asked one statement. */
interface Asked {
  query(text: string): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Refuses a session that would misread times or numbers, with the name of the setting and what to do. */
export async function refuseForeignSession(client: Asked): Promise<void> {
  const [row = {}] = (await client.query(QUESTION)).rows;
  for (const { name, isGood, needed } of NEEDED) {
    const value = String(row[name]);
    if (isGood(value)) continue;
    throw new HeliographError(
      'database',
      `the database's setting ${name} is "${value}" for us and must be "${needed}": ` +
        `alter role ... set ${name} = '${needed}', or mend the pooler before the database that changes it`,
    );
  }
}
