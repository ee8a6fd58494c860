import { TokensPage } from '#components/tokens/tokens-page.tsx';

export const metadata = { title: 'Tokens' };

export default function Page() {
  return <TokensPage />;
}
