'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensQuery } from '#components/data/token-queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { CreateTokenDialog } from '#components/tokens/create-token-dialog.tsx';
import { RevokeTokenDialog } from '#components/tokens/revoke-token-dialog.tsx';
import { TokenRow } from '#components/tokens/token-row.tsx';
import { Link } from '#components/ui/link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { TokenView } from '#domain/token.ts';
import styles from './tokens.module.css';

/** Programs' ways in: which there are, what they may do, until when; a new one, and the end of one. */
export function TokensPage() {
  const t = useTexts();
  const { data, error, refetch } = useQuery(tokensQuery());
  const [creates, setCreates] = useState(false);
  const [revokes, setRevokes] = useState<TokenView | null>(null);
  if (!data) {
    if (error) return <ProblemNotice what={t('token.theTokens')} error={error} onRetry={() => void refetch()} />;
    return <TokensPageSkeleton />;
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.tokens')}</h1>
        <span className={styles.sub}>
          {t.rich('token.sub', { link: (text) => <Link href="/api-docs">{text}</Link> })}
        </span>
        <Button className={styles.add ?? ''} onClick={() => setCreates(true)}>
          {t('token.new')}
        </Button>
      </div>
      <Panel className={styles.list}>
        {data.tokens.length === 0 && <p className={styles.none}>{t('token.none')}</p>}
        <ul className={styles.rows}>
          {data.tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevokes(token)} />
          ))}
        </ul>
      </Panel>
      <CreateTokenDialog opened={creates} onClose={() => setCreates(false)} may={data.mayCreate} />
      <RevokeTokenDialog token={revokes} onClose={() => setRevokes(null)} />
    </div>
  );
}

function TokensPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={240} />
      <Skeleton height={96} radius="lg" />
      <Skeleton height={96} radius="lg" />
    </div>
  );
}
