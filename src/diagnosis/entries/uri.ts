import type { UriCode } from '../../errors.ts';
import type { Explanation } from './explanation.ts';

/** A credentials URI. Source: the SDKs' credentials URI provider. */
export const URI: Record<UriCode, Explanation> = {
  'uri.refused': {
    title: 'The credentials URI refused',
    meaning: 'The service behind the credentials URI answered, and gave no credential.',
    remedy: 'Check the URI, including its path and any token in it, and the service behind it.',
  },
  'uri.failed': {
    title: 'The credentials URI has failed',
    meaning: 'The service behind the credentials URI could not answer.',
    remedy: 'Check the service behind the URI, then run the job again.',
  },
  'uri.code': {
    title: 'The credentials URI gave no credential',
    meaning: 'The service behind the credentials URI answered with a code other than Success.',
    remedy: 'Look the code up where that service is documented, or in its log.',
  },
};
