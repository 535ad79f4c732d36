import type { OidcExchange } from '../errors.ts';
import { OIDC_PROVIDER_ARN, ROLE_ARN } from '../text/formats.ts';
import { textOf } from '../text/json.ts';

/** Values for the capitalized placeholders in the catalogue's commands. */
export interface Known {
  readonly exchange: OidcExchange | undefined;
  /** The ARN of the role that was refused. */
  readonly role: string | undefined;
}

/** Safe in a shell, and never taken for an option. */
const HARMLESS = /^[A-Za-z0-9][A-Za-z0-9._:/@=+-]{0,254}$/;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/**
 * Fills the commands' capitalized placeholders with what is known. Somebody else wrote the claims: a value that isn't
 * strictly harmless is left for the reader to fill in.
 */
export function filledIn(commands: readonly string[], { exchange, role }: Known): string[] {
  const issuer = URL.parse(textOf(exchange?.claims?.['iss']) ?? '');
  const host = issuer?.protocol === 'https:' ? harmless(issuer.hostname, HOST_NAME) : undefined;
  const audience = [exchange?.claims?.['aud']].flat()[0];
  const values = {
    'ISSUER_HOST:443': host && `${host}:${issuer?.port || 443}`,
    ISSUER_HOST: host,
    PROVIDER_NAME: nameIn(exchange?.oidcProviderArn, OIDC_PROVIDER_ARN),
    ROLE_NAME: nameIn(role, ROLE_ARN),
    AUDIENCE: harmless(textOf(audience), HARMLESS),
  };
  return commands.map((command) =>
    Object.entries(values).reduce(
      (text, [name, value]) => (value === undefined ? text : text.replaceAll(name, () => value)),
      command,
    ),
  );
}

function harmless(text: string | undefined, form: RegExp): string | undefined {
  return text !== undefined && form.test(text) ? text : undefined;
}

function nameIn(arn: string | undefined, form: RegExp): string | undefined {
  return arn !== undefined && form.test(arn)
    ? harmless(arn.slice(arn.lastIndexOf('/') + 1), HARMLESS)
    : undefined;
}
