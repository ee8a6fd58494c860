import { expect, it } from 'vitest';
import { systemPrincipal } from '#server/auth/principal.ts';
import { addNote } from '#server/services/arrays/add-note.ts';
import { getHistory } from '#server/services/arrays/get-history.ts';
import { openContext } from '#server/services/context.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { operator, publishDay, registerArrays } from '../faults/given-published-days.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

const DAY = '2026-06-01';
const DEVICE = 'INVERTER-1/A';
const contextOf = (plantId: string) => openContext({ ...systemPrincipal('test'), ...operator('operator') }, plantId);
const faultsOf = async (plantId: string) => (await listFaults(await contextOf(plantId), {})).faults;

givenFreshPlant();

it('devices of two plants with one id share nothing: neither faults nor what is decided of them, neither notes nor past days', async () => {
  for (const plantId of ['north', 'south']) await registerArrays([DEVICE], plantId);
  await publishDay(DAY, [{ deviceId: DEVICE, condition: 'open_circuit', lossKwh: 2 }], 'north');
  expect((await faultsOf('north')).map(({ deviceId, state }) => [deviceId, state])).toEqual([[DEVICE, 'open']]);
  expect(await faultsOf('south')).toEqual([]);

  await publishDay(DAY, [{ deviceId: DEVICE, condition: 'open_circuit', lossKwh: 3 }], 'south');
  const [north] = await faultsOf('north');
  if (!north) throw new Error('the fault of the north is gone');
  await changeFault(await contextOf('north'), {
    faultId: north.id,
    version: north.version,
    change: { action: 'acknowledge' },
  });
  const shown = async (plantId: string) => (await faultsOf(plantId)).map(({ state, lossKwh }) => [state, lossKwh]);
  expect([await shown('north'), await shown('south')]).toEqual([[['acknowledged', 2]], [['open', 3]]]);
  const other = changeFault(await contextOf('south'), { faultId: north.id, version: 1, change: { action: 'reopen' } });
  await expect(other).rejects.toMatchObject({ code: 'not_found' });

  await addNote(await contextOf('north'), { deviceId: DEVICE, day: DAY, text: 'a fuse' });
  const notesOf = async (plantId: string) => {
    const { days } = await getHistory(await contextOf(plantId), { deviceId: DEVICE, day: DAY });
    return days.flatMap(({ notes }) => notes.map(({ text }) => text));
  };
  expect([await notesOf('north'), await notesOf('south')]).toEqual([['a fuse'], []]);
});
