import { InputError } from '../errors.ts';
import { type InputName, type Inputs, isGiven } from '../inputs.ts';
import type { CredentialType, Source } from '../plan.ts';

/** The way to the first credential, named as in the plan. */
export type Way = Source['from'];

interface WayInputs {
  /** Any of these inputs selects this way. */
  readonly named: readonly InputName[];
  /** Inputs that may be combined with it. If one of them selects another way, this way includes that one. */
  readonly with: readonly InputName[];
  readonly types: readonly CredentialType[];
}

const WAYS: Readonly<Record<Way, WayInputs>> = {
  bearer: { named: ['bearer-token'], with: [], types: ['bearer'] },
  credentials_uri: {
    named: ['credentials-uri'],
    with: ['credentials-uri-allow-http'],
    types: ['credentials_uri'],
  },
  access_key: {
    named: ['access-key-id', 'access-key-secret'],
    with: [],
    types: ['access_key', 'ram_role_arn'],
  },
  sts: {
    named: ['security-token'],
    with: ['access-key-id', 'access-key-secret'],
    types: ['sts', 'ram_role_arn'],
  },
  environment: { named: ['role-chaining'], with: [], types: ['ram_role_arn'] },
  github: { named: ['oidc-provider-arn'], with: ['audience'], types: ['oidc_role_arn'] },
  'token-file': { named: ['oidc-token-file'], with: ['oidc-provider-arn'], types: ['oidc_role_arn'] },
  ecs_ram_role: {
    named: ['role-name'],
    with: ['disable-imds-v1', 'metadata-endpoint'],
    types: ['ecs_ram_role'],
  },
  profile: {
    named: ['source-profile'],
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    types: ['profile'],
  },
  default: {
    named: [],
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    types: ['default'],
  },
};
const ALL_WAYS = Object.keys(WAYS) as readonly Way[];

/**
 * Inputs that have no effect but are not a mistake: workflows of aliyun/configure-aliyun-credentials-action give them.
 */
const IDLE: Partial<Record<Way, readonly InputName[]>> = { environment: ['audience'] };

/** The inputs that a type cannot do without. The other types look in the environment for what is not given. */
const NEEDS: Partial<Record<CredentialType, string>> = {
  oidc_role_arn: 'role-to-assume and oidc-provider-arn',
  ram_role_arn: 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true',
  access_key: 'access-key-id and access-key-secret',
  sts: 'access-key-id, access-key-secret and security-token',
  bearer: 'bearer-token',
  profile: 'source-profile',
};

const WAYS_TO_A_ROLE =
  'Give one of: oidc-provider-arn (GitHub’s token, no stored key); access-key-id and access-key-secret; ' +
  'role-chaining: true (the credential that an earlier step left); role-name or type: ecs_ram_role (an ECS ' +
  'instance); credentials-uri; source-profile; type: default (whatever the machine has).';

/**
 * The way that the inputs select.
 * @throws InputError if they select none or two, or an input belongs to another way
 */
export function chooseWay(inputs: Inputs): Way {
  const way = namedWay(inputs);
  refuseStrays(inputs, way);
  return way;
}

function namedWay(inputs: Inputs): Way {
  const { type } = inputs;
  const [first, second] = namedBy(inputs);
  if (first && second) {
    throw new InputError(
      `${first.by} and ${second.by} name two different ways to log in.`,
      'Keep one of them; to log in twice, use this action in two steps, each with its own profile.',
    );
  }
  if (first) {
    if (!type || WAYS[first.way].types.includes(type)) return first.way;
    // No input selects the type's way, but inputs that may be combined with it are given.
    const wanted = ALL_WAYS.find(
      (way) => WAYS[way].types.includes(type) && WAYS[way].with.includes(first.by),
    );
    if (wanted) return wanted;
    throw new InputError(`type: ${type} and ${first.by} contradict each other.`);
  }
  if (type) {
    if (type in NEEDS) throw new InputError(`type: ${type} needs ${NEEDS[type]}.`);
    const own = ALL_WAYS.find((way) => WAYS[way].types.includes(type));
    if (own) return own;
  }
  if (inputs['role-to-assume'].length > 0) {
    throw new InputError('role-to-assume is given, but nothing to assume it with.', WAYS_TO_A_ROLE);
  }
  const stray = ALL_WAYS.flatMap((way) => WAYS[way].with).find((name) => isGiven(inputs, name));
  if (stray && WAYS.ecs_ram_role.with.includes(stray)) {
    throw new InputError(`${stray} is given, but neither role-name nor type.`, 'Add type: ecs_ram_role.');
  }
  const owner = stray && ALL_WAYS.find((way) => WAYS[way].with.includes(stray));
  if (owner) {
    throw new InputError(
      `${stray} is given, but not the input that it belongs to: ${WAYS[owner].named.join(' or ')}.`,
    );
  }
  throw new InputError(
    'No input says how to log in; an unset secret or variable arrives empty.',
    'To use whatever the machine has, set type: default.',
  );
}

/**
 * The ways that the inputs select, each with the first input that does. A way that another one includes does not count.
 */
function namedBy(inputs: Inputs): readonly { readonly way: Way; readonly by: InputName }[] {
  const ways = ALL_WAYS.flatMap((way) => {
    const given = WAYS[way].named.filter((name) => isGiven(inputs, name));
    return given[0] === undefined ? [] : [{ way, by: given[0], given }];
  });
  const isPart = (given: readonly InputName[]): boolean =>
    ways.some(({ way }) => given.every((name) => WAYS[way].with.includes(name)));
  return ways.filter(({ given }) => !isPart(given));
}

/** Refuses an input of another way: it was meant for something that will not happen. */
function refuseStrays(inputs: Inputs, way: Way): void {
  if (way === 'token-file' && inputs.audience) {
    throw new InputError(
      'audience and oidc-token-file contradict each other: the token in a file already has its audience.',
    );
  }
  const own = [...WAYS[way].named, ...WAYS[way].with];
  const allowed = [...own, ...(IDLE[way] ?? [])];
  const stray = ALL_WAYS.flatMap((other) => [...WAYS[other].named, ...WAYS[other].with]).find(
    (name) => isGiven(inputs, name) && !allowed.includes(name),
  );
  if (!stray) return;
  const chosen = own.find((name) => isGiven(inputs, name)) ?? `type: ${inputs.type}`;
  throw new InputError(`${stray} has no effect together with ${chosen}.`);
}
