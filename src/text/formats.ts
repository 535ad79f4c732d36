/**
 * The formats of Alibaba Cloud's names, as RAM and STS document them. Each pattern matches a whole value.
 */

/** `acs:ram::<uid>:role/<name>`; a name has 1–64 letters, digits, dots, dashes, in older roles underscores. */
export const ROLE_ARN = /^acs:ram::(\d{12,16}):role\/[A-Za-z0-9._-]{1,64}$/;

/** The last part of a role's ARN. */
export const ROLE_NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** `acs:ram::<uid>:oidc-provider/<name>`. */
export const OIDC_PROVIDER_ARN = /^acs:ram::(\d{12,16}):oidc-provider\/[A-Za-z0-9._-]{1,128}$/;

export const ACCOUNT_ID = /^\d{12,16}$/;

export const ROLE_SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;

export const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

export const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;

/** Seconds. The upper limit is the largest MaxSessionDuration that a role can have. */
export const MIN_SESSION = 900;
export const MAX_SESSION = 43_200;

export const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;

/** A name that every reader of credentials.ini and config.json finds: no dots. Python's reads DEFAULT into every section. */
export const PROFILE_NAME = /^(?!DEFAULT$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * A value that every reader of credentials.ini reads the same, bare. They agree on nothing else: some keep quotes and
 * some strip them; `#` and `;` begin a comment for some, `%` is a substitution for one, a backslash an escape for another.
 */
export const INI_VALUE = /^[A-Za-z0-9+/=._:@,~-]+$/;

/** What INI_VALUE excludes, in words. */
export const NO_INI_VALUE = 'a space, a line break, a quote, or one of # ; % & \\ $ ( ) and the like';

/** A host name or IPv4 address, with a port or without. */
export const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;

/** Characters. No profile file is longer; a longer one is some other file. */
export const LONGEST_FILE = 262_144;
