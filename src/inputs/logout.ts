import { PROFILE_NAME } from '../text/formats.ts';
import { text } from './formats.ts';

export const LOGOUT_INPUTS = {
  profile: {
    meaning: 'Undo only the login that wrote this profile; defaults to all logins of the job.',
    format: text(PROFILE_NAME, 'a profile name: 1 to 64 lower-case letters, digits, - and _, no dots'),
  },
} as const;
