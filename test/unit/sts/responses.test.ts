import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../../src/errors.ts';
import { readRetryAfter } from '../../../src/http/verdict.ts';
import { withoutSignedString } from '../../../src/secrets/lookalikes.ts';
import { readAssumedRole, readBody, readCallerIdentity, readError } from '../../../src/sts/responses.ts';
import { plainSecret } from '../support/arbitraries.ts';
import { assumedRole, json, refusal } from '../support/context.ts';

const HOST = 'sts.aliyuncs.com';

function failure(action: () => unknown): NetworkError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(NetworkError);
    return error as NetworkError;
  }
  throw new Error('Nothing was thrown.');
}

describe('the answer to AssumeRole', () => {
  test('gives the credential, and the identity as GetCallerIdentity names it', () => {
    expect(readAssumedRole(assumedRole(), HOST)).toEqual({
      credential: {
        accessKeyId: 'STS.NUqFakeKeyId',
        accessKeySecret: 'fakeSessionSecret0123456789',
        securityToken: 'CAISfake+token/with=signs==',
        expiration: new Date('2026-11-02T11:00:00Z'),
      },
      identity: {
        accountId: '1234567890123456',
        arn: 'acs:ram::1234567890123456:assumed-role/deploy/session',
        requestId: 'REQ-1',
      },
    });
  });

  test('takes an ARN of either form', () => {
    const body = assumedRole();
    body.AssumedRoleUser['Arn'] = 'acs:ram::1234567890123456:assumed-role/deploy/session';
    expect(readAssumedRole(body, HOST).identity.arn).toBe(
      'acs:ram::1234567890123456:assumed-role/deploy/session',
    );
  });

  const FIELDS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'];
  const wrong = fc.constantFrom<unknown>(undefined, '', null, 7, {}, []);

  test.each(FIELDS)('without %s is refused by that name', (field) => {
    const body = assumedRole();
    delete body.Credentials[field];
    const { message, fault } = failure(() => readAssumedRole(body, HOST));
    expect(message).toContain(field);
    expect(message).toContain(HOST);
    expect(fault).toBe('malformed');
    for (const other of FIELDS.filter((name) => name !== field)) expect(message).not.toContain(other);
  });

  test('without the user’s ARN, without credentials, without anything is refused', () => {
    expect(failure(() => readAssumedRole({ ...assumedRole(), AssumedRoleUser: {} }, HOST)).message).toContain(
      'AssumedRoleUser.Arn',
    );
    expect(failure(() => readAssumedRole({ ...assumedRole(), Credentials: 'x' }, HOST)).message).toContain(
      'AccessKeyId',
    );
    expect(failure(() => readAssumedRole({}, HOST)).message).toContain('SecurityToken');
  });

  test('with an Expiration that is not a time, or an ARN that is no role’s, is refused by that name', () => {
    const body = assumedRole();
    body.Credentials['Expiration'] = 'tomorrow';
    expect(failure(() => readAssumedRole(body, HOST)).message).toContain('Expiration');
    for (const wrong of [
      'user/x',
      'role/deploy',
      'role/deploy/$(id)',
      'role/a/b\u202e',
      `role/a/${'b'.repeat(2_000)}`,
    ]) {
      const other = assumedRole();
      other.AssumedRoleUser['Arn'] = `acs:ram::1234567890123456:${wrong}`;
      expect(failure(() => readAssumedRole(other, HOST)).message).toContain('AssumedRoleUser.Arn');
    }
  });

  test('shows nothing of a credential in an error, whatever is missing or wrong', () => {
    fc.assert(
      fc.property(
        plainSecret,
        plainSecret,
        plainSecret,
        fc.constantFrom(...FIELDS, 'Arn'),
        wrong,
        (id, secret, token, field, value) => {
          const body = {
            ...assumedRole(),
            Credentials: {
              AccessKeyId: id,
              AccessKeySecret: secret,
              SecurityToken: token,
              Expiration: '2026-11-02T11:00:00Z',
              ...(field !== 'Arn' && { [field]: value }),
            },
            ...(field === 'Arn' && { AssumedRoleUser: { Arn: value } }),
          };
          const error = failure(() => readAssumedRole(body, HOST));
          const text = JSON.stringify([error.message, error.hint, error.host, String(error.cause)]);
          for (const [name, part] of Object.entries({
            AccessKeyId: id,
            AccessKeySecret: secret,
            SecurityToken: token,
          })) {
            if (name !== field) expect(text).not.toContain(part);
          }
        },
      ),
    );
  });

  test('shows nothing of a body that is not JSON', () => {
    fc.assert(
      fc.property(plainSecret, (secret) => {
        for (const body of [`{"AccessKeySecret":"${secret}"`, `"${secret}"`, `["${secret}"]`, secret]) {
          const error = failure(() => readBody({ status: 200, headers: {}, body }, HOST));
          expect(error.message + String(error.cause)).not.toContain(secret);
        }
      }),
    );
  });
});

describe('the answer to GetCallerIdentity', () => {
  test('gives account and ARN', () => {
    const body = { AccountId: '1', Arn: 'acs:ram::1:root', IdentityType: 'Account' };
    expect(readCallerIdentity(body, HOST)).toEqual({ accountId: '1', arn: 'acs:ram::1:root' });
  });

  test.each(['user/ci.deployer_1@example', 'assumed-role/deploy/gh-1-2', 'federated-user/alice', 'role/a/b'])(
    'whoever it is: %s',
    (who) => {
      const body = { AccountId: '1234567890123456', Arn: `acs:ram::1234567890123456:${who}` };
      expect(readCallerIdentity(body, HOST)).toMatchObject({ arn: body.Arn });
    },
  );

  test.each([
    {},
    { AccountId: '1' },
    { Arn: 'a' },
    { AccountId: 1, Arn: 'a' },
    { AccountId: '2', Arn: 'acs:ram::1:root' },
    { AccountId: 'x', Arn: 'acs:ram::x:root' },
    { AccountId: '1', Arn: 'acs:ram::1:root\nLogged in as acs:ram::2:root' },
    { AccountId: '1', Arn: 'acs:ram::1:user/$(id)' },
    { AccountId: '1', Arn: `acs:ram::1:user/${'x'.repeat(2_000)}` },
  ])('such as %j is refused', (body) => {
    expect(failure(() => readCallerIdentity(body, HOST)).message).toMatch(/AccountId|Arn/);
  });

  test('keeps no more of a request ID than is shown of it', () => {
    const body = { AccountId: '1', Arn: 'acs:ram::1:root', RequestId: 'x'.repeat(100_000) };
    expect(readCallerIdentity(body, HOST).requestId?.length).toBeLessThan(1_000);
  });
});

describe('an error answer', () => {
  test('gives code, message, request ID, time and pause', () => {
    const response = refusal(400, 'Throttling.User', 'Slow down.', {
      'retry-after': '3',
      date: 'Mon, 02 Nov 2026 10:00:00 GMT',
    });
    expect(readError(response, HOST, 'AssumeRole', (text) => text)).toEqual({
      service: 'sts',
      action: 'AssumeRole',
      host: HOST,
      status: 400,
      serviceCode: 'Throttling.User',
      serviceMessage: 'Slow down.',
      requestId: 'REQ-1',
      retryAfter: 3000,
      date: new Date('2026-11-02T10:00:00Z'),
    });
  });

  test('takes the request ID from a header where the body has none', () => {
    expect(
      readError(json(500, {}, { 'x-acs-request-id': 'H-1' }), HOST, 'AssumeRole', (text) => text).requestId,
    ).toBe('H-1');
  });

  test('of something else than STS has nothing but its status', () => {
    for (const body of ['<html>', '', '[]', '{"Code": 7}']) {
      expect(readError({ status: 502, headers: {}, body }, HOST, 'AssumeRole', (text) => text)).toEqual({
        service: 'sts',
        action: 'AssumeRole',
        host: HOST,
        status: 502,
      });
    }
  });

  test.each([
    [
      'V1',
      'Specified signature is not matched with our calculation. server string to sign is:POST&%2F&AccessKeyId%3DLEAK',
    ],
    [
      'V3',
      'Specified signature does not match our calculation. server StringToSign is [ACS3 LEAK] server CanonicalRequest is [POST\n/\nx-acs-security-token:LEAK]',
    ],
    [
      'V3, in the other order',
      'Specified signature does not match our calculation. server CanonicalRequest is [x:LEAK\n] server StringToSign is [LEAK]',
    ],
  ])('of a refused signature (%s) loses the echo of what was signed', (_, message) => {
    expect(withoutSignedString(message)).toMatch(/^Specified signature .* our calculation\.$/);
    const answer = readError(
      refusal(400, 'SignatureDoesNotMatch', message),
      HOST,
      'AssumeRole',
      (text) => text,
    );
    expect(JSON.stringify(answer)).not.toContain('LEAK');
  });

  test('of another kind keeps its message', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 .,:]{0,60}$/), (message) => {
        fc.pre(!/server/i.test(message));
        expect(withoutSignedString(message)).toBe(message);
      }),
    );
  });
});

describe('the pause that a service asks for', () => {
  test.each([
    [{ 'retry-after': '5' }, 5000],
    [{ 'x-acs-retry-after': '250' }, 250],
    [{ 'x-acs-retry-after': '250', 'retry-after': '5' }, 250],
    [{ 'retry-after': '0' }, 0],
    [{}, undefined],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'Mon, 02 Nov 2026 12:00:09 GMT', date: 'Mon, 02 Nov 2026 12:00:00 GMT' }, 9000],
    [{ 'retry-after': 'Mon, 02 Nov 2026 11:00:00 GMT', date: 'Mon, 02 Nov 2026 12:00:00 GMT' }, 0],
    [{ 'retry-after': 'Mon, 02 Nov 2026 12:00:09 GMT' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '1.5' }, undefined],
    [{ 'retry-after': '99999999999999999999' }, undefined],
  ])('is read from %j as %s ms', (headers, expected) => {
    expect(readRetryAfter(headers)).toBe(expected);
  });
});
