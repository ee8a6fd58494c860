import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Tokens' };

export default async function Page() {
  await requirePage('tokens.own');
  return <TokensPage />;
}
