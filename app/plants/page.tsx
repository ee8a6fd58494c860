import { OverviewPage } from '#components/overview/overview-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('plants');

export default definePage('plant.read', () => <OverviewPage />, { of: 'installation' });
