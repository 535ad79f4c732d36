import './runtime/required-node.ts';
import { findClient, loginFile } from './acr/client.ts';
import { askForPassword, type RegistryLogin, registryAt } from './acr/registry.ts';
import { parseLogins, registry } from './acr/undo.ts';
import { explainAcr } from './diagnosis/entries/acr.ts';
import { reportFailure } from './diagnosis/report.ts';
import { ActionError, InputError, messageOf } from './errors.ts';
import { ACR_INPUTS } from './inputs/other-actions.ts';
import { readInputs, readTable } from './inputs/table.ts';
import { runStep } from './login/step.ts';
import { makePlan } from './plan/make-plan.ts';
import { openJournal } from './record/journal.ts';
import { runnerTemp } from './record/private-folder.ts';
import { findLogins } from './record/record.ts';
import { undoFailed } from './record/undo.ts';
import type { Context } from './runtime/context.ts';
import { environment } from './runtime/env.ts';
import { runProgram } from './runtime/program.ts';
import { withTimeLimit } from './runtime/time-limit.ts';
import { checksum } from './secrets/fingerprint.ts';
import { shownOf } from './secrets/lookalikes.ts';
import { missingOfKey } from './sources/environment.ts';
import { findStart, logIn } from './sources/role-chain.ts';
import { stsClient } from './sts/client.ts';
import { formatTime } from './text/time.ts';

/** Logs a client of registries in to Container Registry, as whoever this job has logged in as. */
async function acrLogin(base: Context): Promise<void> {
  const inputs = readTable(base, ACR_INPUTS);
  const hosts = [...new Set(inputs.registry)];
  if (!inputs.registry) throw new InputError('registry is missing.');
  const registries = hosts.map((host) => registryAt(host, inputs['instance-id']));
  const profile = profileLeft(base, inputs.profile);
  // Whatever else a login can be told, as if it was not.
  const unset = readInputs({ ...base, env: environment({}) });
  const plan = makePlan({ ...unset, 'source-profile': profile ?? '-' }, {});
  const context = withTimeLimit(base, plan.timeoutSeconds, 'The step has run out of time, after a minute.');
  const client = findClient(context, inputs.client);
  const file = loginFile(context);
  parseLogins(context.files.read(file) ?? '', file);
  runnerTemp(context);
  const start = await findStart(context, profile ? plan : { ...plan, source: { from: 'environment' } });

  const journal = openJournal(context);
  try {
    const tools = { context, sts: stsClient(context), folder: journal.folder };
    const login = await logIn(start, tools);
    const passwords: RegistryLogin[] = [];
    for (const one of registries) passwords.push(await askForPassword(login, one, plan.sts, tools));

    const salt = context.random.uuid();
    const logins = passwords.map(({ host, auth }) => [host, checksum(salt, auth.reveal())]);
    const { program } = client;
    const own = { kind: 'registry', mayReturn: true } as const;
    const entry = { ...own, program, file, salt, logins: Object.fromEntries(logins) };
    const before = context.files.read(file) ?? null;
    journal.record({ ...entry, before }, { path: file, format: JSON.stringify(entry) });
    for (const { host, username, password } of passwords) {
      const parameters = ['login', '--username', username, '--password-stdin', host];
      const { code, said } = await runProgram(program, parameters, password.reveal(), context.signal);
      context.signal.throwIfAborted();
      const reason = shownOf(said, context.log.redact, 16_384);
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
 * The profile in which a login of this job left its credential; undefined if it is in the variables. Nothing else that
 * the machine may have is used.
 * @throws ActionError `acr.no-login`, `acr.logged-out`
 */
function profileLeft(context: Context, asked: string | undefined): string | undefined {
  const { env, log } = context;
  if (asked === undefined && missingOfKey(env).length === 0) return undefined;
  const current = env.get('ALIBABA_CLOUD_PROFILE');
  const name = asked ?? current;
  const phases = findLogins(context, (error) => log.debug(messageOf(error)))
    .filter(({ record }) => asked === undefined || record.profile === asked)
    .map(({ record }) => record.phase);
  if (name && (name === current || phases.includes('logged in'))) return name;
  const left = `has left ${asked === undefined ? 'a credential' : `the profile “${asked}”`} in this job`;
  throw phases.includes('logged out')
    ? new ActionError('acr.logged-out', `The login that ${left} was logged out.`)
    : new ActionError('acr.no-login', `No login ${left}.`);
}

void runStep(async (context) => {
  try {
    await acrLogin(context);
  } catch (error) {
    process.exitCode = 1;
    await reportFailure(context, error, explainAcr);
  }
});
