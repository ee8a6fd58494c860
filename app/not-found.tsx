import { Button } from '@mantine/core';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { requestTexts, titled } from './request-texts.ts';

export const generateMetadata = titled('notFound');

export default async function NotFound() {
  const t = await requestTexts();
  const action = (
    <Button component="a" href="/">
      {t('common.toPlant')}
    </Button>
  );
  return (
    <EmptyState title={t('app.notFoundTitle')} action={action}>
      {t('app.notFoundText')}
    </EmptyState>
  );
}
