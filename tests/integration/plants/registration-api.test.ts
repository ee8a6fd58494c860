import { beforeAll, describe, expect, it } from 'vitest';
import { registrationPreviewSchema } from '#domain/registration.ts';
import { adoptSetting } from '#server/env.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

givenFreshPlant();

const PATH = '/api/v1/plants/demo/registration';
const CSV = 'deviceId;modulesInSeries;strings\r\nA;5;3\r\nB;5;3\r\n';
let token = '';

async function tokenOf(role: 'admin' | 'operator', scopes: ('plant.register' | 'plant.read')[]) {
  return (await createToken(installationOf(), { kind: 'service', name: role, role, scopes, days: 1 })).token;
}

beforeAll(async () => {
  adoptSetting('RATE_CHANGES_PER_MINUTE', '100000');
  token = await tokenOf('admin', ['plant.register']);
});

describe('registering by the API', () => {
  it('previews, and changes nothing', async () => {
    const response = await askApi('POST', `${PATH}/preview`, { token, body: { file: { text: CSV } } });
    expect(response.status).toBe(200);
    const preview = registrationPreviewSchema.parse(await response.json());
    expect(preview).toMatchObject({ isNew: true, counts: { added: 2 }, rows: [{ deviceId: 'A' }, { deviceId: 'B' }] });
    expect(await database().plant.count()).toBe(0);
  });

  it('tells every problem of a file in its preview, and registers none of it', async () => {
    const body = { file: { name: 'x.csv', text: `${CSV}B;5;3\r\nC;five;3\r\n` } };
    const preview = registrationPreviewSchema.parse(
      await (await askApi('POST', `${PATH}/preview`, { token, body })).json(),
    );
    expect(preview.problems).toEqual([
      { line: 4, column: 'deviceId', message: '"B" is in line 3 already' },
      { line: 5, column: 'modulesInSeries', message: 'must be a number, not "five"' },
    ]);
    const refused = await askApi('POST', PATH, { token, body });
    expect(refused.status).toBe(400);
    expect((await refused.json()).detail).toContain('x.csv line 5 column modulesInSeries');
    expect(await database().plant.count()).toBe(0);
  });

  it('registers a file of more than 16 KiB once, also when it is sent again under its key', async () => {
    const lines = Array.from({ length: 2000 }, (_, n) => `INV-${n};5;3`);
    const text = `deviceId;modulesInSeries;strings\r\n${lines.join('\r\n')}\r\n`;
    expect(text.length).toBeGreaterThan(16 * 1024);
    const body = { file: { text }, mode: 'register', name: 'South', utcOffset: '+05:30' };
    const sent = { token, body, headers: { 'idempotency-key': 'once' } };
    expect((await askApi('POST', PATH, sent)).status).toBe(200);
    expect((await askApi('POST', PATH, sent)).status).toBe(200);
    const plant = await database().plant.findUniqueOrThrow({ where: { id: 'demo' } });
    expect(plant).toMatchObject({ name: 'South', utcOffsetMinutes: 330, arrayCount: 2000 });
    expect(await database().auditEntry.count({ where: { action: 'plant.register: register' } })).toBe(1);
  });

  it('gives back what is registered as a file that changes nothing', async () => {
    const reader = await tokenOf('admin', ['plant.read']);
    const response = await askApi('GET', PATH, { token: reader });
    expect(response.headers.get('content-disposition')).toContain('demo.csv');
    const body = { file: { text: await response.text() }, removeMissing: true };
    const preview = await (await askApi('POST', `${PATH}/preview`, { token, body })).json();
    expect(preview.counts).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 2000 });
  });

  it.each([
    ['an id that no plant can have', '/api/v1/plants/North/registration', { file: { text: CSV } }, 400],
    ['a plant that is there', PATH, { file: { text: CSV }, mode: 'register' }, 409],
    ['a file that is none', PATH, { file: { text: 'PK\u0003\u0004' } }, 400],
    ['an offset that is none', PATH, { file: { text: CSV }, utcOffset: '1' }, 400],
    ['a word that nobody knows', PATH, { file: { text: CSV }, remove: true }, 400],
  ])('refuses %s', async (_, path, body, status) => {
    expect((await askApi('POST', path, { token, body })).status).toBe(status);
    expect(await database().plant.count()).toBe(1);
  });

  it('is for admins with the scope alone', async () => {
    const reader = await tokenOf('admin', ['plant.read']);
    for (const path of [PATH, `${PATH}/preview`]) {
      expect((await askApi('POST', path, { token: reader, body: { file: { text: CSV } } })).status).toBe(403);
      expect((await askApi('POST', path, { body: { file: { text: CSV } } })).status).toBe(401);
    }
    await expect(tokenOf('operator', ['plant.register'])).rejects.toThrow('plant.register takes admin');
  });
});
