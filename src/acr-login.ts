import path from 'node:path';
import './runtime/required-node.ts';
import { findClient, loginFile } from './acr/client.ts';
import { askForPassword, type RegistryLogin, registryAt } from './acr/registry.ts';
import { CLIENT_VARIABLES, parseLogins, registry } from './acr/undo.ts';
import { explainAcr } from './diagnosis/entries/acr.ts';
import { reportFailure } from './diagnosis/report.ts';
import { ActionError, InputError, messageOf } from './errors.ts';
import type { ProfileEntry } from './export/profile/write.ts';
import { ACR_INPUTS } from './inputs/other-actions.ts';
import { readInputs, readTable } from './inputs/table.ts';
import { identify, refuseForeignAccount } from './login/identity.ts';
import { runStep } from './login/step.ts';
import { makePlan } from './plan/make-plan.ts';
import { openJournal } from './record/journal.ts';
import { runnerTemp } from './record/private-folder.ts';
import { type Entry, findLogins, isAsSet, type VariablesEntry } from './record/record.ts';
import { undoFailed } from './record/undo.ts';
import type { Context } from './runtime/context.ts';
import { type Env, environment } from './runtime/env.ts';
import { runProgram } from './runtime/program.ts';
import { withTimeLimit } from './runtime/time-limit.ts';
import { checksum } from './secrets/fingerprint.ts';
import { shownOf } from './secrets/lookalikes.ts';
import { KEY_VARIABLES, TOKEN_VARIABLE } from './sources/environment.ts';
import { findStart, logIn } from './sources/role-chain.ts';
import { stsClient } from './sts/client.ts';
import { formatTime } from './text/time.ts';

/** Logs a client of registries in to Container Registry, as whoever this job has logged in as. */
async function acrLogin(base: Context): Promise<void> {
  const inputs = readTable(base, ACR_INPUTS);
  const hosts = [...new Set(inputs.registry)];
  if (!inputs.registry) throw new InputError('registry is missing.');
  const registries = hosts.map((host) => registryAt(host, inputs['instance-id']));
  const { profile, context: places } = credentialLeft(base, inputs.profile);
  // Whatever else a login can be told, as if it was not.
  const unset = readInputs({ ...base, env: environment({}) });
  const plan = makePlan({ ...unset, 'source-profile': profile ?? '-' }, {});
  const context = withTimeLimit(base, plan.timeoutSeconds, 'The step has run out of time, after a minute.');
  const client = findClient(context, inputs.client);
  const file = loginFile(context);
  parseLogins(context.files.read(file) ?? '', file);
  runnerTemp(context);
  const start = await findStart(
    { ...context, env: places.env, home: places.home },
    profile ? plan : { ...plan, source: { from: 'environment' } },
  );

  const journal = openJournal(context);
  try {
    const tools = { context, sts: stsClient(context), folder: journal.folder };
    const login = await logIn(start, tools);
    const asked = { sts: plan.sts, allowedAccountIds: start.allowedAccountIds ?? [] };
    // Of a profile that renews itself: whoever is behind it may be another by now.
    if (asked.allowedAccountIds.length > 0)
      refuseForeignAccount(asked, await identify(tools.sts, asked, login));
    const passwords: RegistryLogin[] = [];
    for (const one of registries) passwords.push(await askForPassword(login, one, plan.sts, tools));

    const salt = context.random.uuid();
    const logins = passwords.map(({ host, auth }) => [host, checksum(salt, auth.reveal())]);
    const { program } = client;
    const own = { kind: 'registry', mayReturn: true } as const;
    const variables = Object.fromEntries(CLIENT_VARIABLES.map((name) => [name, context.env.get(name)]));
    const makesFolder = !context.files.look(path.dirname(file));
    const entry = { ...own, program, variables, file, makesFolder, salt, logins: Object.fromEntries(logins) };
    const before = context.files.read(file) ?? null;
    journal.record({ ...entry, before }, { path: file, format: JSON.stringify(entry) });
    for (const { host, username, password } of passwords) {
      const parameters = ['login', '--username', username, '--password-stdin', host];
      const run = { parameters, input: password.reveal(), signal: context.signal };
      const { code, said } = await runProgram(program, run);
      context.signal.throwIfAborted();
      const reason = shownOf(said, context.log.redactEcho, 16_384);
      if (code !== 0) throw new ActionError('acr.client', `${client.name} login ${host} failed: ${reason}`);
    }
    const [{ username, password, expiration }] = passwords as [RegistryLogin];
    const until = formatTime(expiration);
    const outputs = { registry: hosts.join('\n'), username, password: password.reveal(), expiration: until };
    await context.runner.setOutputs(outputs);
    journal.complete();
    context.log.info(`Logged in to ${hosts.join(', ')} with ${client.name}, until ${until}.`);
  } catch (error) {
    await undoFailed(base, journal, async () => registry);
    throw error;
  }
}

/**
 * The profile in which the latest login of this job left its credential, and where to find it; no profile if it is in the
 * variables. Nothing else that the machine or the job may have is used.
 * @param asked only a login that wrote this profile
 * @throws ActionError `acr.no-login`, `acr.logged-out`
 */
function credentialLeft(context: Context, asked: string | undefined): { profile?: string; context: Context } {
  const { env, log } = context;
  const logins = findLogins(context, (error) => log.debug(messageOf(error)))
    .map(({ record }) => ({ ...record, key: record.entries.find(isKey) }))
    .filter(({ profile, key }) => (asked === undefined ? (profile ?? key) : profile === asked));
  const { profile, key, entries = [] } = logins.find(({ phase }) => phase === 'logged in') ?? {};
  const fileOf = (format: ProfileEntry['format']): string | undefined =>
    (entries as readonly ProfileEntry[]).find((one) => one.kind === 'profile' && one.format === format)?.path;
  const [ini, config] = [fileOf('credentials.ini'), fileOf('config.json')];
  if (profile !== undefined && ini && config) {
    // Since then, another login or the step itself may have named other files.
    const get: Env['get'] = (name) => (name === 'ALIBABA_CLOUD_CREDENTIALS_FILE' ? ini : env.get(name));
    const home = (): string => path.dirname(path.dirname(config));
    return { profile, context: { ...context, env: { ...env, get }, home } };
  }
  const isOurs = (name: string): boolean => {
    const value = env.get(name) ?? '';
    return key !== undefined && (key.set[name] === undefined ? value === '' : isAsSet(key, name, value));
  };
  if ([...KEY_VARIABLES, TOKEN_VARIABLE].every(isOurs)) return { context };
  if (key)
    throw new ActionError(
      'acr.no-login',
      'The credential in the variables of this step is not the one that the job’s latest login left.',
    );
  const left = `has left ${asked === undefined ? 'a credential' : `the profile “${asked}”`} in this job`;
  throw logins.some(({ phase }) => phase === 'logged out')
    ? new ActionError('acr.logged-out', `The login that ${left} was logged out.`)
    : new ActionError('acr.no-login', `No login ${left}.`);
}

function isKey(entry: Entry): entry is VariablesEntry {
  return entry.kind === 'variables' && KEY_VARIABLES.every((name) => name in (entry as VariablesEntry).set);
}

void runStep(async (context) => {
  try {
    await acrLogin(context);
  } catch (error) {
    process.exitCode = 1;
    await reportFailure(context, error, explainAcr);
  }
});
