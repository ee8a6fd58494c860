import { Table } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { ExportPreview } from '#domain/exports.ts';

/** The columns of the file, in their order. */
export function ColumnTable({ columns }: { columns: ExportPreview['columns'] }) {
  const t = useTexts();
  return (
    <Table.ScrollContainer minWidth={620}>
      <Table aria-label={t('export.columnsLabel')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['column', 'type', 'empty', 'meaning'] as const).map((head) => (
              <Table.Th key={head}>{t(`export.head.${head}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ name, type, nullable, meaning }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">
                <code>{name}</code>
              </Table.Th>
              <Table.Td>{t(`export.type.${type}`)}</Table.Td>
              <Table.Td>{nullable ? t('export.nullable') : t('export.notNullable')}</Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
