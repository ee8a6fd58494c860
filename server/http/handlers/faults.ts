import * as api from '#server/domain/api/faults.ts';
import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { acknowledgeFault } from '#server/services/faults/acknowledge-fault.ts';
import { assignFault } from '#server/services/faults/assign-fault.ts';
import { changeManyFaults } from '#server/services/faults/change-many-faults.ts';
import { exportFaults } from '#server/services/faults/export-faults.ts';
import { getFault } from '#server/services/faults/get-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { noteFault } from '#server/services/faults/note-fault.ts';
import { reopenFault } from '#server/services/faults/reopen-fault.ts';
import { resolveFault } from '#server/services/faults/resolve-fault.ts';
import { snoozeFault } from '#server/services/faults/snooze-fault.ts';
import { summarizeFaults } from '#server/services/faults/summarize-faults.ts';

export const faults = [
  route(api.listFaults, ({ request }) => listFaults(queryOf(request))),
  route(api.exportFaults, ({ request }) =>
    streamedDownload('heliograph-faults.csv', 'text/csv; charset=utf-8', exportFaults(queryOf(request))),
  ),
  route(api.summarizeFaults, ({ principal }) => summarizeFaults(principal)),
  route(api.getFault, ({ params }) => getFault(params)),
  route(api.acknowledgeFault, ({ principal, params, body }) => acknowledgeFault(principal, { ...body, ...params })),
  route(api.assignFault, ({ principal, params, body }) => assignFault(principal, { ...body, ...params })),
  route(api.snoozeFault, ({ principal, params, body }) => snoozeFault(principal, { ...body, ...params })),
  route(api.resolveFault, ({ principal, params, body }) => resolveFault(principal, { ...body, ...params })),
  route(api.reopenFault, ({ principal, params, body }) => reopenFault(principal, { ...body, ...params })),
  route(api.noteFault, ({ principal, params, body }) => noteFault(principal, { ...body, ...params })),
  route(api.changeManyFaults, ({ principal, body }) => changeManyFaults(principal, body)),
];
