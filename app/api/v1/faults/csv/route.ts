import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { exportFaults } from '#server/services/faults/export-faults.ts';

export const GET = route('faults.read', ({ request }) =>
  streamedDownload('heliograph-faults.csv', 'text/csv; charset=utf-8', exportFaults(queryOf(request))),
);
