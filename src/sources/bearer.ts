import { InputError } from '../errors.ts';
import { given, type SourceDescriptor } from './source.ts';

export const BEARER_WITHOUT_ACCOUNT =
  'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.';

/** A bearer token from the workflow's secrets, as it is. */
export const bearer: SourceDescriptor<'bearer'> = {
  selectedBy: ['bearer-token'],
  with: [],
  types: { bearer: 'bearer-token' },
  offer: null,
  plan: ({ inputs, roles }) => {
    if (roles.length > 0) {
      throw new InputError(
        'bearer-token and role-to-assume contradict each other: a bearer token assumes no role.',
      );
    }
    if (inputs['allowed-account-ids'].length > 0) throw new InputError(BEARER_WITHOUT_ACCOUNT);
    return { source: { from: 'bearer', bearerToken: given(inputs['bearer-token']) } };
  },
  asks: [],
  identity: 'told',
  planTellsIdentity: true,
  inputs: '`bearer-token`',
  describe: () => ['take the bearer token'],
  storedKey: 'bearer-token',
};
