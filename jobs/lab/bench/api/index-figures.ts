import { openClient } from '#server/stores/postgres.ts';

export interface IndexFigures {
  totalBytes: number;
  /** Rows as the planner counts them, bytes with their indexes; the largest tables first. */
  tables: { name: string; rows: number; bytes: number; indexBytes: number }[];
}

/** How large the index is on the database's disk. */
export async function indexFigures(url: string): Promise<IndexFigures> {
  const client = await openClient(url);
  try {
    const total = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
    const tables = await client.query<{ name: string; rows: string; bytes: string; index_bytes: string }>(
      `select relname as name, reltuples as rows, pg_total_relation_size(oid) as bytes, pg_indexes_size(oid) as index_bytes
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 3 desc limit 5`,
    );
    return {
      totalBytes: Number(total.rows[0]?.bytes),
      tables: tables.rows.map(({ name, rows, bytes, index_bytes }) => ({
        name,
        rows: Number(rows),
        bytes: Number(bytes),
        indexBytes: Number(index_bytes),
      })),
    };
  } finally {
    await client.end();
  }
}
