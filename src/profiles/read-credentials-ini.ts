import { parse } from 'ini';
import { FileError } from '../errors.ts';
import { GLOBAL_HOST } from '../sts/endpoints.ts';
import { visible } from '../text/escapes.ts';
import { type IniSection, parseIni } from './credentials-ini.ts';
import {
  hasRole,
  type ProfileDefinition,
  ProfileKeys,
  type Reading,
  readersOf,
  type Words,
} from './definition.ts';
import { stsHostOf } from './sts-host.ts';

/** The entries of a section, as text. */
export type IniValues = Readonly<Record<string, string>>;

/**
 * A section of the SDKs' credentials.ini. Source: the credentials SDK's documentation, "Credentials file", whose examples
 * put a comment after every line, headers included.
 *
 * @returns undefined if the file has no such section
 * @throws FileError if the text is not an ini file (the SDK documents parse errors as fatal), has the section twice, or
 * gives one of its keys two values
 */
export function iniSection(text: string, file: string, name: string): IniValues | undefined {
  const broken = (what: string): FileError =>
    new FileError(`${file} is not a credentials.ini: ${what}.`, {
      hint: 'Fix that file, or name another with ALIBABA_CLOUD_CREDENTIALS_FILE.',
      code: 'profile.unusable',
    });
  const { loose, sections } = parseIni(text.replace(/^\ufeff/, ''), broken);
  const [odd] = [
    ...loose,
    ...sections.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'foreign')),
  ];
  if (odd?.kind === 'foreign')
    throw broken(`line ${odd.number} is not a section, a “key = value” pair or a comment`);
  if (odd) throw broken(`line ${odd.number} comes before the first section`);
  const [section, second] = sections.filter((one) => one.name === name);
  if (second) throw broken(`it has the section [${visible(name)}] twice`);
  return section && Object.fromEntries(valuesOf(section, file));
}

function valuesOf({ name, lines }: IniSection, file: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of lines.filter(({ kind }) => kind === 'entry')) {
    const value = textIn(line.value);
    if ((values.get(line.name) ?? value) !== value) {
      const origin = `${file}: [${visible(name)}]`;
      throw new FileError(`${origin} has two values for ${visible(line.name)}.`, {
        code: 'profile.unusable',
      });
    }
    values.set(line.name, value);
  }
  return values;
}

/** As the library reads it: a comment ends an unquoted value. Turns the library's types back into text. */
function textIn(text: string): string {
  const value: unknown = parse(`value = ${text}`)['value'];
  if (typeof value === 'string') return value;
  // The library parses single-quoted values as JSON. Keep the original: a policy may not survive a round trip.
  return typeof value === 'object' && value !== null ? text.slice(1, -1) : String(value);
}

/**
 * What a section says.
 * @throws FileError that names file and section
 */
export function readIniSection(section: IniValues, name: string, reading: Reading): ProfileDefinition {
  const origin = `${reading.file}: [${visible(name)}]`;
  const keys = new ProfileKeys(section, origin, { words: WORDS, reading });
  if (keys.flag('enable') === false) {
    throw keys.error('is disabled (enable = false)', 'Enable it there, or name another profile.');
  }
  const type = keys.required('type');
  const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (!read) throw keys.unknown('type', Object.keys(TYPES));
  const definition = read(keys);
  // The region says where the tools work, and not every SDK picks the STS by it: an unserved one is no error.
  const region = { key: 'region_id', fallback: GLOBAL_HOST };
  const stsHost = hasRole(definition) ? stsHostOf(keys, region) : undefined;
  keys.warnOfUnread(`type ${type}`);
  return { ...definition, stsHost };
}

const WORDS: Words = {
  token: ['security_token', 'sts_token'],
  roleName: 'role_name',
  roleArn: 'role_arn',
  sessionName: ['role_session_name'],
  expiration: ['role_session_expiration'],
  tokenFile: 'oidc_token_file_path',
};

const TYPES = readersOf('type');
