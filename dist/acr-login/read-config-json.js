"use strict";
exports.id = 336;
exports.ids = [336];
exports.modules = {

/***/ 207:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gG: () => (/* binding */ ProfileKeys),
  hf: () => (/* binding */ hasRole),
  KM: () => (/* binding */ hop),
  "in": () => (/* binding */ instanceRole),
  j6: () => (/* binding */ only),
  cU: () => (/* binding */ readersOf),
  bq: () => (/* binding */ temporaryKey)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/secrets/secret.js
var secret = __webpack_require__(828);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(778);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
// EXTERNAL MODULE: ./lib/text/policy.js
var text_policy = __webpack_require__(98);
;// CONCATENATED MODULE: ./lib/profiles/fields.js
const IDENTITY = [
    'access_key_id',
    'access_key_secret',
    'sts_token',
    'security_token',
    'sts_expiration',
    'ram_role_name',
    'role_name',
    'ram_role_arn',
    'role_arn',
    'ram_session_name',
    'role_session_name',
    'expired_seconds',
    'duration_seconds',
    'role_session_expiration',
    'policy',
    'external_id',
    'source_profile',
    'oidc_provider_arn',
    'oidc_token_file',
    'oidc_token_file_path',
    'credentials_uri',
    'bearer_token',
    'process_command',
    'private_key',
    'private_key_file',
    'public_key_id',
    'key_pair_name',
];
const SENDING = ['sts_region', 'sts_endpoint', 'enable_vpc', 'bearer_token_header_key'];
const TELLING = [...IDENTITY, ...SENDING];
const SETTINGS = [
    'name',
    'mode',
    'verified',
    'region_id',
    'output_format',
    'language',
    'site',
    'read_timeout',
    'retry_timeout',
    'connect_timeout',
    'retry_count',
    'endpoint_type',
    'endpoint',
    'external_account_type',
    'auto_plugin_install',
    'auto_plugin_install_enable_pre',
    'access_token',
    'cloud_sso_sign_in_url',
    'cloud_sso_access_token_expire',
    'cloud_sso_access_config',
    'cloud_sso_account_id',
    'oauth_access_token',
    'oauth_refresh_token',
    'oauth_access_token_expire',
    'oauth_refresh_token_expire',
    'oauth_site_type',
];

;// CONCATENATED MODULE: ./lib/profiles/definition.js






class ProfileKeys {
    #keys;
    #place;
    #reading;
    #read = new Set();
    words;
    constructor(keys, origin, { words, reading }) {
        this.words = words;
        this.#keys = keys;
        this.#place = origin;
        this.#reading = reading;
    }
    get reading() {
        return this.#reading;
    }
    optional(...names) {
        const values = names.map((name) => this.#text(name)).filter((value) => value !== undefined);
        if (new Set(values).size > 1)
            throw this.error(`has ${names.join(' and ')}, which contradict each other`);
        return values[0];
    }
    #text(name) {
        this.#read.add(name);
        const value = Object.hasOwn(this.#keys, name) ? this.#keys[name] : undefined;
        if (value === undefined || value === null || value === '' || value === 0 || value === false) {
            return undefined;
        }
        if (typeof value === 'string' || typeof value === 'number' || value === true)
            return String(value);
        throw this.error(`has a value of ${name} that is not text`);
    }
    required(...names) {
        const value = this.optional(...names);
        if (value === undefined)
            throw this.error(`has no ${names.join(' or ')}`);
        return value;
    }
    secret(...names) {
        return this.#sound(names, true);
    }
    signingSecret(...names) {
        return this.#sound(names, false);
    }
    #sound(names, isSent) {
        const value = this.required(...names);
        const flaw = (0,secret/* flawOf */.e3)(value, isSent);
        if (flaw) {
            const name = names.find((candidate) => this.optional(candidate) === value) ?? '';
            throw new errors/* FileError */.f6(`${this.nameOf(name)} ${flaw}.`, { hint: secret/* FLAW_HINT */.FU });
        }
        return secret/* Secret */.zh.of(value, this.#reading.mask);
    }
    matching(format, what, ...names) {
        const value = this.required(...names);
        if (!format.test(value))
            throw this.error(`has a value of ${names[0]} that is not ${what}`);
        return value;
    }
    flag(name) {
        const value = this.optional(name);
        if (value === undefined)
            return undefined;
        if (!/^(true|false)$/i.test(value))
            throw this.error(`has a value of ${name} that is neither true nor false`);
        return value.toLowerCase() === 'true';
    }
    session() {
        const { defaults } = this.#reading;
        const { sessionName, expiration } = this.words;
        const roleSessionName = this.optional(...sessionName) ?? defaults.roleSessionName;
        if (!formats/* ROLE_SESSION_NAME */.mE.test(roleSessionName)) {
            throw this.error(`has a value of ${sessionName.join(' or ')} that is not 2 to 64 letters, digits and . @ _ -`);
        }
        const seconds = this.optional(...expiration) ?? String(defaults.durationSeconds);
        const durationSeconds = /^\d{1,9}$/.test(seconds) ? Number(seconds) : Number.NaN;
        if (!(durationSeconds >= formats/* MIN_SESSION */.YF && durationSeconds <= formats/* MAX_SESSION */.Ms)) {
            throw this.error(`has a value of ${expiration.join(' or ')} that is not a number of seconds from ${formats/* MIN_SESSION */.YF} to ${formats/* MAX_SESSION */.Ms}`);
        }
        return { roleSessionName, durationSeconds, policy: this.#policy() };
    }
    #policy() {
        const text = this.optional('policy');
        if (text === undefined)
            return undefined;
        const policy = (0,text_policy/* compactPolicy */.e)(text);
        if (policy === undefined)
            throw this.error('has a policy that is not a JSON object');
        if (policy.length <= text_policy/* MAX_POLICY_LENGTH */.l)
            return policy;
        throw this.error(`has a policy of ${policy.length} characters without its white space; STS takes ${text_policy/* MAX_POLICY_LENGTH */.l}`);
    }
    telling() {
        return this.#set().filter((name) => TELLING.includes(name));
    }
    warnOfUnread(kind) {
        const unread = this.#set().filter((name) => !this.#read.has(name) && !SETTINGS.includes(name));
        const unknown = unread.filter((name) => !TELLING.includes(name));
        const unused = unread.filter((name) => TELLING.includes(name));
        if (unused.length > 0)
            this.warn(`has ${listOf(unused)}, which ${kind} does not use`);
        if (unknown.length > 0)
            this.warn(`has ${listOf(unknown)}, which this version does not know`);
    }
    #set() {
        return Object.keys(this.#keys).filter((name) => this.#isSet(name));
    }
    #isSet(name) {
        const value = this.#keys[name];
        if (Array.isArray(value))
            return value.length > 0;
        return ![undefined, null, '', 0, false].some((nothing) => value === nothing);
    }
    nameOf(key) {
        return `${this.#place}: ${key}`;
    }
    unknown(name, known) {
        const value = this.optional(name) ?? '';
        const shown = /^[\w-]{1,40}$/.test(value) ? ` \u201c${value}\u201d` : '';
        return this.error(`has a ${name}${shown} that is not one of ${known.join(', ')}`);
    }
    warn(what) {
        this.#reading.warn(`${this.#place} ${what}.`);
    }
    error(what, hint) {
        const code = 'profile.unusable';
        return new errors/* FileError */.f6(`${this.#place} ${what}.`, { code, ...(hint !== undefined && { hint }) });
    }
}
function listOf(names) {
    const shown = names.slice(0, 5).map((name) => (0,escapes/* visible */.RK)(name.slice(0, 40)));
    return [...shown, ...(names.length > 5 ? [`${names.length - 5} more`] : [])].join(', ');
}
function hasRole({ source, hops }) {
    return hops.length > 0 || 'role' in source;
}
const KINDS = [
    ['AK', 'access_key', (keys) => only(accessKey(keys))],
    ['StsToken', 'sts', (keys) => only(temporaryKey(keys))],
    ['RamRoleArn', 'ram_role_arn', (keys) => ({ source: keyOrTemporaryKey(keys), hops: [hop(keys)] })],
    ['EcsRamRole', 'ecs_ram_role', (keys) => only(instanceRole(keys))],
    ['OIDC', 'oidc_role_arn', (keys) => only(oidcRole(keys))],
    ['CredentialsURI', 'credentials_uri', (keys) => only(credentialsUri(keys))],
    ['BearerToken', 'bearer', (keys) => only({ from: 'bearer', bearerToken: keys.secret('bearer_token') })],
];
function readersOf(file) {
    return Object.fromEntries(KINDS.map(([mode, type, read]) => [file === 'mode' ? mode : type, read]));
}
function only(source) {
    return { source, hops: [] };
}
function accessKey(keys) {
    return {
        from: 'access_key',
        accessKeyId: keys.secret('access_key_id'),
        accessKeySecret: keys.signingSecret('access_key_secret'),
    };
}
function temporaryKey(keys) {
    return { ...accessKey(keys), from: 'sts', securityToken: keys.secret(...keys.words.token) };
}
function keyOrTemporaryKey(keys) {
    return keys.optional(...keys.words.token) === undefined ? accessKey(keys) : temporaryKey(keys);
}
function credentialsUri(keys) {
    const key = 'credentials_uri';
    const { allowHttp } = keys.reading.defaults;
    return { from: 'credentials_uri', uri: keys.secret(key), name: keys.nameOf(key), allowHttp };
}
function instanceRole(keys) {
    const { metadataEndpoint, disableImdsV1 } = keys.reading.defaults;
    return {
        from: 'ecs_ram_role',
        endpoint: metadataEndpoint,
        found: true,
        namedBy: 'the role\u2019s name in the profile',
        roleName: keys.optional(keys.words.roleName),
        disableImdsV1,
    };
}
function oidcRole(keys) {
    const { tokenFile } = keys.words;
    const path = keys.optional(tokenFile) ?? keys.reading.tokenFile();
    if (path === undefined)
        throw keys.error(`has no ${tokenFile}, and ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set either`);
    const oidcProviderArn = keys.matching(formats/* OIDC_PROVIDER_ARN */.wR, 'the ARN of an OIDC provider', 'oidc_provider_arn');
    return { from: 'token-file', path, role: { oidcProviderArn, ...roleOf(keys) } };
}
function hop(keys) {
    const externalId = keys.optional('external_id');
    return {
        ...roleOf(keys),
        externalId: externalId && keys.matching(formats/* EXTERNAL_ID */.AQ, 'an external ID', 'external_id'),
    };
}
function roleOf(keys) {
    return {
        roleArn: keys.matching(formats/* ROLE_ARN */.xG, 'the ARN of a role', keys.words.roleArn),
        session: keys.session(),
    };
}


/***/ }),

/***/ 336:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readConfigProfile: () => (/* binding */ readConfigProfile)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(778);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
// EXTERNAL MODULE: ./lib/text/time.js
var time = __webpack_require__(457);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
// EXTERNAL MODULE: ./lib/profiles/places.js
var places = __webpack_require__(571);
;// CONCATENATED MODULE: ./lib/profiles/config-json.js


function parseConfig(text, unusable) {
    const file = (0,json/* parseObject */.lj)(text);
    if (!file)
        throw unusable('is not a JSON object');
    const profiles = file['profiles'] ?? undefined;
    if (profiles !== undefined && !Array.isArray(profiles))
        throw unusable('has \u201cprofiles\u201d that is not a list');
    const list = profiles?.map((profile) => {
        const object = (0,json/* asObject */.eB)(profile);
        if (!object)
            throw unusable('has a profile that is not an object');
        return object;
    });
    return { profiles: list, current: (0,json/* textOf */.b6)(file['current']) };
}
function readCliConfig(context) {
    const file = configFile(context);
    try {
        const text = file && context.files.read(file);
        if (file === undefined || text === undefined)
            return undefined;
        return { file, ...parsedOrNothing(text) };
    }
    catch {
        return undefined;
    }
}
function parsedOrNothing(text) {
    try {
        return parseConfig(text, (what) => new Error(what));
    }
    catch {
        return { profiles: undefined, current: undefined };
    }
}

// EXTERNAL MODULE: ./lib/profiles/definition.js + 1 modules
var profiles_definition = __webpack_require__(207);
// EXTERNAL MODULE: ./lib/profiles/sts-host.js
var sts_host = __webpack_require__(650);
;// CONCATENATED MODULE: ./lib/profiles/read-config-json.js







function readConfigProfile(text, name, reading) {
    const { file } = reading;
    const unusable = (what) => new errors/* FileError */.f6(`${file} ${what}.`, { code: 'profile.config' });
    if (text.length > formats/* LONGEST_FILE */.SI)
        throw unusable('is too large to be a config.json');
    const { profiles = [], current } = parseConfig(text.replace(/^\ufeff/, ''), unusable);
    if (name === undefined && profiles.length === 0)
        return { reason: `${file} has no profiles` };
    const chosen = name ?? profiles.find((profile) => profile['name'] === current)?.['name'];
    if (typeof chosen === 'string')
        return readProfile(profiles, chosen, reading, []);
    const what = current === undefined
        ? ' has profiles, but no current one'
        : `: its current profile \u201c${(0,escapes/* visible */.RK)(current.slice(0, 100))}\u201d is not in it`;
    throw new errors/* FileError */.f6(`${file}${what}.`, {
        hint: 'Name one that is with ALIBABA_CLOUD_PROFILE, or with: aliyun configure switch --profile NAME',
        code: 'profile.unusable',
    });
}
function readProfile(profiles, name, reading, visited) {
    const [profile, second] = profiles.filter((candidate) => candidate['name'] === name);
    const origin = `${reading.file}: profile \u201c${(0,escapes/* visible */.RK)(name)}\u201d`;
    if (!profile)
        return { reason: `${reading.file} has no profile \u201c${(0,escapes/* visible */.RK)(name)}\u201d` };
    const keys = new profiles_definition/* ProfileKeys */.gG(profile, origin, { words: WORDS, reading });
    if (second)
        throw keys.error('is there twice');
    const mode = keys.optional('mode');
    const telling = keys.telling();
    if ((mode === undefined || mode === 'AK') && telling.length === 0) {
        return { reason: `${origin} is not configured` };
    }
    if (mode === undefined)
        throw keys.error(`has no mode, although it has ${telling[0]}`);
    const own = mode === 'External' && reading.ownProfile?.(keys.optional('process_command') ?? '');
    if (own)
        return own;
    const read = MODES[mode];
    if (!read || !Object.hasOwn(MODES, mode))
        throw keys.unknown('mode', Object.keys(MODES));
    const definition = read(keys, (source) => {
        if ([...visited, name].includes(source))
            throw keys.error('is its own source, by way of source_profile');
        const first = readProfile(profiles, source, reading, [...visited, name]);
        if ('reason' in first)
            throw keys.error(`has a source_profile that cannot be used: ${first.reason}`);
        return first;
    });
    const stsHost = (0,profiles_definition/* hasRole */.hf)(definition) ? (0,sts_host/* stsHostOf */.K)(keys) : undefined;
    keys.warnOfUnread(`mode ${mode}`);
    if (stsHost && definition.stsHost)
        keys.warn('and its source_profile each name an STS; this one\u2019s is used');
    return { ...definition, stsHost: stsHost ?? definition.stsHost };
}
const WORDS = {
    token: ['sts_token'],
    roleName: 'ram_role_name',
    roleArn: 'ram_role_arn',
    sessionName: ['ram_session_name', 'role_session_name'],
    expiration: ['expired_seconds', 'duration_seconds'],
    tokenFile: 'oidc_token_file',
};
const MODES = {
    ...(0,profiles_definition/* readersOf */.cU)('mode'),
    RamRoleArnWithRoleName: (keys) => ({ source: (0,profiles_definition/* instanceRole */["in"])(keys), hops: [(0,profiles_definition/* hop */.KM)(keys)] }),
    ChainableRamRoleArn: (keys, profile) => {
        const first = profile(keys.required('source_profile'));
        return { ...first, hops: [...first.hops, (0,profiles_definition/* hop */.KM)(keys)], allowedAccountIds: undefined };
    },
    OAuth: (keys) => (0,profiles_definition/* only */.j6)(liveSession(keys)),
    CloudSSO: (keys) => (0,profiles_definition/* only */.j6)(liveSession(keys)),
};
function liveSession(keys) {
    const seconds = keys.optional('sts_expiration');
    const name = keys.optional('name') ?? '';
    const option = /^[\w.-]+$/.test(name) ? ` --profile ${name}` : '';
    const again = `Log in again on that machine: aliyun configure${option} --mode ${keys.optional('mode')}`;
    if (seconds === undefined)
        throw keys.error('has no session: nobody has logged in with it', again);
    const expiration = /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
    if (!expiration)
        throw keys.error('has an sts_expiration that is not a time in seconds');
    if (expiration.getTime() <= keys.reading.now) {
        throw keys.error(`has a session that ended at ${(0,time/* formatTime */.f)(expiration)}`, again);
    }
    return { ...(0,profiles_definition/* temporaryKey */.bq)(keys), expiration };
}


/***/ }),

/***/ 650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ stsHostOf)
/* harmony export */ });
/* harmony import */ var _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(401);
/* harmony import */ var _text_formats_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74);


function stsHostOf(keys, region) {
    const endpoint = keys.optional('sts_endpoint');
    const own = keys.optional('sts_region');
    const vpc = keys.flag('enable_vpc') ?? false;
    if (endpoint !== undefined) {
        return (warn) => {
            const unused = [...(own ? ['sts_region'] : []), ...(vpc ? ['enable_vpc'] : [])];
            if (unused.length > 0)
                warn(keys.nameOf(`sts_endpoint is used, and ${unused.join(', ')} is not used.`));
            return endpointHost(keys, endpoint);
        };
    }
    if (own !== undefined)
        return () => regionHost(keys, 'sts_region', own, vpc);
    const other = region && keys.optional(region.key);
    if (region && other !== undefined) {
        return (warn) => {
            const host = _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .KNOWN_REGIONS */ .Qu.includes(other) ? (0,_sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(other, vpc) : undefined;
            if (host)
                return host;
            warn(`${unserved(keys, region.key, vpc).message} ${region.fallback} is used instead.`);
            return region.fallback;
        };
    }
    if (vpc)
        keys.warn('has enable_vpc and no sts_region, so sts.aliyuncs.com is used');
    return undefined;
}
function regionHost(keys, key, region, vpc) {
    const host = _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .KNOWN_REGIONS */ .Qu.includes(region) ? (0,_sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .hostOf */ .w4)(region, vpc) : undefined;
    if (host)
        return host;
    throw unserved(keys, key, vpc);
}
function unserved(keys, key, vpc) {
    return keys.error(`has a value of ${key} for which STS has no ${vpc ? 'VPC' : 'public'} endpoint that this version knows`, 'Choose another STS with the inputs sts-region or sts-endpoint.');
}
function endpointHost(keys, endpoint) {
    const text = /^https:\/\//i.test(endpoint) ? endpoint.slice('https://'.length) : endpoint;
    const host = text.endsWith('/') ? text.slice(0, -1) : text;
    if (_text_formats_js__WEBPACK_IMPORTED_MODULE_1__/* .HOST */ .jg.test(host) && URL.canParse(`https://${host}/`))
        return host.toLowerCase();
    throw keys.error('has an sts_endpoint that is not a host name, with https:// before it or without');
}


/***/ })

};
;