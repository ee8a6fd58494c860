import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, MIN_ROLE } from '#domain/actions.ts';
import type { Operation } from '#domain/api/operation.ts';
import { pathInPlant } from '#domain/api/plant-path.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { plantOverviewListSchema } from '#domain/plant-overview.ts';
import { plantListSchema } from '#domain/results.ts';
import { ROLES } from '#domain/roles.ts';
import { createdTokenSchema } from '#domain/token.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { publishDay, registerArrays } from '../faults/given-published-days.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

// Two plants with the same device in each, and everybody who has a role in one of them only.
givenFreshPlant();

const DEVICE = 'A';
const DAY = '2026-06-01';
const OF_PLANTS = OPERATIONS.filter(({ of, path }) => of === 'plant' || path.includes('{plantId}'));
const INSTALLATION = OPERATIONS.filter(({ of, path }) => of === 'installation' && !path.includes('{plantId}'));
const runs = new Map<string, string>();
const callers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  for (const kind of ['READS', 'CHANGES', 'BAD_TOKENS']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  for (const plantId of ['demo', 'south']) {
    await registerArrays([DEVICE], plantId);
    runs.set(plantId, await publishDay(DAY, [{ deviceId: DEVICE, condition: 'open_circuit', lossKwh: 1 }], plantId));
  }
  for (const role of ROLES) {
    const { cookie } = await signedIn(role, new Date(), undefined, { south: role });
    callers.set(`${role} of south`, { cookie });
  }
  const scopes = [...ACTIONS];
  const service = { name: 'south', kind: 'service', role: 'admin', scopes } as const;
  const { token } = await createToken(installationOf(systemPrincipal('test')), { ...service, plants: ['south'] });
  callers.set('token for south', { authorization: `Bearer ${token}` });
  const own = await askApi('POST', '/api/v1/tokens', {
    headers: callers.get('admin of south') ?? {},
    body: { name: 'own', scopes: ['plant.read', 'runs.request'] },
  });
  callers.set('own token of the admin of south', bearer(createdTokenSchema.parse(await own.json()).token));
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('who has a role in another plant only', () => {
  it('hears of each operation of this one that there is no such plant, and writes nothing', async () => {
    const before = await countRows();
    const wrong: string[] = [];
    let answers = 0;
    for (const [name, headers] of callers) {
      for (const operation of OF_PLANTS) {
        for (const address of addressesIn(operation, 'demo')) {
          const response = await ask(operation, address, headers);
          answers += 1;
          const { detail } = (await response.json()) as { detail?: string };
          if (response.status !== 404 || !detail?.startsWith('there is no plant "demo"')) {
            wrong.push(`${name}: ${operation.method} ${address} answered ${response.status} ${detail}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await countRows()).toEqual(before);
    process.stdout.write(`matrix of plants: ${answers} answers to ${callers.size} callers\n`);
  });

  it('finds their own plant at its address, as far as the role goes there', async () => {
    const wrong: string[] = [];
    for (const role of ROLES) {
      for (const operation of OF_PLANTS.filter(({ method }) => method === 'GET')) {
        const [address = ''] = addressesIn(operation, 'south');
        const { status } = await ask(operation, address, callers.get(`${role} of south`) ?? {});
        const may = ROLES.indexOf(role) >= ROLES.indexOf(MIN_ROLE[operation.action]);
        if (may ? [400, 401, 403].includes(status) && !needsQuery(operation) : status !== 403)
          wrong.push(`${role}: ${address} answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('sees that plant alone in the lists of plants, and its runs and faults nowhere else', async () => {
    const headers = callers.get('viewer of south') ?? {};
    const plants = plantListSchema.parse(await (await askApi('GET', '/api/v1/plants', { headers })).json());
    expect(plants.plants.map(({ id }) => id)).toEqual(['south']);
    const overview = plantOverviewListSchema.parse(await (await askApi('GET', '/api/v1/overview', { headers })).json());
    expect(overview.plants).toMatchObject([
      {
        plant: { id: 'south' },
        openFaults: 1,
        faultyArrays: 1,
        lossPerDayKwh: 1,
        newest: { day: DAY, arrays: 1, normal: 0 },
      },
    ]);
    const statusOf = async (runId = '') =>
      (await askApi('GET', `/api/v1/plants/south/runs/${runId}`, { headers })).status;
    expect([await statusOf(runs.get('south')), await statusOf(runs.get('demo'))]).toEqual([200, 404]);
  });

  it('administers nothing of the whole installation', async () => {
    const wrong: string[] = [];
    for (const name of ['admin of south', 'token for south']) {
      for (const operation of INSTALLATION.filter(({ action }) => MIN_ROLE[action] !== 'viewer')) {
        const { status } = await ask(operation, addressOf(operation.path, operation), callers.get(name) ?? {});
        if (status !== 403) wrong.push(`${name}: ${operation.id} answered ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('makes no token for a plant of others', async () => {
    const made = await askApi('POST', '/api/v1/tokens', {
      headers: callers.get('admin of south') ?? {},
      body: { name: 'wide', scopes: ['plant.read'], plants: ['demo'] },
    });
    expect(made.status).toBe(404);
  });
});

describe('a role everywhere and another in one plant', () => {
  it('is the higher there and the first elsewhere', async () => {
    const { cookie } = await signedIn('operator', new Date(), undefined, { '*': 'viewer', south: 'operator' });
    const noteIn = async (plantId: string) => {
      const address = `/api/v1/plants/${plantId}/arrays/${DEVICE}/days/${DAY}/notes`;
      return (await askApi('POST', address, { headers: { cookie }, body: { text: 'seen' } })).status;
    };
    expect([await noteIn('south'), await noteIn('demo')]).toEqual([201, 403]);
    expect(await database().note.findMany({ select: { plantId: true } })).toEqual([{ plantId: 'south' }]);
  });
});

/** A list by its filter: without one it is refused, by name. */
const needsQuery = ({ query }: Operation) => !query.safeParse({}).success;

function ask(operation: Operation, address: string, headers: Record<string, string>): Promise<Response> {
  const body = operation.body === undefined ? {} : { body: {} };
  return askApi(operation.method, address, { headers, ...body });
}

/** The address of a plant, and the one without, where that is the default plant's. */
function addressesIn(operation: Operation, plantId: string): string[] {
  const named = addressOf(pathInPlant(operation) ?? operation.path, operation).replace('{plantId}', plantId);
  return operation.path.includes('{plantId}') || plantId !== 'demo'
    ? [named]
    : [named, addressOf(operation.path, operation)];
}

function addressOf(path: string, { params }: Operation): string {
  const words: Record<string, string | undefined> = { deviceId: DEVICE, day: DAY, runId: runs.get('south') };
  return path.replaceAll(/\{(\w+)\}/g, (word, name: string) => {
    if (name === 'plantId') return word;
    const example = params.shape[name]?.meta()?.example;
    return words[name] ?? (typeof example === 'string' ? example : '2026-01-01');
  });
}

async function countRows(): Promise<number[]> {
  const db = database();
  return Promise.all([
    db.run.count(),
    db.note.count(),
    db.faultEvent.count(),
    db.auditEntry.count(),
    db.plant.count(),
    db.pvArray.count(),
  ]);
}
