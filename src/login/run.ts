import type { Credential, Identity, Login } from '../credentials.ts';
import { messageOf, withErrorContext } from '../errors.ts';
import { warnOfOverrides } from '../export/advice/overrides.ts';
import { adviseOnRegion } from '../export/advice/region.ts';
import type { ExportContext, Exported, Exporter, Pointers } from '../export/exporter.ts';
import { exporterOf } from '../export/table.ts';
import type { Preconnected } from '../http/ahead.ts';
import { readCliConfig } from '../profiles/config-json.ts';
import { type Journal, openJournal } from '../record/journal.ts';
import { discardAll, undoFailed } from '../record/undo.ts';
import { ownersContext } from '../renewal/command.ts';
import type { Context } from '../runtime/context.ts';
import { withTimeLimit } from '../runtime/time-limit.ts';
import { during } from '../runtime/timings.ts';
import { assumeEach, logIn } from '../sources/role-chain.ts';
import { stsClient } from '../sts/client.ts';
import { visible } from '../text/escapes.ts';
import { formatTime } from '../text/time.ts';
import type { Decided } from './decide.ts';
import { identify, refuseForeignAccount } from './identity.ts';
import { type Prepared, prepare } from './preconditions.ts';
import { runStep } from './step.ts';

/** The whole step in the real world, except what the entry does first. */
export const login = (decided: Decided, opened: Preconnected): Promise<void> =>
  runStep((context) => run(context, decided), opened);

/** The whole step: plan → source → credential → exporters, each change recorded in the journal. */
export async function run(base: Context, { secrets, plan, refusal }: Decided): Promise<void> {
  for (const [hide, secret] of secrets) base.log[hide](secret);
  if (!plan) throw refusal;
  const context = withTimeLimit(base, plan.timeoutSeconds);
  const known = { type: plan.type };
  const prepared = await withErrorContext(known, () => prepare(context, plan));
  if (plan.dryRun) return (await import('./dry-run.ts')).describePlan(context, prepared);

  const journal = openJournal(context, plan.exportOptions.profile?.name);
  const cutBack = savepoint(base);
  try {
    await withErrorContext(known, () => logInAndExport(context, prepared, journal));
    if (plan.exportOptions.cleanup) journal.complete();
    else journal.forget();
  } catch (error) {
    cutBack();
    // Later steps that run after a failure must find nothing half-done; post would come too late for them.
    await undoFailed(base, journal, exporterOf);
    throw error;
  }
  if (!plan.exportOptions.cleanup) await discardAll(context, journal, exporterOf);
}

/** These files hold what later steps get; none of it may remain after a failure, not even on a full disk. */
const RUNNER_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT'];

function savepoint({ env, files, log }: Context): () => void {
  const lengths = RUNNER_FILES.flatMap((name) => {
    const file = env.get(name);
    return file ? [{ name, file, length: files.lengthOf(file) }] : [];
  });
  return () => {
    for (const { name, file, length } of lengths) {
      try {
        files.shorten(file, length);
        // Otherwise undoing would export each variable as empty.
        if (name === 'GITHUB_ENV') env.forget();
      } catch (error) {
        log.warning(`Something that this step set may still be set: ${messageOf(error)}`);
      }
    }
  };
}

async function logInAndExport(
  context: Context,
  { plan, start, exporters }: Prepared,
  journal: Journal,
): Promise<void> {
  const { exportOptions: wanted, type } = plan;
  const { folder } = journal;

  const sts = stsClient(context);
  const tools = { context: ownersContext(context), sts, folder };
  const login = await assumeEach(await logIn(start, tools), plan, tools);
  const { credential } = login;
  const identity = await identify(sts, plan, login);
  if (identity && wanted.maskAccountId) context.log.mask(identity.accountId);
  refuseForeignAccount(plan, identity);
  context.signal.throwIfAborted();

  const exportContext = {
    wanted,
    type,
    credential,
    identity,
    again: login.renewal && {
      renewal: login.renewal,
      allowedAccountIds: plan.allowedAccountIds,
      clockOffset: sts.clockOffset(),
    },
    journal,
    folder,
    oidcTokenFile: login.tokenFile,
  };
  await during(context, 'hand-off', undefined, async () => {
    const config = readCliConfig(context);
    warnOfOverrides(context, wanted, login, config);
    adviseOnRegion(context, wanted, config);
    warnOfExpiry(context, credential);
    const ways = await exportAll(context, exporters, exportContext);
    if (ways.length === 0)
      context.log.warning(
        'With export-env: false and output-credentials: false, later steps get no credential, only its account and ARN.',
      );
    context.log.info(summary(exportContext, ways, login));
    if (plan.summary) await summarize(context, login, identity, ways);
  });
}

/**
 * Runs the exporters in turn. Each gets the pointers of those before it.
 * @returns where the credential went, for the log
 */
async function exportAll(
  context: Context,
  exporters: readonly Exporter[],
  exportContext: Omit<ExportContext, 'pointers'>,
): Promise<string[]> {
  let pointers: Pointers = { variables: {}, outputs: {} };
  const ways: string[] = [];
  for (const exporter of exporters) {
    const { as, variables, outputs }: Exported = await exporter.export(context, {
      ...exportContext,
      pointers,
    });
    pointers = {
      variables: { ...pointers.variables, ...variables },
      outputs: { ...pointers.outputs, ...outputs },
    };
    if (as) ways.push(as);
  }
  return ways;
}

/** Not an error: this machine's clock may be the one that is wrong. */
function warnOfExpiry({ clock, log }: Context, credential: Credential): void {
  const expiration = credential.kind === 'sts' ? credential.expiration : undefined;
  if (!expiration || expiration.getTime() > clock.now()) return;
  log.warning(
    `The credential expired at ${formatTime(expiration)}, by the clock of this machine. Later steps may be refused.`,
  );
}

/** The job summary is for reading later: a login does not fail because of it. */
async function summarize(
  { log, runner }: Context,
  login: Login,
  identity: Identity | undefined,
  ways: readonly string[],
): Promise<void> {
  const { successTable } = await import('../diagnosis/success.ts');
  try {
    await runner.summarize(log.redact(successTable(login, identity, ways)));
  } catch (error) {
    log.warning(`The job summary cannot be written: ${messageOf(error)}`);
  }
}

function summary(
  { credential, identity }: Pick<ExportContext, 'credential' | 'identity'>,
  ways: readonly string[],
  { issuer, origin }: Login,
): string {
  // Don't call STS just for this line.
  const who = identity
    ? `as ${visible(identity.arn)} (account ${visible(identity.accountId)})`
    : `with ${issuer ?? `a ${credential.kind} credential`}`;
  const from = origin ? `, from ${origin}` : '';
  const until =
    credential.kind === 'sts' && credential.expiration ? `, until ${formatTime(credential.expiration)}` : '';
  return `Logged in ${who}${from}${until}.${ways.length > 0 ? ` Exported as ${listOf(ways)}.` : ''}`;
}

function listOf(ways: readonly string[]): string {
  const [last = '', ...others] = ways.toReversed();
  return others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : last;
}
