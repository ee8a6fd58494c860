import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { awsErrorOf, commonCause, firstLine } from '#server/gateways/aws/failures.ts';
import { type NotificationChannel, Undelivered } from '#server/gateways/notifications/notification-channel.ts';

const MAX_SUBJECT_CHARACTERS = 100;
const KEYS = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the AWS profile or role of this process';

export interface SnsSettings {
  topicArn: string;
  timeoutMs: number;
}

/** Publishes to a topic of Amazon SNS; the region is the topic's, keys and endpoint are those of the AWS SDK's chain. */
export function snsChannel({ topicArn, timeoutMs }: SnsSettings): NotificationChannel {
  const region = topicArn.split(':')[3] ?? '';
  return {
    name: 'sns',
    deliver: async ({ event, subject, text, deliveryId }, signal) => {
      // Attempts are counted and recorded by who calls: the SDK makes one.
      const requestHandler = { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, socketTimeout: timeoutMs };
      const client = new SNSClient({ region, maxAttempts: 1, requestHandler });
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: subjectLine(subject),
        Message: text,
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: event.kind },
          plant: { DataType: 'String', StringValue: event.plant.id },
        },
        ...(topicArn.endsWith('.fifo') ? { MessageGroupId: event.plant.id, MessageDeduplicationId: deliveryId } : {}),
      });
      try {
        const { MessageId } = await client.send(command, { abortSignal: signal });
        return `message ${MessageId}`;
      } catch (error) {
        throw undelivered(topicArn, region, error);
      } finally {
        client.destroy();
      }
    },
  };
}

/** SNS takes up to 100 printable ASCII characters, and refuses the whole message otherwise. */
function subjectLine(subject: string): string {
  const ascii = subject
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim();
  const line = ascii.length > MAX_SUBJECT_CHARACTERS ? `${ascii.slice(0, MAX_SUBJECT_CHARACTERS - 3)}...` : ascii;
  return line || 'Heliograph';
}

function undelivered(topicArn: string, region: string, error: unknown): Undelivered {
  const { name, status } = awsErrorOf(error);
  const passing = status === null || status >= 500 || status === 429 || name.startsWith('Throttl');
  const host = `Amazon SNS in ${region}`;
  const common = commonCause(error, { host, keys: KEYS, region: 'AWS_REGION' });
  const refused =
    name === 'AuthorizationErrorException' || status === 403
      ? `access is denied: these credentials need sns:Publish on ${topicArn}`
      : name === 'NotFoundException'
        ? `there is no topic ${topicArn}: correct SNS_TOPIC`
        : `${host} answered ${status ?? ''} ${name}: ${firstLine(error)}`;
  return new Undelivered(common ?? refused, { worthRetrying: passing, cause: error });
}
