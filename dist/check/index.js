/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f6: () => (/* binding */ FileError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   mO: () => (/* binding */ withErrorContext)
/* harmony export */ });
/* unused harmony export SERVICE_NAMES */
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

/***/ 916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HM: () => (/* binding */ portOf),
/* harmony export */   uz: () => (/* binding */ ATTEMPT_TIMEOUT),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* unused harmony export connectAhead */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(841);


function connectAhead(origins, env) {
    const opened = new Map();
    for (const url of origins) {
        if (opened.has(url.origin) || proxyFor(url, env))
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

/***/ 652:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ ProxyError),
/* harmony export */   x: () => (/* binding */ networkError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(357);

class ProxyError extends Error {
    proxy;
    answer;
    refused;
    constructor(proxy, { answer, refused = false, cause } = {}) {
        super(`The proxy ${proxy.host} failed.`, cause === undefined ? undefined : { cause });
        this.proxy = proxy.host;
        this.answer = answer;
        this.refused = refused;
    }
}
function networkError(error, host, timedOut) {
    const codes = codesOf(error);
    if (codes.includes('ERR_INVALID_CHAR')) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ('input', `The request to ${host} contains a character that HTTP headers cannot carry.`, {
            cause: error,
            hint: 'Set the credential again; usually it has a trailing newline.',
        });
    }
    const fault = timedOut ? 'timeout' : faultOf(error, codes);
    const detail = timedOut ? '' : (attemptsOf(error) ?? codes.join(', '));
    const message = error instanceof ProxyError ? proxyMessage(error, host) : FAULTS[fault](host);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr(fault, host, `${message}${detail && ` (${detail})`}.`, { cause: error });
}
function proxyMessage({ proxy, answer }, host) {
    return answer === undefined
        ? `The proxy ${proxy} cannot be reached, and requests to ${host} go through it`
        : `The proxy ${proxy} would not connect to ${host}: ${answer}`;
}
const FAULTS = {
    dns: (host) => `The name of ${host} cannot be resolved`,
    refused: (host) => `${host} refused the connection`,
    unreachable: (host) => `${host} cannot be reached`,
    reset: (host) => `The connection to ${host} broke`,
    tls: (host) => `The TLS certificate or handshake of ${host} is not acceptable`,
    proxy: (host) => `The proxy could not reach ${host}`,
    'proxy-refused': (host) => `The proxy refused to connect to ${host}`,
    timeout: (host) => `${host} did not answer in time`,
    'too-large': (host) => `${host} answered with too large a body`,
    redirect: (host) => `${host} answered with a redirect`,
    malformed: (host) => `${host} answered with something that is not valid HTTP`,
};
function faultOf(error, codes) {
    const has = (...names) => names.some((name) => codes.includes(name));
    if (error instanceof ProxyError)
        return error.refused ? 'proxy-refused' : 'proxy';
    if (attemptsOf(error))
        return 'unreachable';
    if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'))
        return 'dns';
    if (has('ECONNREFUSED'))
        return 'refused';
    if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN'))
        return 'unreachable';
    if (has('ETIMEDOUT'))
        return 'timeout';
    if (codes.some((code) => /CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|SELF_SIGNED|ISSUER/.test(code)))
        return 'tls';
    if (codes.some((code) => /^HPE_/.test(code)))
        return 'malformed';
    return 'reset';
}
function attemptsOf(error) {
    if (!(error instanceof AggregateError))
        return error instanceof Error ? attemptsOf(error.cause) : undefined;
    const attempts = error.errors.map((attempt) => ({
        code: attempt.code ?? '',
        text: `${attempt.address}: ${attempt.code}`,
    }));
    const codes = new Set(attempts.map(({ code }) => code));
    return codes.size > 1 ? attempts.map(({ text }) => text).join(', ') : undefined;
}
function codesOf(error) {
    const codes = new Set();
    const visit = (value, depth) => {
        if (!(value instanceof Error) || depth > 4)
            return;
        if ('code' in value && typeof value.code === 'string')
            codes.add(value.code);
        visit(value.cause, depth + 1);
        if (value instanceof AggregateError)
            for (const inner of value.errors)
                visit(inner, depth + 1);
    };
    visit(error, 0);
    return [...codes];
}


/***/ }),

/***/ 841:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ proxyFor),
  o: () => (/* binding */ withoutBrackets)
});

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
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
var errors = __nccwpck_require__(357);
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

/***/ 778:
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

/***/ 74:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ EXTERNAL_ID),
/* harmony export */   Hy: () => (/* binding */ SOURCE_IDENTITY),
/* harmony export */   Ms: () => (/* binding */ MAX_SESSION),
/* harmony export */   VA: () => (/* binding */ ROLE_NAME),
/* harmony export */   W_: () => (/* binding */ ACCOUNT_ID),
/* harmony export */   YF: () => (/* binding */ MIN_SESSION),
/* harmony export */   Zg: () => (/* binding */ REGION),
/* harmony export */   jg: () => (/* binding */ HOST),
/* harmony export */   mE: () => (/* binding */ ROLE_SESSION_NAME),
/* harmony export */   uE: () => (/* binding */ PROFILE_NAME),
/* harmony export */   wR: () => (/* binding */ OIDC_PROVIDER_ARN),
/* harmony export */   xG: () => (/* binding */ ROLE_ARN)
/* harmony export */ });
/* unused harmony exports INI_VALUE, NO_INI_VALUE, LONGEST_FILE */
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

/***/ 70:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
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

/***/ 879:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   pl: () => (/* binding */ shownClaims),
/* harmony export */   yz: () => (/* binding */ trustPolicyFor)
/* harmony export */ });
/* unused harmony export trustPolicy */
/* harmony import */ var _text_escapes_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(778);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(70);


const SHOWN_CLAIMS = [
    'iss',
    'aud',
    'sub',
    'repository',
    'ref',
    'environment',
    'event_name',
    'actor',
    'workflow_ref',
    'job_workflow_ref',
    'runner_environment',
];
const MOST_CHARACTERS = 300;
const MOST_PASTED = 2_000;
function shownClaims(claims) {
    return SHOWN_CLAIMS.flatMap((name) => {
        const value = claims[name];
        const text = Array.isArray(value)
            ? value.filter((item) => typeof item === 'string').join(', ')
            : (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(value);
        return text ? [[name, (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .ascii */ .a)(text.slice(0, MOST_CHARACTERS))]] : [];
    });
}
function trustPolicy(providerArn, token, subjects, areLike) {
    const equal = { 'oidc:iss': token.issuer, 'oidc:aud': token.audience };
    const sub = { 'oidc:sub': subjects.length === 1 ? subjects[0] : subjects };
    const Condition = areLike
        ? { StringEquals: equal, StringLike: sub }
        : { StringEquals: { ...equal, ...sub } };
    const Principal = { Federated: [providerArn] };
    return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] };
}
function trustPolicyFor(claims, oidcProviderArn) {
    const [iss, aud, sub] = [claims['iss'], [claims['aud']].flat()[0], claims['sub']].map(_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6);
    if (!iss || !aud || !sub || `${iss}${aud}${sub}`.length > MOST_PASTED)
        return undefined;
    const policy = trustPolicy(oidcProviderArn, { issuer: iss, audience: aud }, [sub], false);
    return JSON.stringify(policy, null, 2).replace(/[^\n\x20-\x7e]/g, _text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .ascii */ .a);
}


/***/ }),

/***/ 982:
/***/ ((module) => {

module.exports = require("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = require("fs");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = require("os");

/***/ }),

/***/ 867:
/***/ ((module) => {

module.exports = require("../undici/index.js");

/***/ }),

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ toCommandValue)
/* harmony export */ });
/* unused harmony export toCommandProperties */
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map

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
/******/ 			return {"188":"proxied.js","813":"diagnose.js","902":"file-command.js"}[chunkId];
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


;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_namespaceObject);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
;// CONCATENATED MODULE: ./lib/http/addresses.js
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isLinkLocal(hostname) {
    return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}
const ECS_METADATA_ADDRESS = '100.100.100.200';

;// CONCATENATED MODULE: ./lib/http/retry.js

const MOST_ATTEMPTS = 5;
const BASE = 100;
const CAP = 5_000;
const THROTTLED_BASE = 1_000;
async function retry(context, maxAttempts, judge, operation) {
    let before;
    let counted = 0;
    const allowed = maxAttempts ?? MOST_ATTEMPTS;
    for (let attempt = 1;; attempt++) {
        try {
            context.signal.throwIfAborted();
            return await operation(attempt);
        }
        catch (failure) {
            const { phase, host } = failure instanceof errors/* ActionError */.lZ ? failure.circumstances : {};
            if (context.signal.aborted)
                throw told(context.signal.reason, { phase, host, before });
            const verdict = judge(failure);
            const error = told(failure, { attempt: verdict || attempt > 1 ? attempt : undefined });
            if (!verdict?.throttled || maxAttempts !== undefined)
                counted += 1;
            if (!verdict || counted >= Math.min(allowed, verdict.attempts ?? allowed))
                throw error;
            const left = context.deadline - context.clock.now();
            const [base, cap] = verdict.throttled
                ? [THROTTLED_BASE, Math.max(THROTTLED_BASE, left / 4)]
                : [BASE, CAP];
            const backOff = context.random.fraction() * Math.min(cap, base * 2 ** (attempt - 1));
            const pause = (verdict.after ?? 0) + backOff;
            if (pause >= left)
                throw told(error, { pause });
            context.log.info(`Attempt ${attempt}: ${(0,errors/* messageOf */.bD)(error)} Trying again in ${Math.ceil(pause)} ms.`);
            verdict.prepare?.();
            before = { attempt, message: (0,errors/* messageOf */.bD)(error) };
            await (0,errors/* withErrorContext */.mO)({ phase, host, before }, () => context.clock.sleep(pause, context.signal));
        }
    }
}
function told(error, known) {
    if (error instanceof errors/* ActionError */.lZ)
        error.addContext(known);
    return error;
}

;// CONCATENATED MODULE: ./lib/http/verdict.js

const FINAL_FAULTS = ['tls', 'proxy-refused', 'redirect', 'too-large'];
function verdictOf(error) {
    if (error instanceof errors/* NetworkError */.Dr)
        return FINAL_FAULTS.includes(error.fault) ? undefined : {};
    if (!(error instanceof errors/* ServiceError */._7) || !isTransientStatus(error.answer.status))
        return undefined;
    return error.answer.status === 429 ? throttled(error) : verdict_transient(error);
}
function verdict_transient({ answer: { retryAfter } }) {
    return { after: retryAfter };
}
function throttled(error) {
    return { ...verdict_transient(error), throttled: true };
}
function isTransientStatus(status) {
    return status === 408 || status === 429 || (status >= 500 && status <= 599);
}
function readRetryAfter(headers) {
    const read = (name, unit) => /^\d{1,9}$/.test(headers[name] ?? '') ? Number(headers[name]) * unit : undefined;
    const until = (name) => {
        const left = Date.parse(headers[name] ?? '') - Date.parse(headers['date'] ?? '');
        return Number.isNaN(left) ? undefined : Math.max(0, left);
    };
    return read('x-acs-retry-after', 1) ?? read('retry-after', 1000) ?? until('retry-after');
}

;// CONCATENATED MODULE: ./lib/runtime/timings.js

async function during({ clock, log }, phase, host, action) {
    const started = clock.now();
    try {
        return await (0,errors/* withErrorContext */.mO)({ phase, host }, action);
    }
    finally {
        log.debug(`${phase}: ${Math.round(clock.now() - started)} ms`);
    }
}

// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __nccwpck_require__(778);
;// CONCATENATED MODULE: ./lib/secrets/lookalikes.js

function shownOf(text, redact, most) {
    return (0,escapes/* visible */.RK)(redact((0,escapes/* shortened */.vI)(text, most)));
}
function withoutLookalikes(text) {
    return (text
        .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
        .replace(/[\w.-]+/g, (run) => (hasJwt(run) ? '***' : run))
        .replace(/(?:STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
        .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF])+(?:=|%(?:25)?3D){0,2}/g, (run) => run.length < 48 ? run : '***'));
}
function hasJwt(run) {
    const start = run.indexOf('eyJ');
    return start >= 0 && run.indexOf('.', start) >= start + 11;
}
function withoutSignedString(message) {
    const words = message.replace(/\s+/g, ' ');
    const start = words.search(/\bserver (?:string ?to ?sign|CanonicalRequest)\b/i);
    return start < 0 ? message : words.slice(0, start).trimEnd();
}

;// CONCATENATED MODULE: ./lib/secrets/secret.js
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

// EXTERNAL MODULE: ./lib/text/json.js
var text_json = __nccwpck_require__(70);
;// CONCATENATED MODULE: ./lib/text/jwt.js

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
function claimsOf(token) {
    const payload = token.split('.')[1];
    if (!payload)
        return undefined;
    return (0,text_json/* parseObject */.lj)(Buffer.from(payload, 'base64url').toString('utf8'));
}
const LONGEST_OIDC_TOKEN = 20_000;

;// CONCATENATED MODULE: ./lib/github/why-no-token.js



function whyNoToken({ env, job }) {
    if (env.get('ACTIONS_ID_TOKEN_REQUEST_URL') || env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN')) {
        return new errors/* ActionError */.lZ('github.variables', 'Of ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN only one is set.');
    }
    const pod = env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE');
    const noToken = (code) => new errors/* ActionError */.lZ(code, pod
        ? `There is no OIDC token for this job. This pod has one of its own (ALIBABA_CLOUD_OIDC_TOKEN_FILE): to log in with it, give oidc-token-file: ${(0,escapes/* visible */.RK)(pod)}, and the pod\u2019s provider as oidc-provider-arn.`
        : 'There is no OIDC token for this job.');
    if (env.get('FORGEJO_ACTIONS') === 'true')
        return noToken('github.forgejo');
    if (env.get('GITEA_ACTIONS') === 'true')
        return noToken('github.gitea');
    if (!env.get('GITHUB_RUN_ID') || env.get('ACT') === 'true')
        return noToken('github.runner');
    const { actor, eventName, payload, serverUrl } = job();
    if (eventName !== 'pull_request_target' && isFork(payload))
        return noToken('github.fork');
    if (actor === 'dependabot[bot]')
        return noToken('github.dependabot');
    const server = URL.parse(serverUrl || 'https://github.com')?.hostname ?? '';
    if (server !== 'github.com' && !server.endsWith('.ghe.com'))
        return noToken('github.server');
    return noToken('github.permission');
}
function isFork(event) {
    const pull = (0,text_json/* asObject */.eB)((0,text_json/* asObject */.eB)(event)?.['pull_request']);
    const head = (0,text_json/* asObject */.eB)((0,text_json/* asObject */.eB)(pull?.['head'])?.['repo']);
    const base = (0,text_json/* asObject */.eB)((0,text_json/* asObject */.eB)(pull?.['base'])?.['repo']);
    return base !== undefined && head?.['id'] !== base['id'];
}

;// CONCATENATED MODULE: ./lib/github/oidc.js











const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
async function oidc_mintToken(context, audience, maxAttempts) {
    const host = URL.parse(context.env.get(REQUEST_URL) ?? '')?.host;
    return during(context, 'token', host, async () => {
        const { url, bearer } = tokenEndpoint(context);
        url.searchParams.set('audience', audience);
        return retry(context, maxAttempts, verdictOf, async () => {
            const response = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json', authorization: `Bearer ${bearer}` } }, context.signal);
            return Secret.of(readToken(response, url.host, context.log.redactEcho), context.log.mask);
        });
    });
}
function tokenEndpoint(context) {
    const url = context.env.get(REQUEST_URL);
    const bearer = context.env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    if (!url || !bearer)
        throw whyNoToken(context);
    context.log.conceal(bearer);
    const parsed = URL.parse(url);
    if (!parsed || !isTrustworthy(parsed)) {
        throw new errors/* ActionError */.lZ('github.variables', 'ACTIONS_ID_TOKEN_REQUEST_URL is not an https URL.');
    }
    return { url: parsed, bearer };
}
const LONGEST_MESSAGE = 1024;
function isTrustworthy(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
function readToken(response, host, redact) {
    if (response.status !== 200) {
        const body = (0,text_json/* parseObject */.lj)((0,escapes/* shortened */.vI)(response.body, escapes/* LONGEST_ERROR */._U));
        const said = (0,text_json/* textOf */.b6)(body?.['message']);
        const serviceMessage = said && shownOf(said, redact, LONGEST_MESSAGE);
        const retryAfter = readRetryAfter(response.headers);
        throw new errors/* ServiceError */._7(isTransientStatus(response.status) ? 'github.unavailable' : 'github.refused', `GitHub gave no OIDC token: ${host} answered with status ${response.status}${serviceMessage ? ` (${serviceMessage})` : ''}.`, {
            service: 'github',
            action: 'the request for an OIDC token',
            host,
            status: response.status,
            ...(serviceMessage && { serviceMessage }),
            ...(retryAfter !== undefined && { retryAfter }),
        });
    }
    const token = (0,text_json/* textOf */.b6)((0,text_json/* parseObject */.lj)(response.body)?.['value']);
    if (!token)
        throw new errors/* NetworkError */.Dr('malformed', host, `${host} answered without an OIDC token.`);
    if (token.length > LONGEST_OIDC_TOKEN || !JWT.test(token))
        throw new errors/* NetworkError */.Dr('malformed', host, `${host} answered with something that is not an OIDC token.`);
    return token;
}

;// CONCATENATED MODULE: ./lib/github/token-file.js




function githubTokenFile(folder, audience, maxAttempts) {
    const file = () => folder.file('oidc-token');
    return {
        path: file,
        refresh: async (context) => {
            const minting = mintToken(context, audience, maxAttempts);
            const making = context.clock.nextTurn().then(file);
            await Promise.allSettled([minting, making]);
            const [token, path] = await Promise.all([minting, making]);
            const { files } = context;
            const scratch = folder.scratch?.('oidc-token');
            if (scratch === undefined && !files.look(path))
                return files.create(path, token.reveal());
            const temporary = scratch ?? `${path}.new`;
            files.remove(temporary);
            files.replace(path, temporary, token.reveal());
        },
    };
}
function token_file_readToken(context, tokenFile) {
    const path = tokenFile.path();
    const token = context.files.read(path)?.trim();
    const code = 'token-file.empty';
    if (token === undefined)
        throw new errors/* FileError */.f6(`There is no OIDC token at ${path}.`, { code });
    if (token === '')
        throw new errors/* FileError */.f6(`The OIDC token file ${path} is empty.`, { code });
    if (!tokenFile.refresh && !JWT.test(token)) {
        throw new errors/* FileError */.f6(`${path} holds no OIDC token: it is not three base64url parts with dots between.`, {
            hint: 'Name the file that holds the token itself, as a JWT, and nothing else.',
            code,
        });
    }
    if (token.length > LONGEST_OIDC_TOKEN) {
        const most = `STS takes no OIDC token of more than ${LONGEST_OIDC_TOKEN}`;
        throw new errors/* FileError */.f6(`${path} holds ${token.length} characters, and ${most}.`, { code });
    }
    return Secret.of(token, context.log.mask);
}

// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __nccwpck_require__(74);
;// CONCATENATED MODULE: ./lib/text/policy.js

const MAX_POLICY_LENGTH = 2048;
function compactPolicy(text) {
    if (!(0,text_json/* parseObject */.lj)(text))
        return undefined;
    let inString = false;
    const kept = (piece) => {
        if (piece === '"')
            inString = !inString;
        return inString || piece.trim() !== '';
    };
    return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}

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
const policy = (name, value) => {
    const compacted = compactPolicy(value);
    if (compacted === undefined)
        throw new errors/* InputError */.dz(`${name} is not a JSON object.`);
    if (compacted.length > MAX_POLICY_LENGTH) {
        throw new errors/* InputError */.dz(`${name} has ${compacted.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}.`);
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
    const near = url && (url.hostname === ECS_METADATA_ADDRESS || isLoopback(url.hostname) || isLinkLocal(url.hostname));
    if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not http:// with ${ECS_METADATA_ADDRESS}, a loopback or a link-local address, and no path.`);
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

;// CONCATENATED MODULE: ./lib/inputs/other-actions.js


const SUBJECT = /^(?:refs\/(?:heads|tags)\/\S.*|environment:\S.*|pull_request|repo:\S.*)$/;
const CHECK_INPUTS = {
    'trust-policy': {
        description: 'Trust policy (JSON) of the first role, which RAM calls AssumeRolePolicyDocument.',
        format: asItIs(),
    },
    'trust-policy-file': {
        description: 'A file that holds the trust policy; a relative path starts from the workspace.',
        format: formats_text(),
    },
    subjects: {
        description: 'Other jobs to check, one per line: refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request, or a complete subject.',
        format: list(/\r?\n/, SUBJECT, 'refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request or a subject that begins with repo:'),
        default: [],
    },
    'fail-on': {
        description: 'error: fail if this job would not be trusted, or if anybody would be; warning: also fail on any other finding. Default error.',
        format: oneOf(['error', 'warning']),
        default: 'error',
    },
};
function asItIs() {
    return (_name, value) => value;
}
const LOGOUT_INPUTS = {
    profile: {
        description: 'Undo only the login that wrote this profile; defaults to all logins of the job.',
        format: profileName,
    },
};
const CLIENTS = ['docker', 'podman', 'buildah', 'nerdctl'];
const ACR_INPUTS = {
    registry: {
        description: 'Host name of the registry, NAME-registry.REGION.cr.aliyuncs.com; several, one per line.',
        format: list(/\r?\n/, formats/* HOST */.jg, 'a host name'),
    },
    'instance-id': {
        description: 'ID of the Enterprise Edition instance, cri-\u2026; leave it out for the Personal Edition.',
        format: formats_text(/^cri-[a-z0-9-]{1,60}$/, 'the ID of an instance, which begins with cri-'),
    },
    profile: {
        description: 'Profile that an earlier login of the job wrote; defaults to what the last one left.',
        format: profileName,
    },
    client: {
        description: 'docker, podman, buildah or nerdctl; defaults to the first of them that is on PATH.',
        format: oneOf(CLIENTS),
    },
};

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
        format: policy,
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
        const flaw = flawOf(value, secret === 'sent');
        if (flaw)
            flaws.push(`${name} ${flaw}.`);
        return Secret.of(value, flaw ? log.conceal : log.mask);
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
        throw new errors/* InputError */.dz(flaws[0], FLAW_HINT);
    const others = rows.flatMap(([name, row]) => ('format' in row ? [[name, read(name, row)]] : []));
    return Object.fromEntries([...secrets, ...others]);
}

;// CONCATENATED MODULE: ./lib/diagnosis/report.js

async function reportFailure(context, error, more) {
    const { log, runner, env } = context;
    if (error instanceof errors/* ActionError */.lZ && error.code === 'network.tls')
        error.addContext({ note: ignoredCertificates(context) });
    const { title, short, long } = await explain(error, more);
    const summary = env.get('GITHUB_STEP_SUMMARY') ? ' and in the job summary' : '';
    log.error(title, long === undefined ? short : `${short}\nMore in the log group \u201cWhy: ${title}\u201d${summary}.`);
    if (error instanceof Error && error.cause !== undefined)
        log.debug(`Caused by: ${(0,errors/* messageOf */.bD)(error.cause)}`);
    if (long === undefined)
        return;
    log.group(`Why: ${title}`, long);
    try {
        await runner.summarize(log.redact(`### Alibaba Cloud login: ${title}\n\n${long}`).slice(0, 60_000));
    }
    catch (failure) {
        log.warning(`The job summary cannot be written: ${(0,errors/* messageOf */.bD)(failure)}`);
    }
}
async function explain(error, more) {
    try {
        const { diagnose } = await __nccwpck_require__.e(/* import() */ 813).then(__nccwpck_require__.bind(__nccwpck_require__, 813));
        return diagnose(error, more);
    }
    catch (failure) {
        return {
            title: 'Internal error',
            short: `${(0,errors/* messageOf */.bD)(error)}\nThis cannot be explained (${(0,errors/* messageOf */.bD)(failure)}). Please report it.`,
            long: undefined,
        };
    }
}
function ignoredCertificates({ env, files }) {
    const name = 'NODE_EXTRA_CA_CERTS';
    const path = env.get(name);
    if (!path)
        return undefined;
    const ignored = (why) => `${name} names ${path}, which ${why}: Node.js ignores it.`;
    try {
        const text = files.read(path);
        if (text === undefined)
            return ignored('does not exist');
        return text.includes('-----BEGIN CERTIFICATE-----') ? undefined : ignored('holds no PEM certificate');
    }
    catch {
        return ignored('cannot be read');
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(30);
var external_node_net_default = /*#__PURE__*/__nccwpck_require__.n(external_node_net_);
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = require("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
// EXTERNAL MODULE: ./lib/http/ahead.js
var http_ahead = __nccwpck_require__(916);
// EXTERNAL MODULE: ./lib/http/proxy.js + 1 modules
var http_proxy = __nccwpck_require__(841);
;// CONCATENATED MODULE: ./lib/http/direct.js




const http = process.getBuiltinModule('node:http');
function directTransport(opened, clock, debug) {
    const ready = (url, tcp) => {
        const started = clock.now();
        return new Promise((resolve, reject) => {
            const secured = () => {
                const socket = url.protocol === 'https:' ? direct_secure(url, tcp) : tcp;
                socket.once('error', reject);
                socket.once('close', () => reject(CLOSED));
                const done = () => {
                    debug(`connect ${url.host}: ${clock.now() - started} ms`);
                    socket.removeListener('error', reject);
                    resolve(socket);
                };
                if (socket === tcp)
                    done();
                else
                    socket.once('secureConnect', done);
            };
            tcp.once('error', reject);
            tcp.once('close', () => reject(CLOSED));
            if (tcp.destroyed)
                reject(CLOSED);
            else if (tcp.connecting)
                tcp.once('connect', secured);
            else
                secured();
        });
    };
    const ahead = new Map([...opened].map(([origin, tcp]) => {
        const socket = ready(new URL(origin), tcp);
        socket.then((one) => one.on('error', () => { }), () => { });
        return [origin, socket];
    }));
    const open = async (url) => {
        const early = await ahead.get(url.origin)?.catch(() => undefined);
        const taken = ahead.delete(url.origin);
        return taken && early?.writable ? early : ready(url, (0,http_ahead/* dial */.zy)(url));
    };
    const pool = () => {
        const agent = new http.Agent({ keepAlive: true });
        agent.createConnection = (options, callback) => {
            const { url } = options;
            open(url).then((socket) => callback?.(null, socket), (error) => callback?.(error, undefined));
            return undefined;
        };
        return agent;
    };
    const pools = { 'http:': pool(), 'https:': pool() };
    return {
        exchange: ({ url, method, headers, body }, signal) => new Promise((resolve, reject) => {
            const options = {
                agent: pools[url.protocol],
                host: (0,http_proxy/* withoutBrackets */.o)(url.hostname),
                port: (0,http_ahead/* portOf */.HM)(url),
                method,
                path: url.pathname + url.search,
                headers: { host: url.host, ...headers },
                signal,
                url,
            };
            signal.addEventListener('abort', () => reject(signal.reason), { once: true });
            http
                .request(options)
                .on('response', (response) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response }))
                .on('error', reject)
                .end(body);
        }),
    };
}
const CLOSED = Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
function direct_secure(url, socket) {
    const host = (0,http_proxy/* withoutBrackets */.o)(url.hostname);
    return external_node_tls_default().connect({
        socket,
        host,
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: true,
        ...(external_node_net_default().isIP(host) === 0 && { servername: host }),
    });
}

// EXTERNAL MODULE: ./lib/http/faults.js
var faults = __nccwpck_require__(652);
;// CONCATENATED MODULE: ./lib/http/client.js




const EXCHANGE_TIMEOUT = 10_000;
const MAX_BODY = 1024 * 1024;
const MAX_ERROR = 64 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];
function httpClient(env, opened, clock, debug) {
    const direct = directTransport(opened, clock, debug);
    const proxied = new Map();
    const way = async (request) => {
        const proxy = request.direct ? undefined : (0,http_proxy/* proxyFor */.i)(request.url, env);
        if (!proxy)
            return direct;
        const { proxiedTransport } = await __nccwpck_require__.e(/* import() */ 188).then(__nccwpck_require__.bind(__nccwpck_require__, 188));
        const known = proxied.get(proxy.href) ?? proxiedTransport(proxy);
        proxied.set(proxy.href, known);
        return known;
    };
    return {
        send: async (request, signal) => {
            const { host } = request.url;
            const timeout = AbortSignal.timeout(request.timeout ?? EXCHANGE_TIMEOUT);
            try {
                const transport = await way(request);
                const { status, headers, body } = await transport.exchange(request, AbortSignal.any([signal, timeout]));
                if (REDIRECTS.includes(status)) {
                    body.destroy();
                    throw new errors/* NetworkError */.Dr('redirect', host, `${host} redirects elsewhere, which is not followed.`);
                }
                const text = status < 400 ? await readBody(body, MAX_BODY, host) : await readBody(body, MAX_ERROR);
                return { status, headers: flatten(headers), body: text };
            }
            catch (error) {
                signal.throwIfAborted();
                if (error instanceof errors/* ActionError */.lZ)
                    throw error;
                throw (0,faults/* networkError */.x)(error, host, timeout.aborted);
            }
        },
    };
}
async function readBody(body, longest, host) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= longest)
            continue;
        if (host)
            throw new errors/* NetworkError */.Dr('too-large', host, `${host} answered with more than ${longest} bytes.`);
        break;
    }
    return Buffer.concat(chunks).subarray(0, longest).toString('utf8');
}
function flatten(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
var external_node_os_default = /*#__PURE__*/__nccwpck_require__.n(external_node_os_namespaceObject);
;// CONCATENATED MODULE: ./lib/secrets/fingerprint.js
function fingerprint_crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return fingerprint_crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
}

;// CONCATENATED MODULE: ./lib/runtime/env.js
function environment(variables) {
    const exported = new Map();
    return {
        get: (name) => exported.get(name) ?? variables[name],
        initial: variables,
        set: (name, value) => void exported.set(name, value),
        forget: () => exported.clear(),
    };
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
var external_node_fs_default = /*#__PURE__*/__nccwpck_require__.n(external_node_fs_namespaceObject);
;// CONCATENATED MODULE: ./lib/runtime/path-identity.js

function realPath(fs, target) {
    const full = external_node_path_default().resolve(target);
    try {
        return fs.realpathSync.native(full);
    }
    catch (error) {
        if (fs.existsSync(full) && !isAbsence(error))
            throw error;
        const parent = external_node_path_default().dirname(full);
        return parent === full ? full : external_node_path_default().join(realPath(fs, parent), external_node_path_default().basename(full));
    }
}
function isAbsence(error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
function isPathInside(fs, file, folder) {
    const [inner, outer] = [realPath(fs, file), realPath(fs, folder)];
    const relative = external_node_path_default().relative(outer, inner);
    if (relative !== '..' && !relative.startsWith(`..${(external_node_path_default()).sep}`) && !external_node_path_default().isAbsolute(relative))
        return true;
    const wanted = identity(fs, outer);
    return wanted !== undefined && ancestors(inner).some((ancestor) => identity(fs, ancestor) === wanted);
}
function isSame(fs, one, other) {
    const [a, b] = [one, other].map((file) => split(fs, realPath(fs, file)));
    if (!a || !b)
        return false;
    const name = (rest) => rest.join('/').normalize('NFC').toLowerCase();
    if (name(a.rest) !== name(b.rest))
        return false;
    if (a.existing === b.existing)
        return true;
    const [first, second, again] = [a, b, a].map(({ existing }) => identity(fs, existing));
    return first !== undefined && first === second && first === again;
}
function split(fs, target) {
    const parent = external_node_path_default().dirname(target);
    if (parent === target || fs.existsSync(target))
        return { existing: target, rest: [] };
    const { existing, rest } = split(fs, parent);
    return { existing, rest: [...rest, external_node_path_default().basename(target)] };
}
function ancestors(target) {
    const parent = external_node_path_default().dirname(target);
    return parent === target ? [target] : [target, ...ancestors(parent)];
}
function identity(fs, target) {
    try {
        const { dev, ino } = fs.statSync(target, { bigint: true });
        return ino === 0n ? undefined : `${dev}:${ino}`;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/runtime/sharing.js
const PATIENCE = 8_000;
const LONGEST_PAUSE = 100;
const CALLS = [
    'appendFileSync',
    'chmodSync',
    'linkSync',
    'lstatSync',
    'mkdirSync',
    'openSync',
    'readFileSync',
    'readSync',
    'readdirSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
    'unlinkSync',
];
const HELD = ['EPERM', 'EACCES', 'EBUSY'];
function sharing(disk, pause = sleep) {
    const patient = (name) => (...values) => {
        const call = disk[name];
        const passing = name === 'rmSync' ? [...HELD, 'ENOTEMPTY'] : HELD;
        for (let waited = 0, next = 5;; next = Math.min(2 * next, LONGEST_PAUSE)) {
            try {
                return call(...values);
            }
            catch (error) {
                if (!passing.includes(codeOf(error)) || waited >= PATIENCE)
                    throw error;
                if (name === 'renameSync')
                    makeWritable(disk, String(values[1]));
                pause(next);
                waited += next;
            }
        }
    };
    return { ...disk, ...Object.fromEntries(CALLS.map((name) => [name, patient(name)])) };
}
function makeWritable(disk, file) {
    const stat = disk.lstatSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && (stat.mode & 0o200) === 0)
        disk.chmodSync(file, stat.mode | 0o200);
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function sleep(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

;// CONCATENATED MODULE: ./lib/runtime/files.js






const filesOn = (fs) => ({
    look: (path) => attempt('read', path, () => {
        const stat = statusOf(fs, path);
        if (!stat)
            return undefined;
        const kind = stat.isSymbolicLink()
            ? 'symlink'
            : stat.isFile()
                ? 'file'
                : stat.isDirectory()
                    ? 'folder'
                    : 'other';
        const identity = stat.ino === 0n ? undefined : `${stat.dev}:${stat.ino}`;
        return {
            kind,
            mode: Number(stat.mode) & 0o777,
            uid: Number(stat.uid),
            gid: Number(stat.gid),
            identity,
        };
    }),
    list: (path) => attempt('read', path, () => fs.readdirSync(path)),
    read: (path) => attempt('read', path, () => textIn(path, readRegular(fs, path))),
    readOwn: (path, isOurs) => attempt('read', path, () => {
        const check = (file) => {
            const { uid, mode } = fs.fstatSync(file);
            if (isOurs({ uid, mode: mode & 0o777 }))
                return;
            throw new errors/* FileError */.f6(`${path} belongs to another user, or others may write to it. It is not used.`);
        };
        return textIn(path, readRegular(fs, path, fs.constants.O_NOFOLLOW ?? 0, check));
    }),
    createPrivateFolder: (path) => attempt('create', path, () => {
        fs.mkdirSync(path, { mode: 0o700 });
        fs.chmodSync(path, 0o700);
        return undefined;
    }),
    createFolder: (path) => attempt('create', path, () => fs.mkdirSync(path, { mode: 0o700 })),
    ensureFolder: (path) => attempt('create', path, () => makeFolders(fs, path)),
    resolve: (target) => attempt('read', target, () => realPath(fs, target)),
    isPathInside: (file, folder) => attempt('read', file, () => isPathInside(fs, file, folder)),
    isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
    assertCreatable: (target) => attempt('create', target, () => {
        const { W_OK, X_OK } = fs.constants;
        fs.accessSync(external_node_path_default().join(external_node_path_default().dirname(target), (external_node_path_default()).sep), W_OK | X_OK);
    }),
    create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
    replace: (path, temporary, content, { owner, mode } = {}) => attempt('write', path, () => {
        try {
            writeNew(fs, temporary, content, fs.fsyncSync);
            if (owner)
                keepOwner(fs, temporary, owner);
            if (mode !== undefined)
                fs.chmodSync(temporary, mode);
            fs.renameSync(temporary, path);
        }
        catch (error) {
            fs.rmSync(temporary, { force: true });
            throw error;
        }
    }),
    overwrite: (path, content, mode) => attempt('write', path, () => writeOver(fs, path, content, mode)),
    move: (from, to) => attempt('write', to, () => fs.renameSync(from, to)),
    append: (path, text) => attempt('write', path, () => appendAll(fs, path, text)),
    lengthOf: (path) => attempt('read', path, () => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    shorten: (path, length) => attempt('write', path, () => {
        const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > length)
            fs.truncateSync(path, length);
    }),
    remove: (path) => attempt('remove', path, () => unlessAbsent(fs, path, () => fs.unlinkSync(path))),
    removeFolder: (path) => attempt('remove', path, () => fs.rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 20 })),
    removeEmptyFolder: (path) => attempt('remove', path, () => {
        try {
            unlessAbsent(fs, path, () => fs.rmdirSync(path));
        }
        catch (error) {
            if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error) ?? ''))
                throw error;
        }
    }),
});
const nodeFiles = filesOn(external_node_os_default().platform() === 'win32' ? sharing((external_node_fs_default())) : (external_node_fs_default()));
const MOST_BYTES = 8 * 2 ** 20;
function textIn(path, bytes) {
    try {
        return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch (cause) {
        throw new errors/* FileError */.f6(`${path} is not UTF-8 text.`, { cause });
    }
}
function readRegular(fs, path, flags = 0, check = () => { }) {
    let file;
    try {
        file = openAtOnce(fs, path, fs.constants.O_RDONLY | flags);
    }
    catch (error) {
        if (errno(error) === 'ENOENT')
            return undefined;
        throw error;
    }
    try {
        check(file);
        return readBounded(fs, file, path, sizeOf(fs, file, path));
    }
    finally {
        fs.closeSync(file);
    }
}
function readBounded(fs, file, path, size) {
    const parts = [];
    let length = Math.min(size, MOST_BYTES);
    for (let total = 0;; length = 64 * 1024) {
        const part = Buffer.allocUnsafe(length + 1);
        const read = fs.readSync(file, part);
        if (read === 0)
            return Buffer.concat(parts, total);
        total += read;
        if (total > MOST_BYTES)
            throw new errors/* FileError */.f6(`${path} is larger than ${MOST_BYTES / 2 ** 20} MB, and is not read.`);
        parts.push(part.subarray(0, read));
    }
}
function openAtOnce(fs, path, flags) {
    try {
        return fs.openSync(path, flags | (fs.constants.O_NONBLOCK ?? 0), 0o600);
    }
    catch (error) {
        if (errno(error) === 'ENXIO')
            throw noRegularFile(path);
        throw error;
    }
}
function sizeOf(fs, file, path) {
    const stat = fs.fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory())
        throw noRegularFile(path);
    return stat.size;
}
function noRegularFile(path) {
    return new errors/* FileError */.f6(`${path} is a pipe or a device, not a regular file, and is not used.`);
}
function makeFolders(fs, target) {
    if (fs.existsSync(target)) {
        if (fs.statSync(target, { throwIfNoEntry: false })?.isFile())
            throw Object.assign(new Error(`${target} is a file.`), { code: 'ENOTDIR' });
        return [];
    }
    const parent = external_node_path_default().dirname(target);
    if (parent === target)
        throw new errors/* FileError */.f6(`There is no ${target}: the drive or share is missing.`);
    const parents = makeFolders(fs, parent);
    try {
        fs.mkdirSync(target, { mode: 0o700 });
    }
    catch (error) {
        if (errno(error) === 'EEXIST' && fs.statSync(target).isDirectory())
            return parents;
        throw error;
    }
    return [target, ...parents];
}
function unlessAbsent(fs, target, removal) {
    try {
        removal();
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errno(error) ?? ''))
            return;
        if (!fs.lstatSync(target, { throwIfNoEntry: false }))
            return;
        throw error;
    }
}
function writeNew(fs, path, content, settle = () => { }) {
    const file = fs.openSync(path, 'wx', 0o600);
    try {
        fs.fchmodSync(file, 0o600);
        fs.writeFileSync(file, content);
        settle(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function writeOver(fs, path, content, mode) {
    const bytes = Buffer.from(content);
    const file = openAtOnce(fs, path, fs.constants.O_WRONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
        if (sizeOf(fs, file, path) < bytes.length)
            throw new errors/* FileError */.f6(`Cannot write over ${path}, which would become longer.`);
        fs.writeSync(file, bytes, 0, bytes.length, 0);
        fs.ftruncateSync(file, bytes.length);
        if (mode !== undefined)
            fs.fchmodSync(file, mode);
        fs.fsyncSync(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function appendAll(fs, path, text) {
    const { O_WRONLY, O_APPEND, O_CREAT } = fs.constants;
    const file = openAtOnce(fs, path, O_WRONLY | O_APPEND | O_CREAT);
    try {
        const size = sizeOf(fs, file, path);
        try {
            fs.writeFileSync(file, text);
        }
        catch (error) {
            try {
                fs.ftruncateSync(file, size);
            }
            catch {
            }
            throw error;
        }
    }
    finally {
        fs.closeSync(file);
    }
}
function keepOwner(fs, file, { uid, gid }) {
    const own = fs.lstatSync(file);
    if (own.uid === uid && own.gid === gid)
        return;
    try {
        fs.chownSync(file, uid, gid);
    }
    catch (error) {
        if (own.uid !== uid)
            throw error;
    }
}
function statusOf(fs, path) {
    try {
        return fs.lstatSync(path, { throwIfNoEntry: false, bigint: true });
    }
    catch (error) {
        if (['ENOTDIR', 'ELOOP'].includes(errno(error) ?? ''))
            return undefined;
        throw error;
    }
}
function attempt(what, target, action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6)
            throw error;
        throw new errors/* FileError */.f6(`Cannot ${what} ${target}: ${reason(error, target)}.`, { cause: error });
    }
}
function systemCodeOf(error) {
    return error instanceof errors/* FileError */.f6 ? errno(error.cause) : errno(error);
}
function errno(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
function reason(error, target) {
    switch (errno(error)) {
        case 'EACCES':
        case 'EPERM':
            return 'this user lacks permission';
        case 'EROFS':
            return 'the file system is read-only';
        case 'EEXIST':
            return 'something is already there';
        case 'ENOTDIR':
            return `a part of ${external_node_path_default().dirname(target)} is not a folder`;
        case 'EISDIR':
            return 'it is a folder';
        case 'ENOENT':
            return `the folder ${external_node_path_default().dirname(target)} does not exist`;
        case 'EBUSY':
            return external_node_os_default().platform() === 'win32'
                ? 'another program has it open'
                : 'it is mounted as a single file, as containers do (mount its folder instead)';
        case 'ENOSPC':
        case 'EDQUOT':
            return 'the disk is full';
        case 'ELOOP':
            return 'it is a loop of symbolic links';
        default:
            return errno(error) ?? 'unknown reason';
    }
}
function onRunnerFiles(action) {
    try {
        return action();
    }
    catch (error) {
        const mayNot = error instanceof errors/* FileError */.f6 && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
        if (!mayNot)
            throw error;
        throw new errors/* FileError */.f6((0,errors/* messageOf */.bD)(error), { code: 'runner.user', cause: error });
    }
}

;// CONCATENATED MODULE: ./lib/secrets/encodings.js

const SHORTEST_PACKED = 8;
function encodingsOf(value) {
    const bytes = Buffer.from(value);
    const packed = bytes.length >= SHORTEST_PACKED ? [...base64(bytes), ...hex(bytes)] : [];
    const forms = new Set([...percent(value), ...json(value), ...html(value), ...packed]);
    forms.delete(value);
    return [...forms];
}
function percent(value) {
    const loose = encodeURIComponent(value.toWellFormed());
    const strict = (0,escapes/* percentEncode */.JO)(value);
    const form = new URLSearchParams([['', value]]).toString().slice(1);
    const upper = [loose, strict, strict.replaceAll('%20', '+'), form];
    const both = [...upper, ...upper.map(lowerCaseDigits)];
    return [...both, ...both.map((form) => form.replaceAll('%', '%25'))];
}
function lowerCaseDigits(text) {
    return text.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
}
function json(value) {
    const escaped = (text) => JSON.stringify(text).slice(1, -1);
    const plain = escaped(value);
    const numbered = special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4)}`);
    return [
        plain,
        plain.replaceAll('/', '\\/'),
        escaped(plain),
        numbered,
        special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4).toUpperCase()}`),
        special(plain, /[&'<=>]/g, (code) => `\\u${digits(code, 4)}`),
    ];
}
function html(value) {
    const named = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return [
        named,
        ...['&#39;', '&#x27;', '&apos;'].map((quote) => named.replaceAll('"', '&quot;').replaceAll("'", quote)),
        named.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
        special(value, NOT_PLAIN, (code) => `&#${code};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1)};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1).toUpperCase()};`),
    ];
}
function base64(bytes) {
    return [0, 1, 2].flatMap((offset) => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .replaceAll('=', '');
        const first = Math.ceil((offset * 8) / 6);
        const last = Math.floor(((offset + bytes.length) * 8) / 6);
        const own = text.slice(first, last);
        return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
function hex(bytes) {
    const text = bytes.toString('hex');
    return [text, text.toUpperCase()];
}
const NOT_PLAIN = /[^A-Za-z0-9]/g;
function special(text, which, encode) {
    return text.replace(which, (character) => encode(character.charCodeAt(0)));
}
function digits(code, length) {
    return code.toString(16).padStart(length, '0');
}

;// CONCATENATED MODULE: ./lib/secrets/redactor.js



const SHORTEST_SECRET = 4;
const SHORTEST_PART = 8;
const SHORTEST_WRAPPED = 16;
const LONGEST_TEXT = 65_536;
function redactor() {
    let forms = [];
    let unbroken = [];
    let fresh = [];
    const encode = () => {
        if (fresh.length === 0)
            return;
        const added = [...new Set(fresh)].flatMap((value) => [value, ...encodingsOf(value)]);
        forms = [...new Set([...forms, ...added])]
            .filter((form) => form.trim().length >= SHORTEST_SECRET)
            .sort((a, b) => b.length - a.length);
        unbroken = forms
            .map((form) => form.replace(/\s+/g, ''))
            .filter((form) => form.length >= SHORTEST_WRAPPED);
        fresh = [];
    };
    const isWrapped = (text) => {
        const bare = text.replace(/\s+/g, '');
        return bare.length < text.length && unbroken.some((form) => withoutEvery(bare, form, '') !== bare);
    };
    const redact = (text) => {
        encode();
        const shown = forms.reduce((rest, form) => withoutEvery(rest, form, '***'), (0,escapes/* shortened */.vI)(text, LONGEST_TEXT));
        return isWrapped(shown) ? '***' : shown;
    };
    return {
        hide: (value) => {
            const lines = [value, ...value.split('\n').map((line) => line.trim())];
            fresh = fresh.concat(lines.filter((line) => line.trim().length >= SHORTEST_SECRET));
        },
        redact,
        redactEcho: (text) => withoutParts(withoutLookalikes(redact(text)), forms, SHORTEST_PART),
    };
}
function withoutParts(text, patterns, shortest) {
    const possible = new Set(piecesOf(text, shortest));
    const found = new Set();
    for (const pattern of patterns)
        for (const piece of piecesOf(pattern, shortest))
            if (possible.has(piece))
                found.add(piece);
    let result = '';
    for (let at = 0; at < text.length;) {
        let end = at + 1;
        if (found.has(text.slice(at, at + shortest)))
            for (end = at + shortest; found.has(text.slice(end + 1 - shortest, end + 1));)
                end++;
        const stretch = text.slice(at, end);
        result += stretch.length > 1 && !isWords(stretch) ? '***' : stretch;
        at = end;
    }
    return result;
}
function* piecesOf(text, length) {
    for (let at = 0; at + length <= text.length; at++)
        yield text.slice(at, at + length);
}
function isWords(text) {
    return text.split(/[^A-Za-z0-9]+/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]+)$/.test(word));
}
const HEAD = 16;
function withoutEvery(text, pattern, replacement) {
    if (pattern === '' || !text.includes(pattern.slice(0, HEAD)))
        return text;
    const borders = bordersOf(pattern);
    let result = '';
    let kept = 0;
    let matched = 0;
    for (let at = 0; at < text.length; at++) {
        while (matched > 0 && text[at] !== pattern[matched])
            matched = borders[matched - 1] ?? 0;
        if (text[at] === pattern[matched])
            matched++;
        if (matched < pattern.length)
            continue;
        result += text.slice(kept, at + 1 - pattern.length) + replacement;
        kept = at + 1;
        matched = 0;
    }
    return result + text.slice(kept);
}
function bordersOf(pattern) {
    const borders = new Uint32Array(pattern.length);
    let length = 0;
    for (let at = 1; at < pattern.length; at++) {
        while (length > 0 && pattern[at] !== pattern[length])
            length = borders[length - 1] ?? 0;
        if (pattern[at] === pattern[length])
            length++;
        borders[at] = length;
    }
    return borders;
}

;// CONCATENATED MODULE: ./lib/runtime/log.js


const log_LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;
function log_workflowLog(issue, print) {
    const { hide, redact, redactEcho } = redactor();
    const masked = new Set();
    const shown = (text, longest) => {
        const redacted = redact(text);
        return `${(0,escapes/* visibleLines */.gB)(redacted.slice(0, longest))}${redacted.length > longest ? '\u2026' : ''}`;
    };
    const say = (name, message, properties = {}) => issue(name, properties, shown(message, log_LONGEST_MESSAGE));
    return {
        debug: (message) => say('debug', message),
        info: (message) => print(neutral(shown(message, log_LONGEST_MESSAGE))),
        warning: (message) => say('warning', message),
        error: (title, message) => say('error', message, { title: (0,escapes/* visibleLines */.gB)(redact(title)) }),
        group: (title, lines) => {
            say('group', title);
            print(neutral(shown(lines, LONGEST_GROUP)));
            issue('endgroup', {}, '');
        },
        mask: (value) => {
            if (value.trim() === '' || masked.has(value))
                return;
            masked.add(value);
            hide(value);
            issue('add-mask', {}, value);
        },
        conceal: hide,
        redact,
        redactEcho,
    };
}
const LINE_OF_COMMAND = /^([\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]*)(::)/gm;
function neutral(text) {
    return text.replace(LINE_OF_COMMAND, '$1\u200b$2').replaceAll('##[', '## [');
}

;// CONCATENATED MODULE: ./lib/runtime/private-windows.js
const OWNER_ONLY = ['/inheritance:r', '/grant:r', '*S-1-3-4:(OI)(CI)F', '/q'];
const private_windows_PATIENCE = 10_000;
function closedOnWindows(files, systemRoot) {
    return {
        ...files,
        createPrivateFolder: (folder) => {
            files.createPrivateFolder(folder);
            const { spawnSync } = process.getBuiltinModule('node:child_process');
            const { status, error } = spawnSync(`${systemRoot}\\System32\\icacls.exe`, [folder, ...OWNER_ONLY], {
                stdio: 'ignore',
                timeout: private_windows_PATIENCE,
                windowsHide: true,
            });
            if (status === 0)
                return undefined;
            return `Other users of this machine may be able to read ${folder}: icacls could not close it (${error?.message ?? `status ${status}`}).`;
        },
    };
}

;// CONCATENATED MODULE: ./lib/runtime/stdout.js

const STDOUT = 1;
const STDERR = 2;
function print(text) {
    write(STDOUT, text);
}
function printError(text) {
    write(STDERR, text);
}
function write(file, text) {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
        try {
            rest = rest.subarray(external_node_fs_default().writeSync(file, rest));
        }
        catch (error) {
            const code = error instanceof Error && 'code' in error ? error.code : undefined;
            if (code === 'EPIPE' || code === 'EOF')
                return;
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
    }
}
function printAtOnce() {
    Object.defineProperty(process, 'stdout', { configurable: true, value: { write: print } });
}

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/utils.js
var utils = __nccwpck_require__(679);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/context.js


class Context {
    /**
     * Hydrate the context from the environment
     */
    constructor() {
        var _a, _b, _c;
        this.payload = {};
        if (process.env.GITHUB_EVENT_PATH) {
            if ((0,external_fs_.existsSync)(process.env.GITHUB_EVENT_PATH)) {
                this.payload = JSON.parse((0,external_fs_.readFileSync)(process.env.GITHUB_EVENT_PATH, { encoding: 'utf8' }));
            }
            else {
                const path = process.env.GITHUB_EVENT_PATH;
                process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${external_os_.EOL}`);
            }
        }
        this.eventName = process.env.GITHUB_EVENT_NAME;
        this.sha = process.env.GITHUB_SHA;
        this.ref = process.env.GITHUB_REF;
        this.workflow = process.env.GITHUB_WORKFLOW;
        this.action = process.env.GITHUB_ACTION;
        this.actor = process.env.GITHUB_ACTOR;
        this.job = process.env.GITHUB_JOB;
        this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
        this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
        this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
        this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
        this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
        this.graphqlUrl =
            (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
    }
    get issue() {
        const payload = this.payload;
        return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
    }
    get repo() {
        if (process.env.GITHUB_REPOSITORY) {
            const [owner, repo] = process.env.GITHUB_REPOSITORY.split('/');
            return { owner, repo };
        }
        if (this.payload.repository) {
            return {
                owner: this.payload.repository.owner.login,
                repo: this.payload.repository.name
            };
        }
        throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
    }
}
//# sourceMappingURL=context.js.map
;// CONCATENATED MODULE: ./lib/runtime/toolkit.js






function fileCommands(env, { append, assertCreatable, look }) {
    const pathOf = (file) => {
        const path = env.get(file);
        if (path)
            return path;
        throw new errors/* ActionError */.lZ('file', `The runner gives this step no ${file} file.`, {
            hint: 'This action needs a GitHub Actions runner 2.327.1 or newer, or a program that offers the same files.',
        });
    };
    const record = (file, values, format) => {
        const path = pathOf(file);
        const records = Object.entries(values).map(([name, value]) => `${format(name, value)}${(external_node_os_default()).EOL}`);
        onRunnerFiles(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            onRunnerFiles(() => (look(path) ? append(path, '') : assertCreatable(path)));
        },
        exportVariables: async (variables) => {
            record('GITHUB_ENV', variables, await formatOf(variables));
            for (const [name, value] of Object.entries(variables))
                env.set(name, value);
        },
        setOutputs: async (outputs) => record('GITHUB_OUTPUT', outputs, await formatOf(outputs)),
        saveState: (name, value) => record('GITHUB_STATE', { [name]: value }, ofOneLine),
        state: (name) => env.get(`STATE_${name}`) ?? '',
        summarize: async (markdown) => {
            const path = env.get('GITHUB_STEP_SUMMARY');
            if (path)
                append(path, `${markdown}${(external_node_os_default()).EOL}`);
        },
    };
}
function ofOneLine(name, value) {
    return `${name}=${value}`;
}
async function formatOf(values) {
    return Object.values(values).some((value) => /[\r\n]/.test(value))
        ? (await __nccwpck_require__.e(/* import() */ 902).then(__nccwpck_require__.bind(__nccwpck_require__, 902))).prepareKeyValueMessage
        : ofOneLine;
}

;// CONCATENATED MODULE: ./lib/runtime/system.js










function localContext(signal, log = logOfStep()) {
    const env = environment(process.env);
    return {
        env,
        platform: process.platform,
        program: { node: process.execPath, dist: external_node_path_default().resolve(external_node_path_default().dirname(process.argv[1] ?? ''), '..') },
        user: process.geteuid?.(),
        home: homeFolder,
        files: process.platform === 'win32'
            ? closedOnWindows(nodeFiles, env.get('SystemRoot') ?? 'C:\\Windows')
            : nodeFiles,
        runner: fileCommands(env, nodeFiles),
        job: readJob,
        log,
        random: systemRandom,
        clock: systemClock,
        signal,
    };
}
function logOfStep() {
    printAtOnce();
    return log_workflowLog(issueCommand, (lines) => print(`${lines}${(external_node_os_default()).EOL}`));
}
function silentLog() {
    return workflowLog(() => { }, () => { });
}
function readJob() {
    const event = process.env['GITHUB_EVENT_PATH'];
    delete process.env['GITHUB_EVENT_PATH'];
    const job = new Context();
    if (event === undefined)
        return job;
    process.env['GITHUB_EVENT_PATH'] = event;
    job.payload = eventIn(event) ?? {};
    return job;
}
function eventIn(file) {
    try {
        return (0,text_json/* parseObject */.lj)(nodeFiles.read(file) ?? '');
    }
    catch {
        return undefined;
    }
}
function homeFolder() {
    try {
        const home = external_node_os_default().homedir();
        const rooted = process.platform !== 'win32' || /^(?:[A-Za-z]:|[\\/]{2})/.test(home);
        return external_node_path_default().isAbsolute(home) && rooted ? home : undefined;
    }
    catch {
        return undefined;
    }
}
const systemRandom = { fraction: Math.random, uuid: () => fingerprint_crypto().randomUUID() };
const systemClock = {
    now: Date.now,
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    sleep: (milliseconds, signal) => new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', stop);
            resolve();
        }, milliseconds);
        signal.addEventListener('abort', stop, { once: true });
    }),
};

;// CONCATENATED MODULE: ./lib/login/step.js




async function runStep(step, opened = new Map()) {
    const context = systemContext(opened);
    try {
        await step(context);
    }
    catch (error) {
        process.exitCode = 1;
        await reportFailure(context, error);
    }
    exitDespitePendingDns();
}
function exitDespitePendingDns() {
    if (process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) {
        const { env, execPath, exitCode = 0 } = process;
        const plain = Object.entries(env).filter(([name]) => !name.startsWith('NODE_'));
        if (process.platform !== 'win32')
            process.execve?.(execPath, [execPath, '--eval', `process.exit(${exitCode})`], Object.fromEntries(plain));
        else if (exitCode === 1)
            process.kill(process.pid, 'SIGTERM');
    }
    process.exit();
}
function systemContext(opened, log) {
    process.removeAllListeners('warning');
    const cancellation = new AbortController();
    const local = localContext(cancellation.signal, log);
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => cancellation.abort(new errors/* ActionError */.lZ('step.cancelled', `The step was cancelled (${signal}).`)));
    }
    process.on('uncaughtException', (error) => cancellation.abort(error));
    return {
        ...local,
        http: httpClient(local.env, opened, local.clock, local.log.debug),
        deadline: Number.POSITIVE_INFINITY,
    };
}

;// CONCATENATED MODULE: ./lib/sources/access-key.js

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
            throw new errors/* InputError */.dz('type: sts needs security-token.');
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
    throw new errors/* InputError */.dz(`${given} is given, but not ${KEY.filter((name) => !inputs[name]).join(' and ')}.`, 'A secret that does not exist, or that this run may not read (a fork, Dependabot), arrives empty.');
}
function typeOf({ inputs, roles }, own) {
    const { type = roles.length > 0 ? 'ram_role_arn' : own } = inputs;
    if (type === 'ram_role_arn' && roles.length === 0) {
        throw new errors/* InputError */.dz('type: ram_role_arn needs role-to-assume.');
    }
    if (type !== 'ram_role_arn' && roles.length > 0) {
        throw new errors/* InputError */.dz(`type: ${type} and role-to-assume contradict each other.`, 'A key that assumes a role is type: ram_role_arn.');
    }
    return type;
}

;// CONCATENATED MODULE: ./lib/sources/source.js
function given(value) {
    if (value === undefined)
        throw new Error('A source was chosen without the input that names it.');
    return value;
}

;// CONCATENATED MODULE: ./lib/sources/bearer.js


const BEARER_WITHOUT_ACCOUNT = 'A bearer token does not say which account it belongs to, so allowed-account-ids cannot be checked.';
const bearer = {
    selectedBy: ['bearer-token'],
    with: [],
    types: { bearer: 'bearer-token' },
    offer: null,
    plan: ({ inputs, roles }) => {
        if (roles.length > 0) {
            throw new errors/* InputError */.dz('bearer-token and role-to-assume contradict each other: a bearer token assumes no role.');
        }
        if (inputs['allowed-account-ids'].length > 0)
            throw new errors/* InputError */.dz(BEARER_WITHOUT_ACCOUNT);
        return { source: { from: 'bearer', bearerToken: given(inputs['bearer-token']) } };
    },
    asks: [],
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`bearer-token`',
    describe: () => ['take the bearer token'],
    storedKey: 'bearer-token',
};

;// CONCATENATED MODULE: ./lib/sources/credentials-uri.js
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

;// CONCATENATED MODULE: ./lib/sources/environment.js


const KEY_VARIABLES = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
const TOKEN_VARIABLE = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const environment_environment = {
    selectedBy: ['role-chaining'],
    with: ['audience'],
    types: { ram_role_arn: KEY_WITH_ROLE },
    offer: 'role-chaining: true (the credential that an earlier step left)',
    plan: ({ roles }) => {
        if (roles.length === 0)
            throw new errors/* InputError */.dz('role-chaining: true needs role-to-assume.');
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

;// CONCATENATED MODULE: ./lib/sources/oidc.js


const DEFAULT_AUDIENCE = 'sts.aliyuncs.com';
const oidc_REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
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
        const issuer = URL.parse(env.get(oidc_REQUEST_URL) ?? '');
        return issuer?.protocol === 'https:' && env.get(REQUEST_TOKEN) ? [issuer] : undefined;
    },
    identity: 'told',
    planTellsIdentity: true,
    inputs: '`oidc-provider-arn` with `role-to-assume`',
    describe: ({ role, audience }, dry) => [
        `ask GitHub for an OIDC token for ${audience}, ${dry.at(new URL(dry.env.get(oidc_REQUEST_URL) ?? ''))}`,
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
            throw new errors/* InputError */.dz('audience and oidc-token-file contradict each other: the token in a file already has its audience.');
        }
        const { role, hops } = planExchange(asked);
        return { source: { from: 'token-file', role, path: given(asked.inputs['oidc-token-file']) }, hops };
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
        throw new errors/* InputError */.dz('oidc-token-file is given, but not oidc-provider-arn.', 'It names RAM\u2019s OIDC identity provider.');
    }
    if (!first) {
        throw new errors/* InputError */.dz('oidc-provider-arn is given, but not role-to-assume.', 'Name the RAM role to log in as.');
    }
    const lost = hops.length === 0 && ['external-id', 'source-identity'].find((name) => inputs[name]);
    if (lost) {
        throw new errors/* InputError */.dz(`${lost} has no effect with a single role and an OIDC token: AssumeRoleWithOIDC takes none.`, INSTEAD[lost]);
    }
    return { role: { oidcProviderArn, roleArn: first.roleArn, session: first.session }, hops };
}
function describeExchange(role, { session, sts }) {
    return `exchange it for ${session(role)}, trusted by way of ${role.oidcProviderArn}, ${sts}`;
}

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
        source: { from: 'profile', name: given(inputs['source-profile']), defaults },
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
    github: github,
    'token-file': tokenFile,
    access_key: accessKey,
    sts: sts,
    environment: environment_environment,
    ecs_ram_role: ecsRamRole,
    credentials_uri: credentialsUri,
    bearer: bearer,
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
        const wanted = ALL_SOURCES.find((source) => serves(source, type) && source.with.includes(first.by));
        if (wanted)
            return wanted;
        throw new errors/* InputError */.dz(`type: ${type} and ${first.by} contradict each other.`);
    }
    const own = type && ALL_SOURCES.find((source) => serves(source, type));
    if (own) {
        const needs = own.types[type];
        if (needs)
            throw new errors/* InputError */.dz(`type: ${type} needs ${needs}.`);
        return own;
    }
    if (inputs['role-to-assume'].length > 0) {
        const offers = ALL_SOURCES.flatMap(({ offer }) => offer ?? []).join('; ');
        throw new errors/* InputError */.dz('role-to-assume is given, but nothing to assume it with.', `Give one of: ${offers}.`);
    }
    for (const source of ALL_SOURCES) {
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
    const found = ALL_SOURCES.flatMap((source) => {
        const given = source.selectedBy.filter((name) => isGiven(inputs, name));
        return given[0] === undefined ? [] : [{ source, by: given[0], given }];
    });
    const isPart = (given) => found.some(({ source }) => given.every((name) => source.with.includes(name)));
    return found.filter(({ given }) => !isPart(given));
}
function refuseStrays(inputs, source) {
    const own = inputsOf(source);
    const stray = ALL_SOURCES.flatMap(inputsOf).find((name) => isGiven(inputs, name) && !own.includes(name));
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

;// CONCATENATED MODULE: ./lib/sts/endpoints.js
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
        return GLOBAL_HOST;
    }
    if (!KNOWN_REGIONS.includes(region)) {
        const likely = likelyRegion(region, KNOWN_REGIONS);
        const host = hostOf(region, vpc);
        throw new errors/* InputError */.dz(`sts-region: this version knows no STS endpoint in \u201c${region}\u201d.`, `${likely ? `Did you mean ${likely}? ` : ''}Known: ${KNOWN_REGIONS.join(', ')}. For a newer one, give sts-endpoint: ${host}${vpc ? ' in place of sts-region and sts-vpc' : ''}.`);
    }
    const host = hostOf(region, vpc);
    if (!host) {
        throw new errors/* InputError */.dz(`sts-region: \u201c${region}\u201d has an STS endpoint only inside its VPCs.`, 'Add sts-vpc: true.');
    }
    return host;
}

;// CONCATENATED MODULE: ./lib/plan/make-plan.js






const DEFAULT_METADATA_ENDPOINT = `http://${ECS_METADATA_ADDRESS}`;
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
    return Secret.of(revealedJson(said), () => { });
}

;// CONCATENATED MODULE: ./lib/runtime/time-limit.js

function withTimeLimit(context, seconds, message = `The step ran out of time after ${seconds} seconds (timeout-seconds).`) {
    const limit = new AbortController();
    const { clock } = context;
    const deadline = Math.min(context.deadline, clock.now() + seconds * 1000);
    const timer = setTimeout(() => limit.abort(new errors/* ActionError */.lZ('step.timeout', message)), seconds * 1000);
    timer.unref();
    return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
}

;// CONCATENATED MODULE: ./lib/trust/policy.js


const MAX_TRUST_POLICY = 2048;
function parseTrustPolicy(given, origin) {
    const refuse = (problem) => {
        throw new errors/* InputError */.dz(`${origin} ${problem}.`);
    };
    if (given.length > 64 * MAX_TRUST_POLICY)
        refuse('is far longer than a trust policy can be');
    const text = documentIn(given);
    const policy = (0,text_json/* asObject */.eB)((0,text_json/* parseJson */.qF)(text));
    if (!policy)
        return refuse('is not a JSON object; give a quoted text whole, with its quotes');
    if (hasKeyTwice(text))
        refuse('has a key twice in one object, so that one of the two is lost');
    const { Version: version, Statement: list } = policy;
    if (list === undefined)
        refuse(`has no "Statement": give the policy alone, which GetRole calls ${DOCUMENT}`);
    if (version !== '1')
        refuse('must have "Version": "1"');
    if (!Array.isArray(list) || list.length === 0)
        return refuse('must have a list of statements, "Statement": [\u2026]');
    const statements = list.map((item, index) => statementOf((0,text_json/* asObject */.eB)(item) ?? {}, (problem) => refuse(`has a statement (number ${index + 1}) ${problem}`)));
    return { statements, characters: text.length };
}
const DOCUMENT = 'AssumeRolePolicyDocument';
function documentIn(given) {
    const value = (0,text_json/* parseJson */.qF)(given);
    const answer = (0,text_json/* asObject */.eB)(value);
    const document = typeof value === 'string' ? value : ((0,text_json/* asObject */.eB)(answer?.['Role']) ?? answer)?.[DOCUMENT];
    return typeof document === 'string' ? document : given;
}
function hasKeyTwice(json) {
    const texts = json.replace(/\\./g, '').matchAll(/"[^"]*"(\s*:)?/g);
    const written = [...texts].filter(([, colon]) => colon).length;
    let kept = -1;
    (0,text_json/* parseJson */.qF)(json, function (_key, value) {
        if (!Array.isArray(this))
            kept += 1;
        return value;
    });
    return written > kept;
}
function statementOf(item, refuse) {
    if (Object.keys(item).some((name) => !['Effect', 'Action', 'Principal', 'Condition'].includes(name)))
        refuse('with something other than Effect, Action, Principal and Condition');
    const { Effect: effect, Condition: condition = {} } = item;
    if (effect !== 'Allow' && effect !== 'Deny')
        return refuse('whose Effect is neither Allow nor Deny');
    const actions = textsOf(item['Action']) ?? refuse('whose Action is neither a text nor a list of texts');
    const principals = textsByName(item['Principal']) ?? refuse('whose Principal names nobody');
    const operators = (0,text_json/* asObject */.eB)(condition) ?? { '': condition };
    const conditions = Object.entries(operators).flatMap(([operator, keys]) => {
        const byKey = textsByName(keys) ?? refuse('whose Condition is not of the form operator \u2192 key \u2192 values');
        return byKey.map(([key, values]) => ({ operator, key, values }));
    });
    const isOidc = (kind, name) => kind === 'Federated' && !name.includes(':saml-provider/');
    return {
        effect,
        actions,
        federated: principals.flatMap(([kind, names]) => names.filter((name) => isOidc(kind, name))),
        others: principals.flatMap(([kind, names]) => names.filter((name) => !isOidc(kind, name)).map((name) => `${kind} ${name}`)),
        conditions,
    };
}
function textsByName(value) {
    const entries = Object.entries((0,text_json/* asObject */.eB)(value) ?? { '': undefined });
    const texts = entries.map(([name, given]) => [name, textsOf(given) ?? []]);
    return entries.every(([, given]) => textsOf(given)) ? texts : undefined;
}
function textsOf(value) {
    const list = Array.isArray(value) ? value : [value];
    return list.every((item) => typeof item === 'string') ? list : undefined;
}

;// CONCATENATED MODULE: ./lib/trust/evaluate.js
function evaluateTrust({ statements }, presented) {
    const verdicts = statements.map((statement) => judge(statement, presented));
    const applies = (effect) => verdicts.some((verdict) => verdict.applies && verdict.statement.effect === effect);
    return {
        decision: applies('Deny') ? 'denied' : applies('Allow') ? 'trusted' : 'not trusted',
        statements: verdicts,
    };
}
function judge(statement, presented) {
    const findings = [
        { part: 'Action', met: isAboutAssuming(statement) },
        {
            part: 'Principal',
            met: statement.federated.some((arn) => arn === '*' || arn === presented.oidcProviderArn),
        },
        ...statement.conditions.map((condition) => ({ part: condition, met: holds(condition, presented) })),
    ];
    const applies = findings.every(({ met }) => met ?? statement.effect === 'Deny');
    return { statement, findings, applies };
}
function isAboutAssuming({ actions }) {
    return actions.some((action) => isLike('sts:assumerole', action.toLowerCase()));
}
function differsInCaseOnly(condition, presented) {
    return holds(condition, presented) === false && holds(condition, presented, true) === true;
}
function holds({ operator, key, values }, presented, anyCase = false) {
    const [, not, kind] = OPERATOR.exec(operator) ?? [];
    const actual = claimsFor(key, presented);
    if (!kind || !actual)
        return undefined;
    const cased = (text) => anyCase || kind === 'EqualsIgnoreCase' ? text.toLowerCase() : text;
    const compare = kind === 'Like' ? isLike : (text, wanted) => text === wanted;
    const matches = actual.some((one) => values.some((value) => compare(cased(one), cased(value))));
    return matches !== (not !== undefined);
}
function claimsFor(key, { issuer, audiences, subject }) {
    if (key === 'oidc:iss')
        return [issuer];
    if (key === 'oidc:aud')
        return audiences;
    if (key === 'oidc:sub')
        return [subject];
    return key.startsWith('acs:') ? undefined : [];
}
const OPERATOR = /^String(Not)?(Equals|EqualsIgnoreCase|Like)$/;
function isPositive(operator) {
    const known = OPERATOR.exec(operator);
    return known ? known[1] === undefined : undefined;
}
function isLike(text, pattern) {
    const [first = '', ...rest] = pattern.split('*');
    if (!isLikeAt(text, first, 0))
        return false;
    const last = rest.pop();
    if (last === undefined)
        return text.length === first.length;
    let from = first.length;
    for (const piece of rest) {
        while (from + piece.length <= text.length && !isLikeAt(text, piece, from))
            from += 1;
        if (from + piece.length > text.length)
            return false;
        from += piece.length;
    }
    const end = text.length - last.length;
    return end >= from && isLikeAt(text, last, end);
}
function isLikeAt(text, piece, at) {
    for (let i = 0; i < piece.length; i++)
        if (piece[i] !== '?' && piece[i] !== text[at + i])
            return false;
    return true;
}

;// CONCATENATED MODULE: ./lib/trust/subjects.js

function repositoryOf(claims) {
    const [owner, name, ...more] = ((0,text_json/* textOf */.b6)(claims['repository']) ?? '').split('/');
    if (!owner || !name || more.length > 0)
        return undefined;
    const [ownerId, id] = [(0,text_json/* textOf */.b6)(claims['repository_owner_id']), (0,text_json/* textOf */.b6)(claims['repository_id'])];
    return { owner, name, ids: ownerId && id ? { owner: ownerId, name: id } : undefined };
}
function subjectsOf({ owner, name, ids }, context) {
    const classic = `repo:${owner}/${name}:${context}`;
    return ids ? [classic, `repo:${owner}@${ids.owner}/${name}@${ids.name}:${context}`] : [classic];
}
function environmentContext(name) {
    return `environment:${name.replaceAll(':', '%3A')}`;
}
function contextOf(subject, repository) {
    const { owner, name, ids } = repository;
    const customised = [`repository:${owner}/${name}:`, `repository_id:${ids?.name}:`];
    const starts = [...subjectsOf(repository, ''), ...customised];
    const start = starts.find((one) => subject.toLowerCase().startsWith(one.toLowerCase()));
    return start && subject.slice(start.length);
}
function pinsOwner(start) {
    return /^(?:repo(?:sitory)?:[^/:@]+[/@]|repository_owner:[^:]+:|repository(?:_owner)?_id:\d+:)/i.test(start);
}
function isGithubIssuer(issuer) {
    const text = issuer.toLowerCase();
    return (/^https:\/\/token\.actions\.(?:githubusercontent|[a-z0-9-]+\.ghe)\.com(?:\/|$)/.test(text) ||
        text.endsWith('/_services/token'));
}

;// CONCATENATED MODULE: ./lib/trust/review.js




const LEVELS = ['error', 'warning', 'info'];
function reviewTrust({ statements, characters }, issuer, repository) {
    const found = statements.flatMap((statement, index) => {
        if (statement.effect === 'Deny' || !isAboutAssuming(statement))
            return [];
        if (statement.federated.length === 0)
            return inForm(statement);
        const limits = statements.flatMap((other) => limitsBy(other, statement));
        const conditions = [...statement.conditions, ...limits];
        return [...inTokens(conditions, `statement ${index + 1}`, issuer, repository), ...inForm(statement)];
    });
    if (characters > MAX_TRUST_POLICY)
        found.push(['warning', `RAM takes at most ${MAX_TRUST_POLICY} characters.`, `${characters} characters`]);
    const alike = Map.groupBy(found, ([level, text]) => `${level} ${text}`);
    return [...alike.values()]
        .map((all) => {
        const [[level, text] = ['info', '']] = all;
        return {
            level,
            text: (0,escapes/* ascii */.a)(`${text} Found: ${[...new Set(all.map(([, , part]) => part))].join(', ')}`),
        };
    })
        .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}
function inForm({ actions, others, federated, conditions }) {
    const isOpen = (principal) => principal.endsWith(' *') && conditions.length === 0;
    return [
        ...others.map((one) => [isOpen(one) ? 'error' : 'warning', 'Not only OIDC tokens are trusted.', one]),
        ...warn('Any OIDC provider of the account is trusted. Name a single one.', federated.filter((arn) => arn.includes('*'))),
        ...warn('A trust policy needs the action sts:AssumeRole and nothing else.', actions.filter((action) => !/^sts:(?:AssumeRole|SetSourceIdentity)$/i.test(action))),
        ...warn('What cannot be evaluated here counts as not met by this job, and as met by anybody else.', conditions.filter((one) => !isDecidable(one)).map(({ operator, key }) => `${operator} ${key}`)),
        ...warn('StringEquals takes a * literally. Use StringLike for a pattern.', conditions
            .filter(({ operator, values }) => operator.startsWith('StringEquals') && `${values}`.includes('*'))
            .map(({ key }) => key)),
    ];
}
function inTokens(conditions, where, issuer, repository) {
    const on = (key) => conditions.filter((condition) => condition.key === key && isPositive(condition.operator));
    const issuers = on('oidc:iss').filter(isExact);
    const names = issuers.flatMap(({ values }) => values);
    const isOfJob = (name) => repository !== undefined && name === issuer;
    const isGithub = names.length === 0 || names.some((name) => isGithubIssuer(name) || isOfJob(name));
    const judged = (value, operator, part) => review_judge(value, operator, isGithub, repository).map(([level, text]) => [level, text, part]);
    const [tightest] = on('oidc:sub')
        .map(({ operator, values }) => values.flatMap((value) => judged(value, operator, `oidc:sub ${value}`)))
        .toSorted((a, b) => worstOf(b) - worstOf(a));
    const lettingIn = tightest ?? judged('*', 'StringLike', `${where} without oidc:sub`);
    const isLimited = !conditions.every(isDecidable);
    return [
        ...lettingIn.map(([level, ...rest]) => [isLimited && level === 'error' ? 'warning' : level, ...rest]),
        ...warn('oidc:iss is not checked by StringEquals, as RAM wants it: other issuers may be trusted.', issuers.some(({ operator }) => operator === 'StringEquals') ? [] : [where]),
        ...warn('oidc:aud is not checked, or by a wildcard: tokens for other services are accepted.', on('oidc:aud').some(isExact) ? [] : [where]),
    ];
}
function warn(text, parts) {
    return parts.map((part) => ['warning', text, part]);
}
function worstOf(found) {
    return Math.min(LEVELS.length, ...found.map(([level]) => LEVELS.indexOf(level)));
}
function limitsBy(denial, { federated }) {
    const [condition, ...more] = denial.conditions;
    const applies = denial.effect === 'Deny' &&
        isAboutAssuming(denial) &&
        federated.every((arn) => denial.federated.includes(arn) || denial.federated.includes('*'));
    if (!applies || !condition || more.length > 0 || !isDecidable(condition) || isPositive(condition.operator))
        return [];
    return [{ ...condition, operator: condition.operator.replace('Not', '') }];
}
function isDecidable({ operator, key }) {
    return isPositive(operator) !== undefined && /^oidc:(?:iss|aud|sub)$/.test(key);
}
function isExact({ operator, values }) {
    return operator !== 'StringLike' || !values.some((value) => /[*?]/.test(value));
}
const ANYBODY = 'Anybody on GitHub can assume this role. Start oidc:sub with repo:OWNER/NAME: and no wildcard.';
const PULL_REQUEST = 'Pull requests are trusted, which can change the workflow that runs, reviewed or not.';
const CONTEXTS = [
    [
        'ref:refs/heads/',
        'Any branch that matches is trusted. Name the branch, or an environment with protection rules.',
    ],
    ['ref:refs/tags/', 'Any tag that matches is trusted, whoever pushes it.'],
    ['environment:', 'Any environment that matches is trusted, with protection rules or without.'],
    ['pull_request:', PULL_REQUEST],
    ['ref:refs/pull/', PULL_REQUEST],
];
function review_judge(value, operator, isGithub, repository) {
    const start = operator === 'StringLike' ? value.replace(/[*?].*$/s, '') : value;
    const isWhole = start === value;
    const isOpen = !isWhole || operator === 'StringEqualsIgnoreCase';
    if (!isGithub) {
        if (start === '' && !isWhole)
            return [['error', 'Any token of the issuer is trusted. Name the subject in full.']];
        return isOpen ? [['warning', 'Subjects that are not named in full are trusted.']] : [];
    }
    const text = `${start}${isWhole ? ':' : ''}`.toLowerCase();
    if (!pinsOwner(text))
        return [['error', ANYBODY]];
    if (!isOpen && /:job_workflow_ref:[^:@]+@[^:]+/.test(text))
        return [['info', 'Whether this role can be assumed is up to the workflow in job_workflow_ref.']];
    const rest = repository && contextOf(text, repository);
    if (rest === undefined)
        return [['warning', "Repositories other than the job's own are trusted."]];
    const open = CONTEXTS.filter(([head, remark]) => head.startsWith(rest) || ((isOpen || remark === PULL_REQUEST) && rest.startsWith(head)));
    if (open.length === 0 && !CONTEXTS.some(([head]) => rest.startsWith(head)))
        return [['warning', 'It cannot be judged here which jobs are trusted.']];
    return open.map(([, remark]) => ['warning', remark]);
}

;// CONCATENATED MODULE: ./lib/trust/report.js





function reportTrust(policy, claims, oidcProviderArn, named) {
    const job = presentedOf(claims, oidcProviderArn);
    const repository = repositoryOf(claims);
    const verdict = evaluateTrust(policy, job);
    const trusted = verdict.decision === 'trusted';
    return {
        trusted,
        lines: [
            ...verdict.statements.flatMap(({ statement, findings, applies }, index) => [
                `Statement ${index + 1}: ${statement.effect}, ${applies ? 'applies' : 'does not apply'} to this job`,
                ...findings.map((finding) => `  ${lineOf(finding, job)}`),
            ]),
            'Subjects',
            ...subjectLines(policy, job, repository, named),
        ].join('\n'),
        reason: reasonOf(verdict, job),
        remarks: reviewTrust(policy, job.issuer, repository),
    };
}
function presentedOf(claims, oidcProviderArn) {
    const { iss, sub, aud } = claims;
    const audiences = [aud].flat().filter((one) => typeof one === 'string');
    if (typeof iss !== 'string' || typeof sub !== 'string')
        throw new errors/* ActionError */.lZ('trust', 'The token has no issuer (iss) or no subject (sub).');
    return { oidcProviderArn, issuer: iss, audiences, subject: sub };
}
function lineOf({ part, met }, job) {
    const sign = met === undefined ? '?' : met ? '\u2713' : '\u2717';
    if (typeof part === 'string')
        return `${sign} ${part}`;
    const said = claimsFor(part.key, job)?.join(', ');
    const shown = said ? `the token says ${plain(said)}` : 'the token does not have it';
    const alike = differsInCaseOnly(part, job) ? '; only the letter case differs' : '';
    return `${sign} ${plain(part.key)} ${plain(part.operator)} ${part.values.map(plain).join(' or ')} (${shown}${alike})`;
}
function reasonOf({ decision, statements }, job) {
    if (decision === 'denied') {
        const index = statements.findIndex(({ statement, applies }) => applies && statement.effect === 'Deny');
        return `Statement ${index + 1} denies it.`;
    }
    const failing = statements
        .filter(({ statement }) => statement.effect === 'Allow')
        .map(({ findings }) => findings.filter(({ met }) => met !== true))
        .toSorted((a, b) => a.length - b.length)[0];
    if (!failing)
        return 'No statement allows anything.';
    const parts = failing.map(({ part }) => {
        if (typeof part === 'string')
            return part;
        return differsInCaseOnly(part, job) ? `${plain(part.key)} (only in letter case)` : plain(part.key);
    });
    return `The closest statement still differs in ${[...new Set(parts)].join(' and ')}.`;
}
function subjectLines(policy, job, repository, named) {
    const line = (subject, note) => {
        const trusted = evaluateTrust(policy, { ...job, subject }).decision === 'trusted';
        return `  ${trusted ? '\u2713' : '\u2717'} ${plain(subject)}${note}`;
    };
    const context = repository && contextOf(job.subject, repository);
    const otherForm = repository && context !== undefined
        ? subjectsOf(repository, context).filter((subject) => subject !== job.subject)
        : [];
    return [
        line(job.subject, ' (this job)'),
        ...otherForm.map((subject) => line(subject, ' (this job, in the other form)')),
        ...named.flatMap((name) => namedSubjects(name, repository).map((subject) => line(subject, ''))),
    ];
}
function namedSubjects(name, repository) {
    if (name.startsWith('repo:'))
        return [name];
    const context = name.startsWith('refs/')
        ? `ref:${name}`
        : name.replace(/^environment:(.*)$/, (_, given) => environmentContext(given));
    return repository ? subjectsOf(repository, context) : [];
}
function plain(text) {
    return (0,escapes/* ascii */.a)(text.slice(0, 300));
}

// EXTERNAL MODULE: ./lib/trust/suggest.js
var suggest = __nccwpck_require__(879);
;// CONCATENATED MODULE: ./lib/check.js















async function check(base) {
    const inputs = readInputs(base);
    const own = readTable(base, CHECK_INPUTS);
    const context = withTimeLimit(base, inputs['timeout-seconds']);
    const policy = readPolicy(context, own);
    const { role, claims } = await tokenOf(context, makePlan(inputs, {}));
    const { trusted, lines, reason, remarks } = reportTrust(policy, claims, role.oidcProviderArn, own.subjects);
    const { log } = context;
    log.info(trusted
        ? `${role.roleArn} would trust this job, by this trust policy.`
        : `${role.roleArn} would not trust this job, by this trust policy. ${reason}`);
    log.group('Claim by claim', lines);
    for (const { level, text } of remarks) {
        if (level === 'error')
            log.error('Trusted by too many', text);
        else
            log[level](text);
    }
    if (!trusted) {
        const fitting = (0,suggest/* trustPolicyFor */.yz)(claims, role.oidcProviderArn);
        if (fitting)
            log.group('A trust policy that accepts this job', fitting);
        throw new errors/* ActionError */.lZ('trust', `The role would not trust this job. ${reason}`);
    }
    const serious = remarks.filter(({ level }) => level === 'error' || level === own['fail-on']).length;
    if (serious > 0)
        throw new errors/* ActionError */.lZ('trust', `The trust policy lets this job in, but has ${serious} of the flaws above.`);
}
function readPolicy({ files, env }, inputs) {
    const { 'trust-policy': given, 'trust-policy-file': file } = inputs;
    if ((given === undefined) === (file === undefined))
        throw new errors/* InputError */.dz('Give the trust policy in one of trust-policy and trust-policy-file.');
    const text = file === undefined ? given : files.read(external_node_path_default().resolve(env.get('GITHUB_WORKSPACE') ?? '', file));
    const origin = file === undefined ? 'trust-policy' : `trust-policy-file: ${(0,escapes/* ascii */.a)(file)}`;
    if (text === undefined)
        throw new errors/* InputError */.dz(`${origin} does not exist.`);
    return parseTrustPolicy(text.replace(/^\ufeff/, ''), origin);
}
async function tokenOf(context, { source, sts }) {
    if (!('role' in source))
        throw new errors/* InputError */.dz('This login uses no OIDC token, so there is no trust to check.', 'Give role-to-assume and oidc-provider-arn as in the login.');
    const token = 'audience' in source
        ? await oidc_mintToken(context, source.audience, sts.maxAttempts)
        : token_file_readToken(context, { path: () => source.path });
    return { role: source.role, claims: claimsOf(token.reveal()) ?? {} };
}
void runStep(check);

module.exports = __webpack_exports__;
/******/ })()
;