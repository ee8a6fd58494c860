import { json } from '#server/http/answer.ts';
import { changeManyFaults } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { changeManyFaults as changeMany } from '#server/services/faults/change-many-faults.ts';

export const POST = route(changeManyFaults, async ({ principal, body }) => json(await changeMany(principal, body)));

export const { GET, PUT, PATCH, DELETE } = refuseOthers(changeManyFaults);
