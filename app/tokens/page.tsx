import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Tokens' };

export default definePage('tokens.own', () => <TokensPage />);
