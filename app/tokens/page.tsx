import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('tokens');

export default async function Page() {
  await requirePage('tokens.own');
  return <TokensPage />;
}
