import type { Credential, Identity, Login } from './credentials.ts';
import { ActionError } from './errors.ts';
import { outputsFor } from './exporters/outputs.ts';
import { shadowsOf } from './exporters/overrides.ts';
import type { ProfilePlaces, WrittenProfile } from './exporters/profile/write.ts';
import { exportVariables, variablesFor } from './exporters/variables.ts';
import { githubTokenFile } from './github/token-file.ts';
import { readInputs } from './inputs.ts';
import { BEARER_WITHOUT_ACCOUNT, type Job, makePlan } from './make-plan.ts';
import type { HandOff, Plan } from './plan.ts';
import { providerFor } from './providers/build.ts';
import type { Context } from './runtime/context.ts';
import type { Progress } from './runtime/progress.ts';
import { callSts } from './sts/client.ts';
import { getCallerIdentity } from './sts/requests.ts';
import { readCallerIdentity } from './sts/responses.ts';
import { formatTime } from './text/time.ts';
import { keepReceipts, type Receipts } from './undo/journal.ts';
import { type PrivateFolder, privateFolder } from './undo/private-folder.ts';
import { discardCopies, undoAll } from './undo/undo.ts';

/** Only the steps that are asked for a profile need it. */
const profiles = () => import('./exporters/profile/write.ts');

/** The whole step: inputs → plan → provider → credential → exporters, each change with a receipt. */
export async function run(base: Context): Promise<void> {
  const inputs = readInputs(base);
  const context = withTimeLimit(base, inputs.timeoutSeconds);
  const plan = makePlan(inputs, jobOf(context));
  context.progress.plan = plan;

  const receipts = keepReceipts(context.runner);
  try {
    await logInAndHandOn(context, plan, receipts);
  } catch (error) {
    // Later steps that run after a failure must find nothing half-done; post would come too late for them.
    if (await undoAll(base, receipts.all)) receipts.forget();
    throw error;
  }
  if (plan.handOff.cleanup) {
    receipts.complete();
  } else {
    const kept = [...receipts.all];
    receipts.forget();
    discardCopies(context, kept);
  }
}

async function logInAndHandOn(context: Context, plan: Plan, receipts: Receipts): Promise<void> {
  const { profile } = plan.handOff;
  // Places first, before any request is sent for what goes there.
  const places = profile && (await profiles()).profilePlaces(context, profile.credentialsFile);
  const folder = privateFolder(context, receipts);
  if (plan.source.from === 'github') folder.require();
  if (asksStsLater(plan)) context.http.warm(new URL(`https://${plan.sts.host}`));
  const tokenFile = plan.source.from === 'github' ? githubTokenFile(folder, plan) : undefined;
  const login = await providerFor(plan, tokenFile)(context);
  const identity = await identify(context, plan, login);
  if (identity && plan.handOff.maskAccountId) context.log.mask(identity.accountId);
  refuseForeignAccount(plan, login.credential, identity);
  context.signal.throwIfAborted();
  await context.progress.during('hand-off', () =>
    handOn(
      context,
      plan,
      { receipts, folder, places },
      { ...login, ...(identity && { identity }) },
      tokenFile?.path(),
    ),
  );
}

/** Whether another service is asked before STS is: the connection to STS is opened meanwhile. */
function asksStsLater({ source, hops, allowedAccountIds }: Plan): boolean {
  if (source.from === 'github') return true;
  return (
    (source.from === 'ecs_ram_role' || source.from === 'credentials_uri') &&
    hops.length + allowedAccountIds.length > 0
  );
}

/** What the exporters work with. */
interface Workplace {
  readonly receipts: Receipts;
  readonly folder: PrivateFolder;
  /** Where a profile is asked for. */
  readonly places: ProfilePlaces | undefined;
}

async function handOn(
  context: Context,
  plan: Plan,
  workplace: Workplace,
  { credential, identity }: Login,
  oidcTokenFile: string | undefined,
): Promise<void> {
  const { handOff, type } = plan;
  const { runner, env, log } = context;
  for (const warning of shadowsOf(context, handOff)) log.warning(warning);
  warnOfExpiry(context, credential);
  // Files first: they can fail. Variables last: no other step sees them before everything else has succeeded.
  const profile = await handOnProfile(context, handOff, workplace, credential);
  const variables = variablesFor(credential, handOff, profile, (name) => Boolean(env.get(name)));
  runner.setOutputs(outputsFor({ type, credential, identity, profile, oidcTokenFile }, handOff.outputs));
  exportVariables(context, workplace.receipts, workplace.folder, variables);
  if (!handOff.env && !handOff.outputs && !profile)
    log.warning(
      'With export-env: false and output-credentials: false nothing is handed on but who the credential is.',
    );
  log.info(summary({ credential, ...(identity && { identity }) }, plan, profile, context.progress));
}

async function handOnProfile(
  context: Context,
  { profile, region, cleanup }: HandOff,
  { receipts, folder, places }: Workplace,
  credential: Credential,
): Promise<WrittenProfile | undefined> {
  if (!profile || !places) return undefined;
  const { writeProfile } = await profiles();
  const { name } = profile;
  return writeProfile(context, receipts, folder, { name, credential, region }, places, !cleanup);
}

/**
 * Who the credential is: as its issuer said, or, where that must be known and is not, as STS says. A credential that
 * was found and not issued is checked in any case, before a later step trips over it.
 */
async function identify(context: Context, plan: Plan, login: Login): Promise<Identity | undefined> {
  const { credential } = login;
  if (login.identity || credential.kind === 'bearer') return login.identity;
  if (login.issued && plan.allowedAccountIds.length === 0) return undefined;
  return callSts(context, plan.sts, () => getCallerIdentity(credential), readCallerIdentity);
}

function refuseForeignAccount(plan: Plan, credential: Credential, identity: Identity | undefined): void {
  const allowed = plan.allowedAccountIds;
  if (allowed.length === 0 || (identity && allowed.includes(identity.accountId))) return;
  if (credential.kind === 'bearer') throw new ActionError('account', BEARER_WITHOUT_ACCOUNT);
  throw new ActionError(
    'account',
    `The credential belongs to account ${identity?.accountId ?? 'unknown'}, and allowed-account-ids allows only ${allowed.join(', ')}. ` +
      'Nothing was handed on.',
    { hint: 'Log in with a credential of an allowed account, or add this account to allowed-account-ids.' },
  );
}

/** Not an error: this machine's clock may be the one that is wrong. */
function warnOfExpiry({ clock, log }: Context, credential: Credential): void {
  const expiration = credential.kind === 'sts' ? credential.expiration : undefined;
  if (!expiration || expiration.getTime() > clock.now()) return;
  log.warning(
    `The credential expired at ${formatTime(expiration)}, by the clock of this machine. Later steps may be refused.`,
  );
}

function summary(
  { credential, identity }: Omit<Login, 'issued'>,
  { handOff }: Plan,
  profile: WrittenProfile | undefined,
  { source, place }: Progress,
): string {
  // Nobody is asked only to be able to say it here.
  const who = identity
    ? `as ${identity.arn} (account ${identity.accountId})`
    : `with ${source ?? `a ${credential.kind} credential`}`;
  const from = place ? `, from ${place}` : '';
  const until =
    credential.kind === 'sts' && credential.expiration ? `, until ${formatTime(credential.expiration)}` : '';
  const ways = [
    ...(handOff.env ? ['environment variables'] : []),
    ...(profile ? [`the profile “${profile.name}”`] : []),
    ...(handOff.outputs ? ['step outputs'] : []),
  ];
  return `Logged in ${who}${from}${until}. Handed on as ${ways.join(' and ') || 'nothing'}.`;
}

function jobOf({ env }: Context): Job {
  const fact = (name: string): string | undefined => env.get(name) || undefined;
  return {
    repositoryId: fact('GITHUB_REPOSITORY_ID'),
    runId: fact('GITHUB_RUN_ID'),
    runAttempt: fact('GITHUB_RUN_ATTEMPT'),
  };
}

function withTimeLimit(context: Context, seconds: number): Context {
  const limit = new AbortController();
  const { clock } = context;
  const deadline = clock.now() + seconds * 1000;
  const timer = setTimeout(
    () =>
      limit.abort(
        new ActionError('timeout', `The step's time was up after ${seconds} seconds (timeout-seconds).`),
      ),
    seconds * 1000,
  );
  timer.unref();
  return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
}
