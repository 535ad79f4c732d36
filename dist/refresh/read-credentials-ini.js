exports.id = 605;
exports.ids = [605];
exports.modules = {

/***/ 641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

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
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/text/policy.js

const MAX_POLICY_LENGTH = 2048;
function compactPolicy(text) {
    if (!(0,json/* parseObject */.lj)(text))
        return undefined;
    let inString = false;
    const kept = (piece) => {
        if (piece === '"')
            inString = !inString;
        return inString || piece.trim() !== '';
    };
    return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}

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
        const policy = compactPolicy(text);
        if (policy === undefined)
            throw this.error('has a policy that is not a JSON object');
        if (policy.length <= MAX_POLICY_LENGTH)
            return policy;
        throw this.error(`has a policy of ${policy.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}`);
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

/***/ 605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iniSection: () => (/* binding */ iniSection),
  readIniSection: () => (/* binding */ readIniSection)
});

// EXTERNAL MODULE: ./node_modules/ini/lib/ini.js
var ini = __webpack_require__(756);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/sts/endpoints.js
var endpoints = __webpack_require__(401);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(778);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(74);
;// CONCATENATED MODULE: ./lib/profiles/credentials-ini.js

function parseIni(text, unusable) {
    if (text.length > formats/* LONGEST_FILE */.SI)
        throw unusable('it is too large to be one');
    const loose = [];
    const sections = [];
    let pending = [];
    let offset = 0;
    for (const line of iniLines(text)) {
        const { kind, name, raw, number } = line;
        const section = sections.at(-1);
        const start = offset;
        offset += raw.length;
        if (kind === 'other')
            throw unusable(`line ${number} is not a section, a \u201ckey = value\u201d pair or a comment`);
        if (kind === 'header')
            sections.push({ name, start, end: offset, lines: [line] });
        else if (kind === 'comment')
            pending.push(line);
        else if (!section)
            loose.push(line);
        else {
            for (const one of [...pending, line])
                section.lines.push(one);
            section.end = offset;
        }
        if (kind !== 'comment')
            pending = [];
    }
    return { loose, sections };
}
function* iniLines(text) {
    let number = 0;
    for (const [raw] of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
        number += 1;
        yield { raw, number, ...meaningOf(raw) };
    }
}
function meaningOf(text) {
    const line = text.trim();
    const nothing = { name: '', value: '' };
    if (line === '' || isCommentStart(line[0]))
        return { kind: 'comment', ...nothing };
    if (line.startsWith('[')) {
        const end = line.indexOf(']');
        const rest = line.slice(end + 1).trim();
        if (end < 0 || !(rest === '' || isCommentStart(rest[0])))
            return { kind: 'other', ...nothing };
        return { kind: 'header', name: line.slice(1, end).trim(), value: '' };
    }
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(equals, 0)).trim();
    if (name !== '')
        return { kind: 'entry', name, value: line.slice(equals + 1).trim() };
    const isForeign = /^[A-Za-z0-9_][^=:]*:/.test(line) || (/^\s/.test(text) && !/^["{}[\],]/.test(line));
    return { kind: isForeign ? 'foreign' : 'other', ...nothing };
}
function isCommentStart(character) {
    return character === '#' || character === ';';
}

// EXTERNAL MODULE: ./lib/profiles/definition.js + 2 modules
var profiles_definition = __webpack_require__(641);
// EXTERNAL MODULE: ./lib/profiles/sts-host.js
var sts_host = __webpack_require__(650);
;// CONCATENATED MODULE: ./lib/profiles/read-credentials-ini.js







function iniSection(text, file, name) {
    const broken = (what) => new errors/* FileError */.f6(`${file} is not a credentials.ini: ${what}.`, {
        hint: 'Fix that file, or name another with ALIBABA_CLOUD_CREDENTIALS_FILE.',
        code: 'profile.unusable',
    });
    const { loose, sections } = parseIni(text.replace(/^\ufeff/, ''), broken);
    const [odd] = [
        ...loose,
        ...sections.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'foreign')),
    ];
    if (odd?.kind === 'foreign')
        throw broken(`line ${odd.number} is not a section, a \u201ckey = value\u201d pair or a comment`);
    if (odd)
        throw broken(`line ${odd.number} comes before the first section`);
    const [section, second] = sections.filter((one) => one.name === name);
    if (second)
        throw broken(`it has the section [${(0,escapes/* visible */.RK)(name)}] twice`);
    return section && Object.fromEntries(valuesOf(section, file));
}
function valuesOf({ name, lines }, file) {
    const values = new Map();
    for (const line of lines.filter(({ kind }) => kind === 'entry')) {
        const value = textIn(line.value);
        if ((values.get(line.name) ?? value) !== value) {
            const origin = `${file}: [${(0,escapes/* visible */.RK)(name)}]`;
            throw new errors/* FileError */.f6(`${origin} has two values for ${(0,escapes/* visible */.RK)(line.name)}.`, {
                code: 'profile.unusable',
            });
        }
        values.set(line.name, value);
    }
    return values;
}
function textIn(text) {
    const value = (0,ini.parse)(`value = ${text}`)['value'];
    if (typeof value === 'string')
        return value;
    return typeof value === 'object' && value !== null ? text.slice(1, -1) : String(value);
}
function readIniSection(section, name, reading) {
    const origin = `${reading.file}: [${(0,escapes/* visible */.RK)(name)}]`;
    const keys = new profiles_definition/* ProfileKeys */.gG(section, origin, { words: WORDS, reading });
    if (keys.flag('enable') === false) {
        throw keys.error('is disabled (enable = false)', 'Enable it there, or name another profile.');
    }
    const type = keys.required('type');
    const read = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (!read)
        throw keys.unknown('type', Object.keys(TYPES));
    const definition = read(keys);
    const region = { key: 'region_id', fallback: endpoints/* GLOBAL_HOST */.hq };
    const stsHost = (0,profiles_definition/* hasRole */.hf)(definition) ? (0,sts_host/* stsHostOf */.K)(keys, region) : undefined;
    keys.warnOfUnread(`type ${type}`);
    return { ...definition, stsHost };
}
const WORDS = {
    token: ['security_token', 'sts_token'],
    roleName: 'role_name',
    roleArn: 'role_arn',
    sessionName: ['role_session_name'],
    expiration: ['role_session_expiration'],
    tokenFile: 'oidc_token_file_path',
};
const TYPES = (0,profiles_definition/* readersOf */.cU)('type');


/***/ }),

/***/ 650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
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


/***/ }),

/***/ 401:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qu: () => (/* binding */ KNOWN_REGIONS),
/* harmony export */   hq: () => (/* binding */ GLOBAL_HOST),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* unused harmony export likelyRegion */
const GLOBAL_HOST = 'sts.aliyuncs.com';
const PUBLIC_REGIONS = [
    'cn-qingdao',
    'cn-beijing',
    'cn-zhangjiakou',
    'cn-huhehaote',
    'cn-wulanchabu',
    'cn-hangzhou',
    'cn-shanghai',
    'cn-nanjing',
    'cn-fuzhou',
    'cn-shenzhen',
    'cn-heyuan',
    'cn-guangzhou',
    'cn-wuhan-lr',
    'cn-chengdu',
    'cn-zhongwei',
    'cn-hongkong',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-southeast-1',
    'ap-southeast-3',
    'ap-southeast-5',
    'ap-southeast-7',
    'ap-southeast-8',
    'us-east-1',
    'us-west-1',
    'na-south-1',
    'eu-west-1',
    'eu-central-1',
    'me-east-1',
    'me-central-1',
];
const GLOBAL_REGIONS = ['cn-hangzhou-finance', 'cn-shenzhen-finance-1'];
const VPC_ONLY_REGIONS = ['cn-north-2-gov-1'];
const KNOWN_REGIONS = [...PUBLIC_REGIONS, ...GLOBAL_REGIONS, ...VPC_ONLY_REGIONS];
function hostOf(region, vpc) {
    if (vpc)
        return `sts-vpc.${region}.aliyuncs.com`;
    if (GLOBAL_REGIONS.includes(region))
        return GLOBAL_HOST;
    return VPC_ONLY_REGIONS.includes(region) ? undefined : `sts.${region}.aliyuncs.com`;
}
function likelyRegion(region, among) {
    const plain = region.replace(/^(oss|vpc|sts)-/, '').replace(/-internal$/, '');
    return [plain, plain.replace(/-?[a-z]$/, ''), plain.replace(/-\d$/, '')].find((one) => among.includes(one));
}


/***/ }),

/***/ 756:
/***/ ((module) => {

const { hasOwnProperty } = Object.prototype

const encode = (obj, opt = {}) => {
  if (typeof opt === 'string') {
    opt = { section: opt }
  }
  opt.align = opt.align === true
  opt.newline = opt.newline === true
  opt.sort = opt.sort === true
  opt.whitespace = opt.whitespace === true || opt.align === true
  // The `typeof` check is required because accessing the `process` directly fails on browsers.
  /* istanbul ignore next */
  opt.platform = opt.platform || (typeof process !== 'undefined' && process.platform)
  opt.bracketedArray = opt.bracketedArray !== false

  /* istanbul ignore next */
  const eol = opt.platform === 'win32' ? '\r\n' : '\n'
  const separator = opt.whitespace ? ' = ' : '='
  const children = []

  const keys = opt.sort ? Object.keys(obj).sort() : Object.keys(obj)

  let padToChars = 0
  // If aligning on the separator, then padToChars is determined as follows:
  // 1. Get the keys
  // 2. Exclude keys pointing to objects unless the value is null or an array
  // 3. Add `[]` to array keys
  // 4. Ensure non empty set of keys
  // 5. Reduce the set to the longest `safe` key
  // 6. Get the `safe` length
  if (opt.align) {
    padToChars = safe(
      (
        keys
          .filter(k => obj[k] === null || Array.isArray(obj[k]) || typeof obj[k] !== 'object')
          .map(k => Array.isArray(obj[k]) ? `${k}[]` : k)
      )
        .concat([''])
        .reduce((a, b) => safe(a).length >= safe(b).length ? a : b)
    ).length
  }

  let out = ''
  const arraySuffix = opt.bracketedArray ? '[]' : ''

  for (const k of keys) {
    const val = obj[k]
    if (val && Array.isArray(val)) {
      for (const item of val) {
        out += safe(`${k}${arraySuffix}`).padEnd(padToChars, ' ') + separator + safe(item) + eol
      }
    } else if (val && typeof val === 'object') {
      children.push(k)
    } else {
      out += safe(k).padEnd(padToChars, ' ') + separator + safe(val) + eol
    }
  }

  if (opt.section && out.length) {
    out = '[' + safe(opt.section) + ']' + (opt.newline ? eol + eol : eol) + out
  }

  for (const k of children) {
    const nk = splitSections(k, '.').join('\\.')
    const section = (opt.section ? opt.section + '.' : '') + nk
    const child = encode(obj[k], {
      ...opt,
      section,
    })
    if (out.length && child.length) {
      out += eol
    }

    out += child
  }

  return out
}

function splitSections (str, separator) {
  var lastMatchIndex = 0
  var lastSeparatorIndex = 0
  var nextIndex = 0
  var sections = []

  do {
    nextIndex = str.indexOf(separator, lastMatchIndex)

    if (nextIndex !== -1) {
      lastMatchIndex = nextIndex + separator.length

      if (nextIndex > 0 && str[nextIndex - 1] === '\\') {
        continue
      }

      sections.push(str.slice(lastSeparatorIndex, nextIndex))
      lastSeparatorIndex = nextIndex + separator.length
    }
  } while (nextIndex !== -1)

  sections.push(str.slice(lastSeparatorIndex))

  return sections
}

const decode = (str, opt = {}) => {
  opt.bracketedArray = opt.bracketedArray !== false
  const out = Object.create(null)
  let p = out
  let section = null
  //          section          |key      = value
  const re = /^\[([^\]]*)\]\s*$|^([^=]+)(=(.*))?$/i
  const lines = str.split(/[\r\n]+/g)
  const duplicates = {}

  for (const line of lines) {
    if (!line || line.match(/^\s*[;#]/) || line.match(/^\s*$/)) {
      continue
    }
    const match = line.match(re)
    if (!match) {
      continue
    }
    if (match[1] !== undefined) {
      section = unsafe(match[1])
      if (section === '__proto__') {
        // not allowed
        // keep parsing the section, but don't attach it.
        p = Object.create(null)
        continue
      }
      p = out[section] = out[section] || Object.create(null)
      continue
    }
    const keyRaw = unsafe(match[2])
    let isArray
    if (opt.bracketedArray) {
      isArray = keyRaw.length > 2 && keyRaw.slice(-2) === '[]'
    } else {
      duplicates[keyRaw] = (duplicates?.[keyRaw] || 0) + 1
      isArray = duplicates[keyRaw] > 1
    }
    const key = isArray && keyRaw.endsWith('[]')
      ? keyRaw.slice(0, -2) : keyRaw

    if (key === '__proto__') {
      continue
    }
    const valueRaw = match[3] ? unsafe(match[4]) : true
    const value = valueRaw === 'true' ||
      valueRaw === 'false' ||
      valueRaw === 'null' ? JSON.parse(valueRaw)
      : valueRaw

    // Convert keys with '[]' suffix to an array
    if (isArray) {
      if (!hasOwnProperty.call(p, key)) {
        p[key] = []
      } else if (!Array.isArray(p[key])) {
        p[key] = [p[key]]
      }
    }

    // safeguard against resetting a previously defined
    // array by accidentally forgetting the brackets
    if (Array.isArray(p[key])) {
      p[key].push(value)
    } else {
      p[key] = value
    }
  }

  // {a:{y:1},"a.b":{x:2}} --> {a:{y:1,b:{x:2}}}
  // use a filter to return the keys that have to be deleted.
  const remove = []
  for (const k of Object.keys(out)) {
    if (!hasOwnProperty.call(out, k) ||
      typeof out[k] !== 'object' ||
      Array.isArray(out[k])) {
      continue
    }

    // see if the parent section is also an object.
    // if so, add it to that, and mark this one for deletion
    const parts = splitSections(k, '.')
    p = out
    const l = parts.pop()
    const nl = l.replace(/\\\./g, '.')
    for (const part of parts) {
      if (part === '__proto__') {
        continue
      }
      if (!hasOwnProperty.call(p, part) || typeof p[part] !== 'object') {
        p[part] = Object.create(null)
      }
      p = p[part]
    }
    if (p === out && nl === l) {
      continue
    }

    p[nl] = out[k]
    remove.push(k)
  }
  for (const del of remove) {
    delete out[del]
  }

  return out
}

const isQuoted = val => {
  return (val.startsWith('"') && val.endsWith('"')) ||
    (val.startsWith("'") && val.endsWith("'"))
}

const safe = val => {
  if (
    typeof val !== 'string' ||
    val.match(/[=\r\n]/) ||
    val.match(/^\[/) ||
    (val.length > 1 && isQuoted(val)) ||
    val !== val.trim()
  ) {
    return JSON.stringify(val)
  }
  return val.split(';').join('\\;').split('#').join('\\#')
}

const unsafe = val => {
  val = (val || '').trim()
  if (isQuoted(val)) {
    // remove the single quotes before calling JSON.parse
    if (val.charAt(0) === "'") {
      val = val.slice(1, -1)
    }
    try {
      val = JSON.parse(val)
    } catch {
      // ignore errors
    }
  } else {
    // walk the val to find the first not-escaped ; character
    let esc = false
    let unesc = ''
    for (let i = 0, l = val.length; i < l; i++) {
      const c = val.charAt(i)
      if (esc) {
        if ('\\;#'.indexOf(c) !== -1) {
          unesc += c
        } else {
          unesc += '\\' + c
        }

        esc = false
      } else if (';#'.indexOf(c) !== -1) {
        break
      } else if (c === '\\') {
        esc = true
      } else {
        unesc += c
      }
    }
    if (esc) {
      unesc += '\\'
    }

    return unesc.trim()
  }
  return val
}

module.exports = {
  parse: decode,
  decode,
  stringify: encode,
  encode,
  safe,
  unsafe,
}


/***/ })

};
;