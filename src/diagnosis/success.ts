import type { Credential, Identity, Login } from '../credentials.ts';
import { codeSpan } from '../text/escapes.ts';
import { formatTime } from '../text/time.ts';

/** The job summary of a successful login, in Markdown: who, until when, and how to find it in the logs. */
export function successTable(
  { credential, issuer }: Pick<Login, 'credential' | 'issuer'>,
  identity: Identity | undefined,
  ways: readonly string[],
): string {
  const rows = {
    'Logged in as': codeSpan(identity?.arn ?? issuer ?? `a ${credential.kind} credential`),
    Account: identity && codeSpan(identity.accountId),
    Until: untilOf(credential),
    'Exported as': ways.join(', ') || 'nothing',
    'Session name in ActionTrail': codeSpan(sessionName(identity) ?? ''),
    RequestId: codeSpan(identity?.requestId ?? ''),
  };
  const lines = Object.entries(rows).flatMap(([name, text]) => (text ? [`| ${name} | ${text} |`] : []));
  return ['### Alibaba Cloud login', '', '| | |', '|---|---|', ...lines].join('\n');
}

function untilOf(credential: Credential): string | undefined {
  return credential.kind === 'sts' && credential.expiration ? formatTime(credential.expiration) : undefined;
}

/** ActionTrail identifies a role session by `<role>:<session name>`. */
function sessionName(identity: Identity | undefined): string | undefined {
  return /:assumed-role\/[^/]+\/(.+)$/s.exec(identity?.arn ?? '')?.[1];
}
