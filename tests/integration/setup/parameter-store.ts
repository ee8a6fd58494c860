import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export interface ParameterStore {
  url: string;
  /** What was asked for, page by page. */
  asked: { path: string; decrypted: boolean; signedBy: string }[];
  /** Refuses every request like this until it is called with null. */
  refuseWith(error: string | null): void;
  close(): Promise<void>;
}

/**
 * Stands in for AWS Systems Manager, which no package serves: it speaks the JSON protocol of GetParametersByPath alone,
 * in pages of three, and refuses what is not signed for SSM. It does not check the signature itself.
 */
export async function startParameterStore(parameters: Record<string, string>): Promise<ParameterStore> {
  const asked: ParameterStore['asked'] = [];
  let refusal: string | null = null;
  const server = http.createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    const signature = /^AWS4-HMAC-SHA256 Credential=(\w+)\/\d{8}\/[\w-]+\/ssm\/aws4_request, .*Signature=[0-9a-f]{64}$/;
    const signedBy = signature.exec(request.headers.authorization ?? '')?.[1];
    const target = request.headers['x-amz-target'];
    if (refusal !== null || signedBy === undefined || target !== 'AmazonSSM.GetParametersByPath') {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: refusal ?? 'IncompleteSignature', message: refusal ?? 'not signed' }));
      return;
    }
    asked.push({ path: body.Path, decrypted: body.WithDecryption === true, signedBy });
    const below = Object.entries(parameters).filter(([name]) => name.startsWith(`${body.Path}/`));
    const first = Number(body.NextToken ?? 0);
    const page = below.slice(first, first + 3);
    const more = first + page.length < below.length ? { NextToken: `${first + page.length}` } : {};
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ Parameters: page.map(([Name, Value]) => ({ Name, Value })), ...more }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    asked,
    refuseWith: (error) => {
      refusal = error;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
