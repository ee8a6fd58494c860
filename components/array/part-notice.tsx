import { isNotFound } from '#components/data/api-error.ts';
import { Notice } from '#components/ui/notice.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';

interface Part {
  error: Error | null;
  refetch: () => unknown;
}

/** Why a part of the charts is not there: quietly where there is none, with a way to retry where it failed. */
export function PartNotice({ what, query, nothing }: { what: string; query: Part; nothing: string }) {
  if (query.error === null) return null;
  if (!isNotFound(query.error))
    return <ProblemNotice what={what} error={query.error} onRetry={() => query.refetch()} />;
  return (
    <Notice tone="quiet" title={nothing}>
      {query.error.message}
    </Notice>
  );
}
