import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  source: string;
}

export interface SmtpServer {
  port: number;
  mails: ReceivedMail[];
  /** Every command line of a client. */
  commands: string[];
  /** Replies to the coming DATA commands' mails, one each; later ones are taken. */
  replyNext(...replies: string[]): void;
  /** Recipients who are not known here. */
  unknown: Set<string>;
  close(): Promise<void>;
}

/** A mail server on loopback that speaks RFC 5321 as far as a client needs it to deliver, without TLS. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const commands: string[] = [];
  const replies: string[] = [];
  const unknown = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setEncoding('latin1');
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail: ReceivedMail = { from: '', to: [], source: '' };
    let data: string | null = null;
    const command = (line: string) => {
      commands.push(line);
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
      const address = /<(.*?)>/.exec(line)?.[1] ?? '';
      if (verb === 'EHLO' || verb === 'HELO') return say('250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN');
      if (verb === 'MAIL') {
        mail = { from: address, to: [], source: '' };
        return say('250 sender taken');
      }
      if (verb === 'RCPT' && unknown.has(address)) return say('550 no such user here');
      if (verb === 'RCPT') {
        mail.to.push(address);
        return say('250 recipient taken');
      }
      if (verb === 'DATA') {
        data = '';
        return say('354 go on');
      }
      if (verb !== 'QUIT') return say(verb === 'NOOP' || verb === 'RSET' ? '250 ok' : '502 not here');
      say('221 good bye');
      socket.end();
    };
    let buffered = '';
    socket.on('data', (chunk: string) => {
      buffered += chunk;
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        if (data === null) command(line);
        else if (line !== '.') data += `${line.replace(/^\./, '')}\r\n`;
        else {
          const reply = replies.shift() ?? '250 queued as 1';
          if (reply.startsWith('2')) mails.push({ ...mail, source: Buffer.from(data, 'latin1').toString('utf8') });
          data = null;
          say(reply);
        }
      }
    });
    say('220 mail.test ESMTP');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    mails,
    commands,
    unknown,
    replyNext: (...next) => {
      replies.push(...next);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
