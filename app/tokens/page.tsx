import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('tokens');

export default definePage('tokens.own', () => <TokensPage />, { of: 'installation' });
