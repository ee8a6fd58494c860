import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { exportFaults } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { exportFaults as linesOfFaults } from '#server/services/faults/export-faults.ts';

export const GET = route(exportFaults, ({ request }) =>
  streamedDownload('heliograph-faults.csv', 'text/csv; charset=utf-8', linesOfFaults(queryOf(request))),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers(exportFaults);
