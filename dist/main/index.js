/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 2357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   Z1: () => (/* binding */ SERVICE_NAMES),
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f6: () => (/* binding */ FileError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   mO: () => (/* binding */ withErrorContext)
/* harmony export */ });
const SERVICE_NAMES = {
    github: 'GitHub',
    sts: 'STS',
    metadata: 'ECS metadata',
    'credentials-uri': 'The credentials URI',
};
class ActionError extends Error {
    code;
    hint;
    #circumstances;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = details.hint;
        this.#circumstances = details.cause instanceof ActionError ? details.cause.circumstances : {};
    }
    get circumstances() {
        return this.#circumstances;
    }
    addContext(known) {
        const entries = Object.entries({ ...known, ...this.#circumstances });
        this.#circumstances = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
}
async function withErrorContext(known, action) {
    try {
        return await action();
    }
    catch (error) {
        if (error instanceof ActionError)
            error.addContext(known);
        throw error;
    }
}
class InputError extends ActionError {
    constructor(message, hint) {
        super('input', message, { hint });
        this.name = 'InputError';
    }
}
class FileError extends ActionError {
    constructor(message, details = {}) {
        super(details.code ?? 'file', message, details);
        this.name = 'FileError';
    }
}
class NetworkError extends ActionError {
    fault;
    host;
    constructor(fault, host, message, details = {}) {
        super(details.code ?? `network.${fault}`, message, details);
        this.name = 'NetworkError';
        this.fault = fault;
        this.host = host;
        this.addContext({ host });
    }
}
class ServiceError extends ActionError {
    answer;
    constructor(code, message, answer, details = {}) {
        super(code, message, details);
        this.name = 'ServiceError';
        this.answer = answer;
        this.addContext({ host: answer.host });
    }
}
function messageOf(error) {
    if (error instanceof Error)
        return error.message;
    return typeof error === 'object' && error !== null
        ? 'Something that is no error was thrown.'
        : String(error);
}


/***/ }),

/***/ 2605:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PF: () => (/* binding */ ECS_METADATA_ADDRESS),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   _W: () => (/* binding */ isLinkLocal)
/* harmony export */ });
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isLinkLocal(hostname) {
    return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}
const ECS_METADATA_ADDRESS = '100.100.100.200';


/***/ }),

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HM: () => (/* binding */ portOf),
/* harmony export */   uz: () => (/* binding */ ATTEMPT_TIMEOUT),
/* harmony export */   w8: () => (/* binding */ connectAhead),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5841);


function connectAhead(origins, env) {
    const opened = new Map();
    for (const url of origins) {
        if (opened.has(url.origin) || (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .proxyFor */ .i)(url, env))
            continue;
        const socket = dial(url);
        socket.on('error', () => { });
        opened.set(url.origin, socket);
    }
    return opened;
}
function dial(url) {
    return node_net__WEBPACK_IMPORTED_MODULE_0___default().connect({
        host: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutBrackets */ .o)(url.hostname),
        port: Number(portOf(url)),
        noDelay: true,
        autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT,
    });
}
function portOf(url) {
    return url.port || (url.protocol === 'https:' ? '443' : url.protocol === 'http:' ? '80' : '1080');
}
const ATTEMPT_TIMEOUT = 2_500;


/***/ }),

/***/ 5841:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ proxyFor),
  o: () => (/* binding */ withoutBrackets)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(2357);
;// CONCATENATED MODULE: ./lib/http/proxy.js



const SCHEMES = ['http:', 'https:', 'socks5:', 'socks:'];
function proxyFor(url, env) {
    const setting = (name) => env.get(name) || env.get(name.toUpperCase()) || '';
    if (checkBypass(url) || isExempt(url, setting('no_proxy')))
        return undefined;
    const variable = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
    const value = setting(variable).trim();
    return value === '' ? undefined : parseProxy(value, variable);
}
function parseProxy(value, variable) {
    const proxy = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
    if (value.includes('@') && (!proxy || endsBeforeItsHost(proxy)))
        throw unencoded(variable);
    if (!proxy || proxy.hostname === '' || !SCHEMES.includes(proxy.protocol)) {
        throw new errors/* ActionError */.lZ('proxy', `${variable} is not the URL of a proxy.`, {
            hint: 'It should look like http://proxy.example.com:3128; https:// and socks5:// work, too.',
        });
    }
    try {
        decodeURIComponent(proxy.username + proxy.password);
    }
    catch (cause) {
        throw unencoded(variable, cause);
    }
    return proxy;
}
function endsBeforeItsHost({ username, password, pathname, search, hash }) {
    return username + password === '' || (pathname + search + hash).includes('@');
}
function unencoded(variable, cause) {
    return new errors/* ActionError */.lZ('proxy', `${variable} has a character in its user name or password that a URL cannot hold.`, {
        cause,
        hint: 'Percent-encode the user name and the password: # is %23, / is %2F, ? is %3F, @ is %40, and % itself is %25.',
    });
}
function isExempt(url, noProxy) {
    const host = withoutBrackets(url.hostname);
    const entries = noProxy.toLowerCase().split(/[\s,]+/);
    return entries.some((entry) => entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : isPathInside(host, withoutBrackets(entry)));
}
function isPathInside(host, range) {
    const [address = '', prefix] = range.split('/');
    const width = { 0: -1, 4: 32, 6: 128 }[external_node_net_default().isIP(address)] ?? -1;
    const bits = prefix === undefined ? width : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (external_node_net_default().isIP(host) === 0 || bits < 0 || bits > width)
        return false;
    const list = new (external_node_net_default()).BlockList();
    list.addSubnet(address, bits, width === 128 ? 'ipv6' : 'ipv4');
    return list.check(host, external_node_net_default().isIP(host) === 6 ? 'ipv6' : 'ipv4');
}
function withoutBrackets(hostname) {
    return hostname.replace(/^\[|\]$/g, '');
}


/***/ }),

/***/ 8372:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ environment)
/* harmony export */ });
function environment(variables) {
    const exported = new Map();
    return {
        get: (name) => exported.get(name) ?? variables[name],
        initial: variables,
        set: (name, value) => void exported.set(name, value),
        forget: () => exported.clear(),
    };
}


/***/ }),

/***/ 5828:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FU: () => (/* binding */ FLAW_HINT),
/* harmony export */   RJ: () => (/* binding */ revealedJson),
/* harmony export */   dd: () => (/* binding */ flawOfIssued),
/* harmony export */   e3: () => (/* binding */ flawOf),
/* harmony export */   zh: () => (/* binding */ Secret)
/* harmony export */ });
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    static of(value, mask) {
        mask(value);
        return new Secret(value);
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [Symbol.for('nodejs.util.inspect.custom')]() {
        return '***';
    }
}
function revealedJson(value) {
    return JSON.stringify(value, function (name, shown) {
        const held = this[name];
        return held instanceof Secret ? { secret: held.reveal() } : shown;
    });
}
const SHORTEST_ISSUED = 8;
const LONGEST = 16_384;
function flawOf(text, isSent, shortest = 1) {
    if (text.trim() === '')
        return 'contains only white space';
    if (text.length > LONGEST)
        return `has ${text.length} characters, and no credential has more than ${LONGEST}`;
    if (text.includes('\0'))
        return 'contains a NUL character';
    if (isSent && !/^[\x21-\x7e]+$/.test(text))
        return 'contains white space, a line break or a non-ASCII character, and cannot be sent';
    if (/^[\r\n]|[\r\n]$/.test(text))
        return 'begins or ends with a line break';
    if (text.length < shortest)
        return `is shorter than any credential: it has fewer than ${shortest} characters`;
    return undefined;
}
function flawOfIssued(parts) {
    for (const [name, text] of Object.entries(parts)) {
        const flaw = flawOf(text, true, SHORTEST_ISSUED);
        if (flaw)
            return `${name} ${flaw}`;
    }
    return undefined;
}
const FLAW_HINT = 'Set it again; usually it was copied with a trailing newline, or incompletely.';


/***/ }),

/***/ 2625:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ KEY_WITH_ROLE),
/* harmony export */   px: () => (/* binding */ sts),
/* harmony export */   uB: () => (/* binding */ accessKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2357);

const KEY = ['access-key-id', 'access-key-secret'];
const KEY_WITH_ROLE = 'role-to-assume, and access-key-id with access-key-secret or role-chaining: true';
const accessKey = {
    selectedBy: KEY,
    with: [],
    types: { access_key: 'access-key-id and access-key-secret', ram_role_arn: KEY_WITH_ROLE },
    offer: 'access-key-id and access-key-secret',
    plan: (asked) => ({
        source: { from: 'access_key', ...keyIn(asked) },
        type: typeOf(asked, 'access_key'),
    }),
    asks: [],
    identity: 'asked',
    planTellsIdentity: true,
    inputs: '`access-key-id`, with or without a role',
    describe: () => ['take the key in access-key-id and access-key-secret'],
    storedKey: 'access-key-id',
};
const sts = {
    selectedBy: ['security-token'],
    with: KEY,
    types: { sts: 'access-key-id, access-key-secret and security-token', ram_role_arn: KEY_WITH_ROLE },
    offer: null,
    plan: (asked) => {
        const key = keyIn(asked);
        const { 'security-token': securityToken } = asked.inputs;
        if (!securityToken)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('type: sts needs security-token.');
        return { source: { from: 'sts', ...key, securityToken }, type: typeOf(asked, 'sts') };
    },
    asks: [],
    identity: 'asked',
    planTellsIdentity: true,
    inputs: '`access-key-id` with `security-token`, with or without a role',
    describe: () => ['take the temporary credential in access-key-id, access-key-secret and security-token'],
    storedKey: 'security-token',
};
function keyIn({ inputs }) {
    const [accessKeyId, accessKeySecret] = KEY.map((name) => inputs[name]);
    if (accessKeyId && accessKeySecret)
        return { accessKeyId, accessKeySecret };
    const given = KEY.find((name) => inputs[name]) ?? 'security-token';
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${given} is given, but not ${KEY.filter((name) => !inputs[name]).join(' and ')}.`, 'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.');
}
function typeOf({ inputs, roles }, own) {
    const { type = roles.length > 0 ? 'ram_role_arn' : own } = inputs;
    if (type === 'ram_role_arn' && roles.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('type: ram_role_arn needs role-to-assume.');
    }
    if (type !== 'ram_role_arn' && roles.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`type: ${type} and role-to-assume contradict each other.`, 'A key that assumes a role is type: ram_role_arn.');
    }
    return type;
}


/***/ }),

/***/ 9000:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ bearer),
/* harmony export */   N: () => (/* binding */ BEARER_WITHOUT_ACCOUNT)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2357);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(248);


const BEARER_WITHOUT_ACCOUNT = 'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.';
const bearer = {
    selectedBy: ['bearer-token'],
    with: [],
    types: { bearer: 'bearer-token' },
    offer: null,
    plan: ({ inputs, roles }) => {
        if (roles.length > 0) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bearer-token and role-to-assume contradict each other: a bearer token assumes no role.');
        }
        if (inputs['allowed-account-ids'].length > 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(BEARER_WITHOUT_ACCOUNT);
        return { source: { from: 'bearer', bearerToken: (0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .given */ .g)(inputs['bearer-token']) } };
    },
    asks: [],
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`bearer-token`',
    describe: () => ['take the bearer token'],
    storedKey: 'bearer-token',
};


/***/ }),

/***/ 2436:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ credentialsUri),
/* harmony export */   a: () => (/* binding */ URI_VARIABLE)
/* harmony export */ });
const URI_VARIABLE = 'ALIBABA_CLOUD_CREDENTIALS_URI';
const credentialsUri = {
    selectedBy: ['credentials-uri'],
    with: ['credentials-uri-allow-http'],
    types: { credentials_uri: null },
    offer: 'credentials-uri',
    plan: ({ inputs, defaults: { allowHttp } }) => ({
        source: { from: 'credentials_uri', uri: inputs['credentials-uri'], allowHttp },
    }),
    asks: ['uri'],
    identity: 'asked if needed',
    planTellsIdentity: false,
    inputs: '`credentials-uri`',
    describe: ({ uri }, { env, at }) => {
        const url = URL.parse(uri?.reveal() ?? env.get(URI_VARIABLE) ?? '');
        return [`ask the credentials URI${url ? `, ${at(url)}` : ''}`];
    },
};


/***/ }),

/***/ 8136:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A8: () => (/* binding */ KEY_VARIABLES),
/* harmony export */   bG: () => (/* binding */ TOKEN_VARIABLE),
/* harmony export */   cA: () => (/* binding */ environment),
/* harmony export */   j$: () => (/* binding */ missingOfKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2357);
/* harmony import */ var _access_key_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2625);


const KEY_VARIABLES = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
const TOKEN_VARIABLE = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const environment = {
    selectedBy: ['role-chaining'],
    with: ['audience'],
    types: { ram_role_arn: _access_key_js__WEBPACK_IMPORTED_MODULE_1__/* .KEY_WITH_ROLE */ .A },
    offer: 'role-chaining: true (the credential that an earlier step left)',
    plan: ({ roles }) => {
        if (roles.length === 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('role-chaining: true needs role-to-assume.');
        return { source: { from: 'environment' } };
    },
    asks: [],
    preconnects: (_source, env) => (missingOfKey(env).length === 0 ? [] : undefined),
    identity: 'asked',
    planTellsIdentity: false,
    inputs: '`role-chaining`',
    describe: () => ["take the credential that is in the job's environment"],
    storedKey: 'role-chaining',
};
function missingOfKey(env) {
    return KEY_VARIABLES.filter((name) => !env.get(name));
}


/***/ }),

/***/ 7100:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IF: () => (/* binding */ tokenFile),
/* harmony export */   M: () => (/* binding */ github),
/* harmony export */   m8: () => (/* binding */ REQUEST_TOKEN),
/* harmony export */   sf: () => (/* binding */ REQUEST_URL)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2357);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(248);


const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
const REQUEST_TOKEN = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';
const TYPES = { oidc_role_arn: 'role-to-assume and oidc-provider-arn' };
const github = {
    selectedBy: ['oidc-provider-arn'],
    with: ['audience'],
    types: TYPES,
    offer: 'oidc-provider-arn (GitHub\u2019s token, no stored key)',
    plan: (asked) => {
        const { role, hops } = planExchange(asked);
        return { source: { from: 'github', role, audience: asked.inputs.audience ?? DEFAULT_AUDIENCE }, hops };
    },
    asks: ['github', 'sts'],
    preconnects: (_source, env) => {
        const issuer = URL.parse(env.get(REQUEST_URL) ?? '');
        return issuer?.protocol === 'https:' && env.get(REQUEST_TOKEN) ? [issuer] : undefined;
    },
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-provider-arn` with `role-to-assume`',
    describe: ({ role, audience }, dry) => [
        `ask GitHub for an OIDC token for ${audience}, ${dry.at(new URL(dry.env.get(REQUEST_URL) ?? ''))}`,
        describeExchange(role, dry),
    ],
};
const tokenFile = {
    selectedBy: ['oidc-token-file'],
    with: ['oidc-provider-arn', 'audience'],
    types: TYPES,
    offer: null,
    plan: (asked) => {
        if (asked.inputs.audience) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('audience and oidc-token-file contradict each other: the token in a file already has its audience.');
        }
        const { role, hops } = planExchange(asked);
        return { source: { from: 'token-file', role, path: (0,_source_js__WEBPACK_IMPORTED_MODULE_1__/* .given */ .g)(asked.inputs['oidc-token-file']) }, hops };
    },
    asks: ['sts'],
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-token-file`',
    describe: ({ role, path }, dry) => [`read the OIDC token in ${path}`, describeExchange(role, dry)],
};
const INSTEAD = {
    'external-id': 'Narrow the role\u2019s trust policy by oidc:sub instead.',
    'source-identity': 'Audit logs show role-session-name; the session of a second role takes one.',
};
function planExchange({ inputs, roles }) {
    const oidcProviderArn = inputs['oidc-provider-arn'];
    const [first, ...hops] = roles;
    if (!oidcProviderArn) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('oidc-token-file is given, but not oidc-provider-arn.', 'It names RAM\u2019s OIDC identity provider.');
    }
    if (!first) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('oidc-provider-arn is given, but not role-to-assume.', 'Name the RAM role to log in as.');
    }
    const lost = hops.length === 0 && ['external-id', 'source-identity'].find((name) => inputs[name]);
    if (lost) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${lost} has no effect with a single role and an OIDC token: AssumeRoleWithOIDC takes none.`, INSTEAD[lost]);
    }
    return { role: { oidcProviderArn, roleArn: first.roleArn, session: first.session }, hops };
}
function describeExchange(role, { session, sts }) {
    return `exchange it for ${session(role)}, trusted by way of ${role.oidcProviderArn}, ${sts}`;
}


/***/ }),

/***/ 248:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ given)
/* harmony export */ });
function given(value) {
    if (value === undefined)
        throw new Error('A source was chosen without the input that names it.');
    return value;
}


/***/ }),

/***/ 6184:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  vt: () => (/* binding */ ALL_SOURCES),
  O2: () => (/* binding */ asksForIdentity),
  nb: () => (/* binding */ descriptorOf)
});

// UNUSED EXPORTS: SOURCES

// EXTERNAL MODULE: ./lib/sources/access-key.js
var access_key = __nccwpck_require__(2625);
// EXTERNAL MODULE: ./lib/sources/bearer.js
var bearer = __nccwpck_require__(9000);
// EXTERNAL MODULE: ./lib/sources/credentials-uri.js
var credentials_uri = __nccwpck_require__(2436);
;// CONCATENATED MODULE: ./lib/sources/ecs-ram-role.js
const ecsRamRole = {
    selectedBy: ['role-name'],
    with: ['disable-imds-v1', 'metadata-endpoint'],
    types: { ecs_ram_role: null },
    offer: 'role-name or type: ecs_ram_role (an ECS instance)',
    plan: ({ inputs, defaults: { metadataEndpoint: endpoint, disableImdsV1 } }) => ({
        source: { from: 'ecs_ram_role', endpoint, roleName: inputs['role-name'], disableImdsV1 },
    }),
    asks: ['metadata'],
    identity: 'asked if needed',
    planTellsIdentity: false,
    inputs: '`type: ecs_ram_role`',
    describe: ({ roleName, endpoint }) => [
        `ask ECS metadata for ${roleName === undefined ? "the instance's role" : `the role ${roleName}`}, at ${endpoint}, never through a proxy`,
    ],
};

// EXTERNAL MODULE: ./lib/sources/environment.js
var environment = __nccwpck_require__(8136);
// EXTERNAL MODULE: ./lib/sources/oidc.js
var oidc = __nccwpck_require__(7100);
// EXTERNAL MODULE: ./lib/sources/source.js
var source = __nccwpck_require__(248);
;// CONCATENATED MODULE: ./lib/sources/profile.js

const FOUND = {
    with: ['disable-imds-v1', 'metadata-endpoint', 'credentials-uri-allow-http'],
    asks: 'found',
    identity: 'asked',
    planTellsIdentity: false,
};
const profile = {
    ...FOUND,
    selectedBy: ['source-profile'],
    types: { profile: 'source-profile' },
    offer: 'source-profile',
    plan: ({ inputs, defaults }) => ({
        source: { from: 'profile', name: (0,source/* given */.g)(inputs['source-profile']), defaults },
    }),
    inputs: '`source-profile`',
    describe: ({ name }) => [`log in with the profile \u201c${name}\u201d of this machine`],
};
const defaultChain = {
    ...FOUND,
    selectedBy: [],
    types: { default: null },
    offer: 'type: default (whatever the machine has)',
    plan: ({ defaults }) => ({ source: { from: 'default', defaults } }),
    inputs: '`type: default`',
    describe: () => ['log in with the first source that is configured on this machine'],
};

;// CONCATENATED MODULE: ./lib/sources/table.js







const SOURCES = {
    github: oidc/* github */.M,
    'token-file': oidc/* tokenFile */.IF,
    access_key: access_key/* accessKey */.uB,
    sts: access_key/* sts */.px,
    environment: environment/* environment */.cA,
    ecs_ram_role: ecsRamRole,
    credentials_uri: credentials_uri/* credentialsUri */.$,
    bearer: bearer/* bearer */.C,
    profile: profile,
    default: defaultChain,
};
const ALL_SOURCES = Object.values(SOURCES);
function descriptorOf(source) {
    return SOURCES[source.from];
}
function asksForIdentity({ source, hops, allowedAccountIds }) {
    const { identity } = descriptorOf(source);
    if (hops.length > 0)
        return false;
    return identity === 'asked' || (identity === 'asked if needed' && allowedAccountIds.length > 0);
}


/***/ }),

/***/ 1401:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qu: () => (/* binding */ KNOWN_REGIONS),
/* harmony export */   ZU: () => (/* binding */ likelyRegion),
/* harmony export */   hq: () => (/* binding */ GLOBAL_HOST),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
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

/***/ 4778:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ percentEncode),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   _U: () => (/* binding */ LONGEST_ERROR),
/* harmony export */   a: () => (/* binding */ ascii),
/* harmony export */   gB: () => (/* binding */ visibleLines),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
const MOST = 10_000;
function visible(text) {
    return escaped(cut(text), () => new RegExp('(?! )[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function visibleLines(text) {
    return escaped(text, () => new RegExp('(?![ \\t\\n]|\\r\\n)[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function escaped(text, unseen) {
    return /[^\x20-\x7e]/.test(text) ? text.replace(unseen(), escapeOf) : text;
}
function ascii(text) {
    return cut(text).replace(/[^\x20-\x7e]/g, escapeOf);
}
function codeSpan(text) {
    return text === '' ? '' : `\`${visible(text).replace(/[`|]/g, unit)}\``;
}
function cut(text) {
    return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}
const SHORT = {
    '\b': '\\b',
    '\t': '\\t',
    '\n': '\\n',
    '\f': '\\f',
    '\r': '\\r',
};
function escapeOf(character) {
    return SHORT[character] ?? unit(character);
}
function unit(character) {
    let escaped = '';
    for (let index = 0; index < character.length; index += 1)
        escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
    return escaped;
}
function shortened(text, most) {
    return text.length > most ? `a text of ${text.length} characters` : text;
}
const LONGEST_ERROR = 65_536;
function percentEncode(text) {
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 1074:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ EXTERNAL_ID),
/* harmony export */   Hy: () => (/* binding */ SOURCE_IDENTITY),
/* harmony export */   Ms: () => (/* binding */ MAX_SESSION),
/* harmony export */   SI: () => (/* binding */ LONGEST_FILE),
/* harmony export */   VA: () => (/* binding */ ROLE_NAME),
/* harmony export */   W_: () => (/* binding */ ACCOUNT_ID),
/* harmony export */   YF: () => (/* binding */ MIN_SESSION),
/* harmony export */   Zg: () => (/* binding */ REGION),
/* harmony export */   Zm: () => (/* binding */ NO_INI_VALUE),
/* harmony export */   hX: () => (/* binding */ INI_VALUE),
/* harmony export */   jg: () => (/* binding */ HOST),
/* harmony export */   mE: () => (/* binding */ ROLE_SESSION_NAME),
/* harmony export */   uE: () => (/* binding */ PROFILE_NAME),
/* harmony export */   wR: () => (/* binding */ OIDC_PROVIDER_ARN),
/* harmony export */   xG: () => (/* binding */ ROLE_ARN)
/* harmony export */ });
const ROLE_ARN = /^acs:ram::(\d{12,16}):role\/[A-Za-z0-9._-]{1,64}$/;
const ROLE_NAME = /^[A-Za-z0-9._-]{1,64}$/;
const OIDC_PROVIDER_ARN = /^acs:ram::(\d{12,16}):oidc-provider\/[A-Za-z0-9._-]{1,128}$/;
const ACCOUNT_ID = /^\d{12,16}$/;
const ROLE_SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;
const MIN_SESSION = 900;
const MAX_SESSION = 43_200;
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
const PROFILE_NAME = /^(?!DEFAULT$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const INI_VALUE = /^[A-Za-z0-9+/=._:@,~-]+$/;
const NO_INI_VALUE = 'a space, a line break, a quote, or one of # ; % & \\ $ ( ) and the like';
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;
const LONGEST_FILE = 262_144;


/***/ }),

/***/ 1070:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* unused harmony export parseJson */
function parseObject(text, revive) {
    return asObject(parseJson(text, revive));
}
function parseJson(text, revive) {
    try {
        return JSON.parse(text, revive);
    }
    catch {
        return undefined;
    }
}
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 7098:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ compactPolicy),
/* harmony export */   l: () => (/* binding */ MAX_POLICY_LENGTH)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1070);

const MAX_POLICY_LENGTH = 2048;
function compactPolicy(text) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text))
        return undefined;
    let inString = false;
    const kept = (piece) => {
        if (piece === '"')
            inString = !inString;
        return inString || piece.trim() !== '';
    };
    return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}


/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = require("crypto");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = require("fs");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = require("node:fs");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = require("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = require("node:tls");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = require("node:util");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = require("os");

/***/ }),

/***/ 7867:
/***/ ((module) => {

module.exports = require("../undici/index.js");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return {"26":"variables.js","68":"diagnose.js","77":"read-config-json.js","188":"proxied.js","298":"run.js","517":"success.js","535":"profile.js","547":"jsonc-parser.js","555":"dry-run.js","575":"read-credentials-ini.js","719":"edit-credentials-ini.js","765":"outputs.js","902":"file-command.js","917":"edit-config-json.js","928":"refresh.js"}[chunkId];
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./lib/runtime/required-node.js
if (typeof process.getBuiltinModule !== 'function') {
    console.log(`::error title=Node is too old::This action needs Node 24, and was started with ${process.version}. ` +
        'Use a GitHub Actions runner 2.327.1 or newer, or an image with Node 24.');
    process.exit(1);
}


// EXTERNAL MODULE: ./lib/http/ahead.js
var ahead = __nccwpck_require__(916);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(2357);
;// CONCATENATED MODULE: ./lib/plan/plan.js
const CREDENTIAL_TYPES = [
    'oidc_role_arn',
    'ram_role_arn',
    'access_key',
    'sts',
    'ecs_ram_role',
    'credentials_uri',
    'bearer',
    'profile',
    'default',
];

// EXTERNAL MODULE: ./lib/secrets/secret.js
var secrets_secret = __nccwpck_require__(5828);
// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __nccwpck_require__(1074);
// EXTERNAL MODULE: ./lib/http/addresses.js
var addresses = __nccwpck_require__(2605);
// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __nccwpck_require__(4778);
// EXTERNAL MODULE: ./lib/text/policy.js
var policy = __nccwpck_require__(7098);
;// CONCATENATED MODULE: ./lib/inputs/formats.js





function formats_text(form, expected) {
    return (name, value) => {
        if (form && !form.test(value))
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not ${expected}.`, mistakeIn(value));
        return value;
    };
}
const profileName = formats_text(formats/* PROFILE_NAME */.uE, 'a profile name: 1 to 64 letters, digits, - and _, no dots, and not DEFAULT');
function list(separator, form, expected) {
    const value = formats_text(form, expected);
    return (name, values) => {
        const parts = values
            .split(separator)
            .map((part) => part.trim())
            .filter((part) => part !== '');
        if (parts.length === 0) {
            throw new errors/* InputError */.dz(`${name}: ${quote(values)} has only separators and no value.`, 'Check the variables or secrets in it: one that is not set arrives empty.');
        }
        return parts.map((part) => value(name, part));
    };
}
function oneOf(values) {
    return (name, value) => {
        const found = values.find((candidate) => candidate === value);
        if (!found)
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not one of ${values.join(', ')}.`, mistakeIn(value));
        return found;
    };
}
const flag = (name, value) => {
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is neither true nor false.`, mistakeIn(value));
};
function whole(least, most, unit) {
    return (name, value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
        if (number >= least && number <= most)
            return number;
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a whole number of ${unit} from ${least} to ${most}.`);
    };
}
const formats_policy = (name, value) => {
    const compacted = (0,policy/* compactPolicy */.e)(value);
    if (compacted === undefined)
        throw new errors/* InputError */.dz(`${name} is not a JSON object.`);
    if (compacted.length > policy/* MAX_POLICY_LENGTH */.l) {
        throw new errors/* InputError */.dz(`${name} has ${compacted.length} characters without its white space; STS takes ${policy/* MAX_POLICY_LENGTH */.l}.`);
    }
    return compacted;
};
const host = (name, value) => {
    if (formats/* HOST */.jg.test(value) && URL.canParse(`https://${value}/`))
        return value.toLowerCase();
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a host name, with a port or without, such as sts.aliyuncs.com.`);
};
const metadataEndpoint = (name, value) => {
    const url = URL.parse(value);
    const near = url && (url.hostname === addresses/* ECS_METADATA_ADDRESS */.PF || (0,addresses/* isLoopback */.U9)(url.hostname) || (0,addresses/* isLinkLocal */._W)(url.hostname));
    if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not http:// with ${addresses/* ECS_METADATA_ADDRESS */.PF}, a loopback or a link-local address, and no path.`);
    }
    return url.origin;
};
function quote(value) {
    return value.length > 200 ? `a text of ${value.length} characters` : (0,escapes/* ascii */.a)(JSON.stringify(value));
}
function mistakeIn(value) {
    if (/^\d(\.\d+)?E\+\d+$/i.test(value)) {
        return 'YAML read an unquoted number as floating point. Put the account ID in quotes: "1234567890123456".';
    }
    if (/[^\x20-\x7e]/.test(value)) {
        return 'The escapes stand for characters that are invisible or look like others. Type the value instead of pasting it.';
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/table.js





const INPUTS = {
    type: {
        description: `${CREDENTIAL_TYPES.slice(0, -1).join(', ')} or ${CREDENTIAL_TYPES.at(-1)}. Inferred from the other inputs if not given.`,
        format: oneOf(CREDENTIAL_TYPES),
    },
    'role-to-assume': {
        description: 'ARN of the RAM role to log in as. Several, one per line, form a chain: each is assumed with the one before.',
        format: list(/\r?\n/, formats/* ROLE_ARN */.xG, 'the ARN of a role, acs:ram::<account>:role/<name>'),
        default: [],
        accounts: true,
        alias: 'role-arn-to-assume',
    },
    'oidc-provider-arn': {
        description: "ARN of RAM's OIDC identity provider for GitHub.",
        format: formats_text(formats/* OIDC_PROVIDER_ARN */.wR, 'the ARN of an OIDC provider, acs:ram::<account>:oidc-provider/<name>'),
        accounts: true,
    },
    audience: {
        description: "Audience of GitHub's OIDC token; default sts.aliyuncs.com.",
        format: formats_text(/^[\x21-\x7e]{1,1024}$/, 'an audience without spaces'),
    },
    'oidc-token-file': {
        description: "A file that already holds an OIDC token (an ACK pod's, for example), used instead of GitHub's token.",
        format: formats_text(),
    },
    'access-key-id': {
        description: "ID of an access key, from the repository's secrets.",
        secret: 'sent',
    },
    'access-key-secret': {
        description: 'Secret of that access key.',
        secret: 'signs',
    },
    'security-token': {
        description: 'Security token, if the key is a temporary one from STS.',
        secret: 'sent',
    },
    'role-name': {
        description: "Name of the ECS instance's RAM role; if not given, the instance is asked for it.",
        format: formats_text(formats/* ROLE_NAME */.VA, 'the name of a role: 1 to 64 letters, digits, dots, dashes'),
    },
    'disable-imds-v1': {
        description: 'true: use ECS metadata in hardened mode only; default false, unless ALIBABA_CLOUD_IMDSV1_DISABLED is true.',
        format: flag,
    },
    'metadata-endpoint': {
        description: 'URL of the ECS metadata service, never contacted through a proxy; default http://100.100.100.200.',
        format: metadataEndpoint,
    },
    'credentials-uri': {
        description: 'URL to GET a credential from; https, or http to a loopback or link-local address.',
        secret: 'sent',
    },
    'credentials-uri-allow-http': {
        description: 'true: allow plain http to any host in credentials-uri; default false.',
        format: flag,
    },
    'bearer-token': {
        description: 'A bearer token, exported as it is, masked.',
        secret: 'sent',
    },
    'source-profile': {
        description: "Profile to log in with, from an existing credentials.ini or the aliyun CLI's config.json.",
        format: formats_text(/^[^\]\r\n]{1,256}$/, 'the name of a profile'),
    },
    'role-chaining': {
        description: 'true: start from the credential that is already in the environment.',
        format: flag,
        default: false,
    },
    'role-session-name': {
        description: 'Role session name, shown in audit logs; default gh-<repository id>-<run id>-<attempt>.',
        format: formats_text(formats/* ROLE_SESSION_NAME */.mE, 'a role session name: 2 to 64 letters, digits and . @ _ -'),
    },
    'role-session-expiration': {
        description: "Lifetime of the session in seconds, from 900 to the role's maximum; default 3600.",
        format: whole(formats/* MIN_SESSION */.YF, formats/* MAX_SESSION */.Ms, 'seconds'),
        alias: 'role-duration-seconds',
    },
    policy: {
        description: 'A RAM policy (JSON) that narrows what the session may do.',
        format: formats_policy,
    },
    'external-id': {
        description: "External ID that the role's trust policy asks for.",
        format: formats_text(formats/* EXTERNAL_ID */.AQ, 'an external ID: 2 to 1224 letters, digits and _ + = , . @ : / -'),
    },
    'source-identity': {
        description: 'Written into the session of every role that is assumed with the credential before it, and shown in audit logs.',
        format: formats_text(formats/* SOURCE_IDENTITY */.Hy, 'a source identity: 2 to 64 letters, digits and _ + = , . @ -'),
    },
    'allowed-account-ids': {
        description: 'IDs of the accounts that the credential may belong to. If it belongs to any other account, the step fails and exports nothing.',
        format: list(/[\s,]+/, formats/* ACCOUNT_ID */.W_, 'an account ID of 12 to 16 digits'),
        default: [],
        accounts: true,
    },
    region: {
        description: 'Region ID for the tools, such as cn-hangzhou.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-region': {
        description: 'Region whose STS to use; defaults to the global endpoint.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-endpoint': {
        description: 'Host name of the STS to use, instead of sts-region.',
        format: host,
    },
    'sts-vpc': {
        description: 'true: use the STS endpoint inside the VPC of sts-region.',
        format: flag,
        default: false,
    },
    'export-env': {
        description: 'Export the credential as environment variables; default true, or false if profile is given.',
        format: flag,
        alias: 'export-environment-variables',
    },
    profile: {
        description: "Write the credential as a profile with this name to credentials.ini and the aliyun CLI's config.json.",
        format: profileName,
    },
    'credentials-file': {
        description: 'Absolute path of that credentials.ini; defaults to a private file under RUNNER_TEMP.',
        format: formats_text(),
    },
    refresh: {
        description: 'true, with profile: the profile renews itself for as long as the job lasts, for tools that run its command; default false.',
        format: flag,
        default: false,
    },
    'output-credentials': {
        description: 'Set the credential as masked outputs of the step; default true.',
        format: flag,
        default: true,
        alias: 'set-outputs',
    },
    'mask-account-id': {
        description: 'Hide the account ID in the log; default false.',
        format: flag,
        default: false,
    },
    'dry-run': {
        description: 'true: report what would be done; send nothing, change nothing. Default false.',
        format: flag,
        default: false,
    },
    summary: {
        description: 'true: after success, add a short table (identity, account, expiration, where it was exported) to the job summary; default false.',
        format: flag,
        default: false,
    },
    'timeout-seconds': {
        description: 'Time limit for the whole step, in seconds; default 60.',
        format: whole(1, 3600, 'seconds'),
        default: 60,
    },
    'retry-max-attempts': {
        description: 'Maximum number of attempts for each request; default 5, not counting those that are throttled. ECS metadata is asked at most twice.',
        format: whole(1, 100, 'attempts'),
    },
    cleanup: {
        description: 'Undo everything when the job ends; default true.',
        format: flag,
        default: true,
    },
};
function namesOf(name, row) {
    return row.alias === undefined ? [name] : [name, row.alias];
}
function isGiven(inputs, name) {
    const row = INPUTS[name];
    return inputs[name] !== ('default' in row ? row.default : undefined);
}
function readInputs(context) {
    return readTable(context, INPUTS);
}
function readTable({ env, log }, table) {
    const rows = Object.entries(table);
    const raw = (name) => env.get(`INPUT_${name.toUpperCase()}`) ?? '';
    const read = (name, row) => {
        const given = namesOf(name, row).filter((candidate) => raw(candidate).trim() !== '');
        const [first, second] = given.map((candidate) => ({ name: candidate, value: raw(candidate).trim() }));
        if (first && second && first.value !== second.value) {
            throw new errors/* InputError */.dz(`${first.name} and ${second.name} mean the same, and contradict each other.`);
        }
        return first ? row.format(first.name, first.value) : row.default;
    };
    const flaws = [];
    const secret = (name, { secret }) => {
        const value = raw(name);
        if (value === '')
            return undefined;
        const flaw = (0,secrets_secret/* flawOf */.e3)(value, secret === 'sent');
        if (flaw)
            flaws.push(`${name} ${flaw}.`);
        return secrets_secret/* Secret */.zh.of(value, flaw ? log.conceal : log.mask);
    };
    const secrets = rows.flatMap(([name, row]) => 'secret' in row ? [[name, secret(name, row)]] : []);
    if ('mask-account-id' in table && read('mask-account-id', INPUTS['mask-account-id'])) {
        for (const [name, row] of rows) {
            if (!('accounts' in row))
                continue;
            const texts = namesOf(name, row).map(raw).join(' ');
            for (const account of texts.match(/(?<!\d)\d{12,16}(?!\d)/g) ?? [])
                log.mask(account);
        }
    }
    if (flaws[0] !== undefined)
        throw new errors/* InputError */.dz(flaws[0], secrets_secret/* FLAW_HINT */.FU);
    const others = rows.flatMap(([name, row]) => ('format' in row ? [[name, read(name, row)]] : []));
    return Object.fromEntries([...secrets, ...others]);
}

// EXTERNAL MODULE: ./lib/sources/table.js + 2 modules
var table = __nccwpck_require__(6184);
;// CONCATENATED MODULE: ./lib/plan/choose-source.js



function chooseSource(inputs) {
    const source = selected(inputs);
    refuseStrays(inputs, source);
    return source;
}
function selected(inputs) {
    const { type } = inputs;
    const [first, second] = selections(inputs);
    if (first && second) {
        throw new errors/* InputError */.dz(`${first.by} and ${second.by} name two different ways to log in.`, 'Keep one of them; to log in twice, use this action in two steps, each with its own profile.');
    }
    if (first) {
        if (!type || serves(first.source, type))
            return first.source;
        const wanted = table/* ALL_SOURCES */.vt.find((source) => serves(source, type) && source.with.includes(first.by));
        if (wanted)
            return wanted;
        throw new errors/* InputError */.dz(`type: ${type} and ${first.by} contradict each other.`);
    }
    const own = type && table/* ALL_SOURCES */.vt.find((source) => serves(source, type));
    if (own) {
        const needs = own.types[type];
        if (needs)
            throw new errors/* InputError */.dz(`type: ${type} needs ${needs}.`);
        return own;
    }
    if (inputs['role-to-assume'].length > 0) {
        const offers = table/* ALL_SOURCES */.vt.flatMap(({ offer }) => offer ?? []).join('; ');
        throw new errors/* InputError */.dz('role-to-assume is given, but nothing to assume it with.', `Give one of: ${offers}.`);
    }
    for (const source of table/* ALL_SOURCES */.vt) {
        const stray = source.with.find((name) => isGiven(inputs, name));
        if (stray)
            throw lonely(source, stray);
    }
    throw new errors/* InputError */.dz('No input says how to log in; an unset secret or variable arrives empty.', 'To use whatever the machine has, set type: default.');
}
function serves({ types }, type) {
    return Object.hasOwn(types, type);
}
function lonely({ selectedBy, types }, stray) {
    const [type] = Object.entries(types).find(([, needs]) => needs === null) ?? [];
    const names = selectedBy.join(' or ');
    return type
        ? new errors/* InputError */.dz(`${stray} is given, but neither ${names} nor type.`, `Add type: ${type}.`)
        : new errors/* InputError */.dz(`${stray} is given, but not the input that it belongs to: ${names}.`);
}
function selections(inputs) {
    const found = table/* ALL_SOURCES */.vt.flatMap((source) => {
        const given = source.selectedBy.filter((name) => isGiven(inputs, name));
        return given[0] === undefined ? [] : [{ source, by: given[0], given }];
    });
    const isPart = (given) => found.some(({ source }) => given.every((name) => source.with.includes(name)));
    return found.filter(({ given }) => !isPart(given));
}
function refuseStrays(inputs, source) {
    const own = inputsOf(source);
    const stray = table/* ALL_SOURCES */.vt.flatMap(inputsOf).find((name) => isGiven(inputs, name) && !own.includes(name));
    if (!stray)
        return;
    const chosen = own.find((name) => isGiven(inputs, name)) ?? `type: ${inputs.type}`;
    throw new errors/* InputError */.dz(`${stray} has no effect together with ${chosen}.`);
}
function inputsOf(source) {
    return [...source.selectedBy, ...source.with];
}

;// CONCATENATED MODULE: ./lib/plan/export-options.js

function planExport(inputs, source, plan) {
    const { profile, 'credentials-file': credentialsFile } = inputs;
    if (credentialsFile && !profile) {
        throw new errors/* InputError */.dz('credentials-file has no effect without profile.', 'Name the profile to write into it.');
    }
    if (inputs.refresh)
        refuseWithRefresh(inputs, source);
    return {
        env: inputs['export-env'] ?? profile === undefined,
        outputs: inputs['output-credentials'],
        maskAccountId: inputs['mask-account-id'],
        cleanup: inputs.cleanup,
        profile: profile === undefined ? undefined : { name: profile, credentialsFile, refresh: inputs.refresh, plan },
        region: inputs.region,
    };
}
function refuseWithRefresh(inputs, { storedKey }) {
    if (!inputs.profile)
        throw new errors/* InputError */.dz('refresh has no effect without profile.', 'Name the profile that should renew itself.');
    if (inputs['export-env']) {
        throw new errors/* InputError */.dz('refresh and export-env: true contradict each other: tools prefer exported keys, and those end with their session.', 'Leave export-env out. A tool that reads only variables cannot renew its credential.');
    }
    if (inputs['credentials-file']) {
        throw new errors/* InputError */.dz('refresh and credentials-file contradict each other: no tool renews a credential through credentials.ini.', 'Leave credentials-file out: the profile is in the aliyun CLI\u2019s config.json.');
    }
    if (!inputs.cleanup) {
        throw new errors/* InputError */.dz('refresh and cleanup: false contradict each other: a profile that renews itself ends with its job.');
    }
    if (storedKey) {
        throw new errors/* InputError */.dz(`refresh and ${storedKey} contradict each other: refresh never writes a stored key to a file.`, 'Log in with an OIDC token, an instance role or a credentials URI, or without refresh.');
    }
}

;// CONCATENATED MODULE: ./lib/plan/sessions.js



const DEFAULT_SESSION = 3600;
const OF_A_SESSION = [
    'policy',
    'external-id',
    'source-identity',
    'role-session-name',
    'role-session-expiration',
];
function planSessions(inputs, job) {
    const roles = inputs['role-to-assume'];
    const stray = roles.length === 0 && OF_A_SESSION.find((name) => isGiven(inputs, name));
    if (stray)
        throw new errors/* InputError */.dz(`${stray} has no effect without role-to-assume.`);
    const roleSessionName = inputs['role-session-name'] ?? defaultSessionName(job);
    const sourceIdentity = inputs['source-identity'];
    return roles.map((roleArn, index) => index === roles.length - 1
        ? {
            roleArn,
            session: {
                roleSessionName,
                durationSeconds: inputs['role-session-expiration'] ?? DEFAULT_SESSION,
                policy: inputs.policy,
            },
            externalId: inputs['external-id'],
            sourceIdentity,
        }
        : { roleArn, session: { roleSessionName, durationSeconds: formats/* MIN_SESSION */.YF }, sourceIdentity });
}
function defaultSessionName(job) {
    const name = ['gh', job.repositoryId, job.runId, job.runAttempt].filter(Boolean).join('-');
    return formats/* ROLE_SESSION_NAME */.mE.test(name) ? name : 'gh-unknown-run';
}
function refuseForeignRole(inputs) {
    const allowed = inputs['allowed-account-ids'];
    const account = formats/* ROLE_ARN */.xG.exec(inputs['role-to-assume'].at(-1) ?? '')?.[1];
    if (account && allowed.length > 0 && !allowed.includes(account)) {
        throw new errors/* InputError */.dz(`role-to-assume is a role of account ${account}, and allowed-account-ids allows only ${allowed.join(', ')}.`);
    }
}

// EXTERNAL MODULE: ./lib/sts/endpoints.js
var endpoints = __nccwpck_require__(1401);
;// CONCATENATED MODULE: ./lib/plan/which-sts.js


function planSts(inputs) {
    const chosen = inputs['sts-endpoint'] !== undefined || inputs['sts-region'] !== undefined;
    return { host: stsHost(inputs), chosen, maxAttempts: inputs['retry-max-attempts'] };
}
function stsHost(inputs) {
    const { 'sts-endpoint': endpoint, 'sts-region': region, 'sts-vpc': vpc } = inputs;
    if (endpoint) {
        const other = region ? 'sts-region' : vpc ? 'sts-vpc' : undefined;
        if (other)
            throw new errors/* InputError */.dz(`sts-endpoint and ${other} contradict each other.`);
        return endpoint;
    }
    if (!region) {
        if (vpc)
            throw new errors/* InputError */.dz('sts-vpc: true needs sts-region.');
        return endpoints/* GLOBAL_HOST */.hq;
    }
    if (!endpoints/* KNOWN_REGIONS */.Qu.includes(region)) {
        const likely = (0,endpoints/* likelyRegion */.ZU)(region, endpoints/* KNOWN_REGIONS */.Qu);
        const host = (0,endpoints/* hostOf */.w4)(region, vpc);
        throw new errors/* InputError */.dz(`sts-region: this version knows no STS endpoint in \u201c${region}\u201d.`, `${likely ? `Did you mean ${likely}? ` : ''}Known: ${endpoints/* KNOWN_REGIONS */.Qu.join(', ')}. For a newer one, give sts-endpoint: ${host}${vpc ? ' in place of sts-region and sts-vpc' : ''}.`);
    }
    const host = (0,endpoints/* hostOf */.w4)(region, vpc);
    if (!host) {
        throw new errors/* InputError */.dz(`sts-region: \u201c${region}\u201d has an STS endpoint only inside its VPCs.`, 'Add sts-vpc: true.');
    }
    return host;
}

;// CONCATENATED MODULE: ./lib/plan/make-plan.js






const DEFAULT_METADATA_ENDPOINT = `http://${addresses/* ECS_METADATA_ADDRESS */.PF}`;
function makePlan(inputs, job) {
    const chosen = chooseSource(inputs);
    const roles = planSessions(inputs, job);
    const [ownType] = Object.keys(chosen.types);
    const { source, hops = roles, type = ownType, } = chosen.plan({ inputs, roles, defaults: defaultsFor(inputs, job) });
    if (!type)
        throw new Error('A source serves no type.');
    const identity = chosen.planTellsIdentity && !inputs.refresh
        ? identityIn([source, ...hops, { region: inputs.region }], defaultSessionName(job))
        : undefined;
    refuseForeignRole(inputs);
    return {
        type,
        source,
        hops,
        sts: planSts(inputs),
        allowedAccountIds: inputs['allowed-account-ids'],
        exportOptions: planExport(inputs, chosen, identity),
        summary: inputs.summary,
        dryRun: inputs['dry-run'],
        timeoutSeconds: inputs['timeout-seconds'],
    };
}
function defaultsFor(inputs, job) {
    return {
        roleSessionName: defaultSessionName(job),
        durationSeconds: DEFAULT_SESSION,
        metadataEndpoint: inputs['metadata-endpoint'] ?? DEFAULT_METADATA_ENDPOINT,
        allowHttp: inputs['credentials-uri-allow-http'] ?? false,
        disableImdsV1: inputs['disable-imds-v1'],
    };
}
function identityIn(told, defaultSessionName) {
    const session = ({ roleSessionName, policy }) => ({
        name: roleSessionName === defaultSessionName ? undefined : roleSessionName,
        policy,
    });
    const said = told.map((one) => {
        if (!('role' in one))
            return 'session' in one ? { ...one, session: session(one.session) } : one;
        return { ...one, role: { ...one.role, session: session(one.role.session) } };
    });
    return secrets_secret/* Secret */.zh.of((0,secrets_secret/* revealedJson */.RJ)(said), () => { });
}

;// CONCATENATED MODULE: ./lib/login/decide.js




function decide(env) {
    const secrets = [];
    const log = {
        mask: (secret) => void secrets.push(['mask', secret]),
        conceal: (secret) => void secrets.push(['conceal', secret]),
    };
    try {
        return { secrets, plan: makePlan(readInputs({ env, log }), jobIn(env)) };
    }
    catch (refusal) {
        return { secrets, plan: undefined, refusal };
    }
}
function jobIn(env) {
    const known = (name) => {
        const number = Number.parseInt(env.get(name) ?? '', 10);
        return Number.isNaN(number) ? undefined : String(number);
    };
    return {
        repositoryId: env.get('GITHUB_REPOSITORY_ID') || undefined,
        runId: known('GITHUB_RUN_ID'),
        runAttempt: known('GITHUB_RUN_ATTEMPT'),
    };
}
function preconnect(decided, env) {
    try {
        return (0,ahead/* connectAhead */.w8)(originsOf(decided, env), env);
    }
    catch {
        return new Map();
    }
}
function originsOf({ plan }, env) {
    if (!plan || plan.dryRun)
        return [];
    const { source, sts, hops } = plan;
    const { asks, preconnects } = (0,table/* descriptorOf */.nb)(source);
    const others = asks === 'found' ? undefined : preconnects ? preconnects(source, env) : [];
    if (!others)
        return [];
    const asksSts = asks.includes('sts') || hops.length > 0 || (0,table/* asksForIdentity */.O2)(plan);
    return asksSts ? [new URL(`https://${sts.host}`), ...others] : others;
}

// EXTERNAL MODULE: ./lib/runtime/env.js
var env = __nccwpck_require__(8372);
;// CONCATENATED MODULE: ./lib/main.js



const main_env = (0,env/* environment */.c)(process.env);
const decided = decide(main_env);
const opened = preconnect(decided, main_env);
void __nccwpck_require__.e(/* import() */ 298).then(__nccwpck_require__.bind(__nccwpck_require__, 6298)).then(({ login }) => login(decided, opened));

module.exports = __webpack_exports__;
/******/ })()
;