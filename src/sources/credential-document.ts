import type { StsFields } from '../credentials.ts';
import { NetworkError, SERVICE_NAMES, type Service, ServiceError } from '../errors.ts';
import { flawOfIssued } from '../secrets/secret.ts';
import { type JsonObject, parseObject, textOf } from '../text/json.ts';
import { readTime } from '../text/time.ts';

const FIELDS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'] as const;

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
  const document = parseObject(body);
  if (!document) {
    throw new NetworkError(
      'malformed',
      host,
      `${SERVICE_NAMES[service]} (${host}) answered with something that is not a JSON object.`,
    );
  }
  const code = textOf(document['Code']);
  if (code !== undefined && code !== 'Success') {
    const shown = /^[\w.-]{1,64}$/.test(code) ? redact(code) : 'one that cannot be shown';
    throw new ServiceError(
      CODES[service],
      `${SERVICE_NAMES[service]} (${host}) gave no credential; its code is ${shown}.`,
      {
        service,
        host,
        status: 200,
        serviceCode: shown,
      },
    );
  }
  const missing = FIELDS.filter((name) => textOf(document[name]) === undefined);
  if (missing.length > 0) throw malformed(service, host, `without ${missing.join(', ')}`);
  const expiration = readTime(field(document, 'Expiration'));
  if (!expiration) throw malformed(service, host, 'with an Expiration that is not a time');
  const [accessKeyId, accessKeySecret, securityToken] = [
    field(document, 'AccessKeyId'),
    field(document, 'AccessKeySecret'),
    field(document, 'SecurityToken'),
  ];
  const flaw = flawOfIssued({
    AccessKeyId: accessKeyId,
    AccessKeySecret: accessKeySecret,
    SecurityToken: securityToken,
  });
  if (flaw) throw malformed(service, host, `with an impossible credential: ${flaw}`);
  return { accessKeyId, accessKeySecret, securityToken, expiration };
}

function field(document: JsonObject, name: (typeof FIELDS)[number]): string {
  return textOf(document[name]) ?? '';
}

function malformed(service: Service, host: string, how: string): NetworkError {
  return new NetworkError('malformed', host, `${SERVICE_NAMES[service]} (${host}) answered ${how}.`);
}
