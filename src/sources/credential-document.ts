import type { StsFields } from '../credentials.ts';
import { NetworkError, SERVICE_NAMES, ServiceError } from '../errors.ts';
import { readIssued } from '../sts/responses.ts';
import { parseObject, textOf } from '../text/json.ts';

const CODES = { metadata: 'metadata.code', 'credentials-uri': 'uri.code' } as const;

/**
 * Reads the document in which ECS metadata and a credentials URI hand out a credential:
 * `{"Code": "Success", "AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"}`.
 * Errors quote nothing from the document but its code and the names of missing fields.
 *
 * @param redact hides known secrets, also in part
 * @throws NetworkError if it is not such a document, ServiceError if its code is not Success
 */
export function readCredentialDocument(
  body: string,
  service: 'metadata' | 'credentials-uri',
  host: string,
  redact: (text: string) => string,
): Required<StsFields> {
  const named = `${SERVICE_NAMES[service]} (${host})`;
  const malformed = (how: string): NetworkError =>
    new NetworkError('malformed', host, `${named} answered ${how}.`);
  const document = parseObject(body);
  if (!document) throw malformed('with something that is not a JSON object');
  const code = textOf(document['Code']);
  if (code !== undefined && code !== 'Success') {
    const shown = /^[\w.-]{1,64}$/.test(code) ? redact(code) : 'one that cannot be shown';
    const answer = { service, host, status: 200, serviceCode: shown };
    throw new ServiceError(CODES[service], `${named} gave no credential; its code is ${shown}.`, answer);
  }
  return readIssued(document, malformed);
}
