import { ModelPage } from '#components/model/model-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('model');

export default definePage('model.read', () => <ModelPage />);
