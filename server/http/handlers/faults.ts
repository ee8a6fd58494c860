import * as api from '#domain/api/faults.ts';
import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { changeFault } from '#server/services/faults/change-fault.ts';
import { changeManyFaults } from '#server/services/faults/change-many-faults.ts';
import { exportFaults } from '#server/services/faults/export-faults.ts';
import { getFault } from '#server/services/faults/get-fault.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';
import { noteFault } from '#server/services/faults/note-fault.ts';
import { summarizeFaults } from '#server/services/faults/summarize-faults.ts';

export const faults = [
  route(api.listFaults, ({ request }) => listFaults(queryOf(request))),
  route(api.exportFaults, ({ request }) =>
    streamedDownload('heliograph-faults.csv', 'text/csv; charset=utf-8', exportFaults(queryOf(request))),
  ),
  route(api.summarizeFaults, ({ principal }) => summarizeFaults(principal)),
  route(api.getFault, ({ params }) => getFault(params)),
  route(api.changeFault, ({ principal, params, body }) => changeFault(principal, { ...body, ...params })),
  route(api.acknowledgeFault, ({ principal, params, body: { version } }) =>
    changeFault(principal, { ...params, version, change: { action: 'acknowledge' } }),
  ),
  route(api.assignFault, ({ principal, params, body: { version, ...said } }) =>
    changeFault(principal, { ...params, version, change: { action: 'assign', ...said } }),
  ),
  route(api.snoozeFault, ({ principal, params, body: { version, ...said } }) =>
    changeFault(principal, { ...params, version, change: { action: 'snooze', ...said } }),
  ),
  route(api.resolveFault, ({ principal, params, body: { version, ...said } }) =>
    changeFault(principal, { ...params, version, change: { action: 'resolve', ...said } }),
  ),
  route(api.reopenFault, ({ principal, params, body: { version } }) =>
    changeFault(principal, { ...params, version, change: { action: 'reopen' } }),
  ),
  route(api.noteFault, ({ principal, params, body }) => noteFault(principal, { ...body, ...params })),
  route(api.changeManyFaults, ({ principal, body }) => changeManyFaults(principal, body)),
];
