import { expect, it } from 'vitest';
import { readSettings } from '#server/env.ts';

const read = (query: string) => {
  const DATABASE_URL = `postgresql://app:secret@db.plant/heliograph${query}`;
  return readSettings({ NODE_ENV: 'test', DATABASE_URL }).DATABASE_URL;
};

it.each(['?schema=plant', '?sslmode=require&schema=heliograph', '?schema='])(
  'a schema that would not be read is refused: %s',
  (query) => {
    expect(() => read(query)).toThrow(/DATABASE_URL .*has another \?schema= than public/);
    expect(() => read(query)).not.toThrow(/secret/);
  },
);

it.each(['allow', 'on', 'Require', ''])(
  'an sslmode that nobody knows is refused, not taken for another: "%s"',
  (mode) => {
    expect(() => read(`?sslmode=${mode}`)).toThrow(
      /DATABASE_URL .*has an unknown sslmode: it must be disable, no-verify/,
    );
  },
);

it.each(['', '?schema=public', '?sslmode=verify-full', '?sslmode=no-verify&application_name=x', '?pgbouncer=true'])(
  'an address with parameters that mean what they say is taken: "%s"',
  (query) => {
    expect(read(query)).toContain('db.plant');
  },
);
