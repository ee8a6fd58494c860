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
  route(api.listFaults, ({ request, context }) => listFaults(context, queryOf(request))),
  route(api.exportFaults, ({ request, context }) =>
    streamedDownload('heliograph-faults.csv', 'text/csv; charset=utf-8', exportFaults(context, queryOf(request))),
  ),
  route(api.summarizeFaults, ({ context }) => summarizeFaults(context)),
  route(api.getFault, ({ context, params }) => getFault(context, params)),
  route(api.changeFault, ({ context, params, body }) => changeFault(context, { ...body, ...params })),
  route(api.acknowledgeFault, ({ context, params, body: { version } }) =>
    changeFault(context, { ...params, version, change: { action: 'acknowledge' } }),
  ),
  route(api.assignFault, ({ context, params, body: { version, ...said } }) =>
    changeFault(context, { ...params, version, change: { action: 'assign', ...said } }),
  ),
  route(api.snoozeFault, ({ context, params, body: { version, ...said } }) =>
    changeFault(context, { ...params, version, change: { action: 'snooze', ...said } }),
  ),
  route(api.resolveFault, ({ context, params, body: { version, ...said } }) =>
    changeFault(context, { ...params, version, change: { action: 'resolve', ...said } }),
  ),
  route(api.reopenFault, ({ context, params, body: { version } }) =>
    changeFault(context, { ...params, version, change: { action: 'reopen' } }),
  ),
  route(api.noteFault, ({ context, params, body }) => noteFault(context, { ...body, ...params })),
  route(api.changeManyFaults, ({ context, body }) => changeManyFaults(context, body)),
];
