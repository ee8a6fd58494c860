import { ModelPage } from '#components/model/model-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Model' };

export default definePage('model.read', () => <ModelPage />);
