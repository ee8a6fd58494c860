import { Table } from '@mantine/core';
import type { ExportPreview } from '#domain/exports.ts';

const TYPE_WORDS = { string: 'text', date: 'DATE', timestamp: 'TIMESTAMP, UTC', double: 'DOUBLE' } as const;

/** The columns of the file, in their order. */
export function ColumnTable({ columns }: { columns: ExportPreview['columns'] }) {
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table aria-label="Columns of the file" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {['Column', 'Type', 'Empty', 'Meaning'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ name, type, nullable, meaning }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <code>{name}</code>
              </Table.Th>
              <Table.Td>{TYPE_WORDS[type]}</Table.Td>
              <Table.Td>{nullable ? 'may be' : 'never'}</Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
