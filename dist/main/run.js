"use strict";
exports.id = 298;
exports.ids = [298];
exports.modules = {

/***/ 2471:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XP: () => (/* binding */ warnOfOverrides)
});

// UNUSED EXPORTS: overrides, toolsOf

// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(4778);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(1070);
;// CONCATENATED MODULE: ./lib/export/advice/override-rules.js

const TOOLS = {
    cli: ['the aliyun CLI', 'aliyun-cli 3.4: config/configuration.go, config/profile.go'],
    sdks: [
        'Alibaba Cloud\u2019s SDKs',
        'credentials-go 1.4: providers/default.go, env.go, oidc.go, cli_profile.go; the others\u2019 files of these names',
    ],
    go: ['Go\u2019s SDK', 'credentials-go 1.4.14: providers/oidc.go'],
    oss: ['the OSS SDKs', 'alibabacloud-oss-go-sdk-v2: credentials/environment_credentials.go'],
    terraform: ['Terraform\u2019s provider', 'terraform-provider-alicloud: alicloud/provider.go'],
    backend: ['Terraform\u2019s OSS backend', 'seen with Terraform 1.11 and 1.17'],
    tofu: ['OpenTofu\u2019s OSS backend', 'opentofu 1.12: internal/backend/remote-state/oss/backend.go'],
    opendal: ['OpenDAL', 'reqsign-aliyun-oss 3.2: provide_credential/default.rs, env.rs, assume_role.rs'],
    ack: [
        'ack-ram-tool',
        'ack-ram-tool: pkg/ctl/global.go, pkg/ctl/common/client.go, alibabacloudgo/env/env.go',
    ],
    ossutil: ['ossutil 2', 'ossutil 2\u2019s documentation'],
    serverless: ['Serverless Devs\u2019 ${aliyun-cli}', 'seen with its credential package'],
};
const BESIDE = {
    any: ['', ({ env, profile }) => env || profile !== undefined],
    variables: ['variables', ({ env }) => env],
    variablesAlone: ['variables', byVariables],
    keyAlone: ['an access key in variables', (scene) => byVariables(scene) && scene.kind === 'access_key'],
    profile: ['a profile', ({ profile }) => profile !== undefined],
    profileAlone: ['a profile', byProfile],
    stsProfileAlone: [
        'a profile with an STS credential',
        (scene) => byProfile(scene) && scene.kind !== 'access_key',
    ],
    refresh: ['a profile that renews itself', ({ refresh }) => refresh],
};
const ALONE = 'Use only profiles, or only the environment, in one job.';
const IGNORE = [['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE']];
const CLI_PROFILES = ['ALIBABACLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE', 'ALICLOUD_PROFILE'];
const KEY = [['ALIBABA_CLOUD_ACCESS_KEY_ID'], ['ALIBABA_CLOUD_ACCESS_KEY_SECRET']];
const ROLE = ['ALIBABA_CLOUD_ROLE_ARN'];
const PROVIDER = ['ALIBABA_CLOUD_OIDC_PROVIDER_ARN'];
const RRSA = [ROLE, PROVIDER, ['ALIBABA_CLOUD_OIDC_TOKEN_FILE']];
const ACK_FILE = [['ACK_RAM_TOOL_PROFILE_FILE']];
const ACK_IGNORE = [['ACK_RAM_TOOL_IGNORE_ENV_CREDENTIALS']];
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const RULES = [
    {
        tools: ['cli'],
        beside: 'profileAlone',
        set: IGNORE,
        is: ['TRUE'],
        where: ['', (scene) => !scene.isOwn(firstOf(scene, KEY[0])?.[1] ?? '')],
        effect: 'does not look at profiles',
        remedy: 'Unset it, or add export-env: true.',
    },
    {
        tools: ['cli'],
        beside: 'variablesAlone',
        set: [CLI_PROFILES],
        where: ['another profile', (scene) => !ignoresProfiles(scene) && isOther(scene, cliProfile(scene))],
        effect: 'uses that profile, and fails if there is none of that name',
        remedy: 'Unset it, or log in with profiles only in this job.',
    },
    {
        tools: ['cli'],
        beside: 'variablesAlone',
        where: [
            'a `config.json` that is empty or whose `current` names nothing',
            (scene) => decidesByFile(scene) &&
                currentOf(scene.config) === undefined &&
                ofConfig(scene, 'names no current profile'),
        ],
        effect: 'prints an error, sends no request and exits with 0',
        remedy: 'Add profile: NAME to this step, or fix that file.',
    },
    {
        tools: ['cli'],
        beside: 'variablesAlone',
        where: [
            'a `config.json` whose current profile is another one; one of mode `AK` without a key counts beside an STS credential',
            (scene) => {
                const current = decidesByFile(scene) ? currentOf(scene.config) : undefined;
                if (!current || !isOther(scene, current))
                    return false;
                return ofConfig(scene, (0,json/* textOf */.b6)(current['mode']) === 'AK' && !hasKey(current)
                    ? 'has a current profile without a key'
                    : `has the current profile \u201c${scene.config?.current}\u201d`);
            },
        ],
        effect: 'uses that profile instead of the variables',
        remedy: 'Add profile: NAME to this step, so that the CLI is logged in too.',
    },
    {
        tools: ['cli'],
        beside: 'variablesAlone',
        set: [['ALIBABA_CLOUD_PROFILE_MODE']],
        is: ['Anonymous'],
        caseless: true,
        where: ['no profile', cliTakesVariables],
        effect: 'sends no credential',
    },
    {
        tools: ['cli'],
        beside: 'keyAlone',
        set: [['ALIBABACLOUD_ROLE_ARN', ...ROLE]],
        where: ['no profile', cliTakesVariables],
        effect: 'wants to assume that role, and fails without a session name',
        remedy: 'Unset it, or add profile: NAME to this step.',
    },
    {
        tools: ['cli'],
        beside: 'any',
        set: [['ALIBABA_CLOUD_ENDPOINT']],
        effect: 'sends its requests, with the token, to that host',
        remedy: 'Unset it, if that is not what you want.',
        onTop: true,
    },
    {
        tools: ['sdks', 'opendal'],
        beside: 'profileAlone',
        set: KEY,
        effect: 'use that key instead of the profile',
        remedy: ALONE,
    },
    {
        tools: ['sdks'],
        beside: 'profileAlone',
        set: RRSA,
        where: ['no key', (scene) => !stands(scene, KEY)],
        effect: 'log in with that OIDC role instead of the profile',
        remedy: 'Add export-env: true, or unset one of them.',
    },
    {
        tools: ['go'],
        beside: 'profileAlone',
        set: [['ALIBABA_CLOUD_OIDC_TOKEN'], ROLE, PROVIDER],
        where: ['no key', (scene) => !stands(scene, KEY) && !stands(scene, RRSA)],
        effect: 'logs in with that OIDC role instead of the profile',
        remedy: 'Add export-env: true, or unset one of them.',
    },
    {
        tools: ['sdks'],
        beside: 'stsProfileAlone',
        set: [['ALIBABA_CLOUD_CLI_PROFILE_DISABLED']],
        is: ['true'],
        caseless: true,
        where: ['no key and no RRSA', (scene) => !stands(scene, KEY) && !stands(scene, RRSA)],
        effect: 'ignore config.json, do not know type = sts in credentials.ini, and go on to the instance\u2019s role',
        remedy: 'Unset it, or add export-env: true.',
    },
    {
        tools: ['sdks', 'terraform', 'opendal'],
        beside: 'refresh',
        set: [['ALIBABA_CLOUD_CREDENTIALS_URI', 'ALICLOUD_CREDENTIALS_URI']],
        effect: 'use the credential from there if the profile cannot be read or renewed',
    },
    {
        tools: ['opendal'],
        beside: 'refresh',
        set: RRSA,
        effect: 'logs in with that OIDC role: it does not know profiles that renew themselves',
        remedy: 'Unset one of them.',
    },
    {
        tools: ['oss', 'ossutil', 'opendal'],
        beside: 'profileAlone',
        set: [['OSS_ACCESS_KEY_ID'], ['OSS_ACCESS_KEY_SECRET']],
        effect: 'use that key instead of the profile',
        remedy: 'Unset it, or add export-env: true.',
    },
    {
        tools: ['terraform', 'backend'],
        beside: 'profileAlone',
        set: [['ALICLOUD_ACCESS_KEY', 'ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_ID']],
        effect: 'use that key, with the profile\u2019s token if the job has none (InvalidSecurityToken.MismatchWithAccessKey)',
        remedy: ALONE,
    },
    {
        tools: ['tofu'],
        beside: 'profileAlone',
        set: [['ALICLOUD_ACCESS_KEY', 'ALICLOUD_ACCESS_KEY_ID']],
        effect: 'uses that key, with the profile\u2019s token if the job has none',
        remedy: ALONE,
    },
    {
        tools: ['terraform', 'backend', 'tofu'],
        beside: 'variablesAlone',
        set: [['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE']],
        where: ['a profile with a token beside a key that has none, or one that assumes a role', addsToKey],
        effect: 'use this step\u2019s key with that profile\u2019s token or role',
        remedy: ALONE,
    },
    {
        tools: ['terraform', 'tofu'],
        beside: 'any',
        set: [['ALICLOUD_ASSUME_ROLE_ARN']],
        effect: 'assume that role on top of this login (the provider in an assume_role block)',
        remedy: 'Unset it, if that is not what you want.',
        onTop: true,
    },
    {
        tools: ['backend', 'tofu', 'terraform'],
        beside: 'refresh',
        set: [['ALICLOUD_ECS_ROLE_NAME', 'ALIBABA_CLOUD_ECS_METADATA']],
        effect: 'log in as that role of the instance if they cannot read the profile or do not know that it renews itself',
    },
    {
        tools: ['backend', 'opendal'],
        beside: 'any',
        set: [ROLE],
        effect: 'assume that role on top of this login',
        onTop: true,
    },
    {
        tools: ['ack'],
        beside: 'any',
        set: [['ACK_RAM_TOOL_CREDENTIAL_TYPE']],
        is: ['imds', 'ecs-role'],
        effect: 'logs in as the instance\u2019s role',
    },
    {
        tools: ['ack'],
        beside: 'variablesAlone',
        set: ACK_FILE,
        where: ['', ackReadsOther],
        effect: 'reads that file, and no variables',
        remedy: 'Unset it, or log in with profiles only in this job.',
    },
    {
        tools: ['ack'],
        beside: 'variablesAlone',
        set: ACK_IGNORE,
        is: TRUE,
        where: ['', ackReadsOther],
        effect: 'reads no variables',
        remedy: 'Unset it, or add profile: NAME to this step.',
    },
    {
        tools: ['ack'],
        beside: 'keyAlone',
        set: [ROLE],
        where: [
            '',
            (scene) => !stands(scene, ACK_FILE) && !TRUE.includes(firstOf(scene, ACK_IGNORE[0])?.[1] ?? ''),
        ],
        effect: 'assumes that role, or logs in with it as a pod does (RRSA)',
    },
    {
        tools: ['ossutil'],
        beside: 'variables',
        set: [['OSS_ROLE_ARN']],
        effect: 'assumes that role on top of this login',
        remedy: 'Unset it, if that is not what you want.',
        onTop: true,
    },
    {
        tools: ['serverless'],
        beside: 'profile',
        where: [
            'a `config.json` whose `current` is another profile',
            (scene) => currentOf(scene.config) !== undefined &&
                ![scene.profile, scene.source].includes(scene.config?.current) &&
                ofConfig(scene, `has the current profile \u201c${scene.config?.current}\u201d`),
        ],
        effect: 'uses that one, whatever ALIBABA_CLOUD_PROFILE says',
        remedy: 'Make this step\u2019s profile the current one: aliyun configure switch --profile NAME.',
        aside: true,
    },
];
function standing(scene, { beside, set = [], is, caseless, where }) {
    if (!BESIDE[beside][1](scene))
        return undefined;
    const found = set.map((group) => firstOf(scene, group));
    const [first] = found;
    const more = where?.[1](scene) ?? true;
    const fold = (text) => (caseless ? text.toLowerCase() : text);
    const isValue = first && (is === undefined || is.some((value) => fold(value) === fold(first[1])));
    if (!more || found.includes(undefined) || (set.length > 0 && !isValue))
        return undefined;
    if (!first)
        return typeof more === 'string' ? more : undefined;
    if (scene.isOwn(first[1]))
        return undefined;
    if (is || first[0].includes('PROFILE'))
        return `${first[0]} is \u201c${first[1]}\u201d`;
    const names = found.flatMap((variable) => variable?.[0] ?? []);
    return names.length > 1 ? `${names.join(', ')} are set` : `${names.join()} is set in this job`;
}
function byVariables({ env, profile }) {
    return env && profile === undefined;
}
function byProfile({ env, profile }) {
    return profile !== undefined && !env;
}
function firstOf({ variable }, names) {
    const name = names.find((candidate) => variable(candidate));
    return name === undefined ? undefined : [name, variable(name) ?? ''];
}
function stands(scene, set) {
    return set.every((group) => firstOf(scene, group));
}
function ignoresProfiles(scene) {
    return firstOf(scene, IGNORE[0])?.[1] === 'TRUE';
}
function decidesByFile(scene) {
    return scene.config !== undefined && !ignoresProfiles(scene) && !firstOf(scene, CLI_PROFILES);
}
function cliProfile(scene) {
    return profileNamed(scene.config, firstOf(scene, CLI_PROFILES)?.[1] ?? scene.config?.current);
}
function cliTakesVariables(scene) {
    if (ignoresProfiles(scene))
        return true;
    const profile = cliProfile(scene);
    if (!profile)
        return scene.config === undefined && !firstOf(scene, CLI_PROFILES);
    return !(0,json/* textOf */.b6)(profile['mode']) && !hasKey(profile);
}
function isOther({ kind, source }, profile) {
    if (!profile)
        return true;
    const mode = (0,json/* textOf */.b6)(profile['mode']) ?? '';
    const isEmpty = !hasKey(profile) && (mode === '' || (mode === 'AK' && kind === 'access_key'));
    return !isEmpty && profile['name'] !== source;
}
function ackReadsOther(scene) {
    const names = ['ACK_RAM_TOOL_PROFILE_NAME', 'ACK_RAM_TOOL_PROFIL_ENAME', 'ALIBABA_CLOUD_PROFILE'];
    const name = firstOf(scene, names)?.[1] ?? scene.config?.current;
    const file = scene.variable('ACK_RAM_TOOL_PROFILE_FILE') ?? scene.config?.file;
    return name === undefined || name !== scene.source || file !== scene.config?.file;
}
function hasKey(profile) {
    return (0,json/* textOf */.b6)(profile['access_key_id']) !== undefined;
}
function addsToKey(scene) {
    const [, name] = firstOf(scene, ['ALICLOUD_PROFILE', 'ALIBABA_CLOUD_PROFILE']) ?? [];
    const mode = profileNamed(scene.config, name)?.['mode'];
    const isElsewhere = firstOf(scene, ['ALICLOUD_SHARED_CREDENTIALS_FILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE']);
    return mode === 'RamRoleArn' || (scene.kind === 'access_key' && (mode === 'StsToken' || !!isElsewhere));
}
function currentOf(config) {
    return profileNamed(config, config?.current);
}
function profileNamed(config, name = '') {
    return config?.profiles?.find((profile) => profile['name'] === name);
}
function ofConfig({ config }, what) {
    return `${config?.file} ${what}`;
}

;// CONCATENATED MODULE: ./lib/export/advice/overrides.js


function warnOfOverrides(context, wanted, { credential, profile }, config) {
    const { env, log } = context;
    const scene = {
        env: wanted.env,
        profile: wanted.profile?.name,
        refresh: wanted.profile?.refresh === true,
        kind: credential.kind,
        source: profile === '' ? config?.current : profile,
        isOwn: (value) => credential.kind !== 'bearer' && credential.accessKeyId.reveal() === value,
        variable: (name) => env.get(name) || undefined,
        config,
    };
    for (const [rule, found] of overrides(scene)) {
        const text = `${(0,escapes/* visible */.RK)(found)}: ${toolsOf(rule)} ${rule.effect}. ${rule.remedy ?? 'Unset it.'}`;
        if (rule.aside)
            log.info(`Note: ${text}`);
        else
            log.warning(text);
    }
}
function overrides(scene) {
    const decided = new Set();
    return RULES.flatMap((rule) => {
        const found = standing(scene, rule);
        const tools = toolsOf(rule);
        if (found === undefined || (!rule.onTop && decided.has(tools)))
            return [];
        if (!rule.onTop)
            decided.add(tools);
        return [[rule, found]];
    });
}
function toolsOf({ tools }) {
    const [last, ...others] = tools.map((tool) => TOOLS[tool][0]).toReversed();
    return others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : `${last}`;
}


/***/ }),

/***/ 3242:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ adviseOnRegion)
/* harmony export */ });
/* harmony import */ var _sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1401);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1070);


const REGIONS = [
    ..._sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .KNOWN_REGIONS */ .Qu,
    'cn-zhengzhou-jva',
    'ap-southeast-2',
    'ap-southeast-6',
    'ap-south-1',
    'us-southeast-1',
    'eu-west-2',
    'cn-shanghai-finance-1',
    'cn-beijing-finance-1',
    'cn-heyuan-acdr-1',
];
function adviseOnRegion(context, { env, profile, region }, config) {
    const { log } = context;
    if (region !== undefined) {
        if (REGIONS.includes(region))
            return;
        const likely = (0,_sts_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .likelyRegion */ .ZU)(region, REGIONS);
        log.warning(`region: Alibaba Cloud publishes no region \u201c${region}\u201d that this version knows. ` +
            (likely ? `Did you mean ${likely}?` : 'If the region is new, ignore this.'));
    }
    else if ((env || profile) && !isSetElsewhere(context, profile?.name, config)) {
        log.info('No region is set, and the aliyun CLI fails without one: add region (such as cn-hangzhou) to this step, or --region to its commands.');
    }
}
const VARIABLES = [
    'ALIBABA_CLOUD_REGION_ID',
    'ALIBABACLOUD_REGION_ID',
    'ALICLOUD_REGION_ID',
    'REGION_ID',
    'REGION',
];
function isSetElsewhere({ env }, name, config) {
    if (VARIABLES.some((variable) => env.get(variable)))
        return true;
    const wanted = name ?? config?.current;
    return config?.profiles?.some((found) => found['name'] === wanted && (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(found['region_id'])) ?? false;
}


/***/ }),

/***/ 652:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ ProxyError),
/* harmony export */   x: () => (/* binding */ networkError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2357);

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

/***/ 6298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  login: () => (/* binding */ login),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2357);
// EXTERNAL MODULE: ./lib/export/advice/overrides.js + 1 modules
var overrides = __webpack_require__(2471);
// EXTERNAL MODULE: ./lib/export/advice/region.js
var region = __webpack_require__(3242);
;// CONCATENATED MODULE: ./lib/export/table.js
const EXPORTERS = {
    profile: {
        wanted: ({ profile }) => profile !== undefined,
        load: async () => (await __webpack_require__.e(/* import() */ 535).then(__webpack_require__.bind(__webpack_require__, 7535))).profile,
    },
    variables: {
        wanted: ({ env, region, profile }) => env || region !== undefined || profile !== undefined,
        load: async () => (await __webpack_require__.e(/* import() */ 26).then(__webpack_require__.bind(__webpack_require__, 5026))).variables,
    },
    outputs: {
        wanted: () => true,
        load: async () => (await __webpack_require__.e(/* import() */ 765).then(__webpack_require__.bind(__webpack_require__, 8765))).outputs,
    },
};
function exportersFor(wanted) {
    return Promise.all(Object.values(EXPORTERS)
        .filter((exporter) => exporter.wanted(wanted))
        .map(({ load }) => load()));
}
async function exporterOf(kind) {
    return Object.hasOwn(EXPORTERS, kind) ? EXPORTERS[kind]?.load() : undefined;
}

// EXTERNAL MODULE: ./lib/profiles/config-json.js
var config_json = __webpack_require__(7552);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/runtime/own-folder.js
var own_folder = __webpack_require__(4024);
// EXTERNAL MODULE: ./lib/record/private-folder.js
var private_folder = __webpack_require__(2204);
// EXTERNAL MODULE: ./lib/record/record.js
var record = __webpack_require__(2251);
;// CONCATENATED MODULE: ./lib/record/state.js


const STATE = 'login';
function saveState(runner, state) {
    runner.saveState(STATE, state ? JSON.stringify(state) : '');
}
function state_readState(runner) {
    const text = runner.state(STATE);
    if (text === '')
        return undefined;
    const saved = parseObject(text);
    const [folder, files] = [textOf(saved?.['folder']), saved?.['files']];
    if (folder === undefined)
        throw new FileError('The state that this step left is damaged.');
    return { folder, ...(Array.isArray(files) && { files: files.filter(isSharedFile) }) };
}
function isSharedFile(value) {
    return ['kind', 'path', 'format'].every((name) => textOf(asObject(value)?.[name]) !== undefined);
}

;// CONCATENATED MODULE: ./lib/record/journal.js





function openJournal(context, profile) {
    const { runner } = context;
    const began = context.clock.now();
    const entries = [];
    const shared = [];
    let folder;
    let announced;
    const ownFolder = () => {
        if (folder !== undefined)
            return folder;
        const make = (name) => {
            saveState(runner, { folder: name });
            (0,private_folder/* makePrivate */.ux)(context, name);
            folder = name;
        };
        const name = (0,private_folder/* newFolder */.lC)(context);
        make(name);
        if (!(0,private_folder/* isOpen */.nT)(context, name))
            return name;
        context.log.warning(`RUNNER_TEMP is on a file system that keeps no permissions: other users of this machine may be able to read and change what is in ${name}${own_folder/* OPEN */.vP}.`);
        context.files.removeEmptyFolder(name);
        make(`${name}${own_folder/* OPEN */.vP}`);
        return `${name}${own_folder/* OPEN */.vP}`;
    };
    const save = (phase = 'logging in') => {
        (0,record/* writeRecord */.rh)(context, ownFolder(), { began, profile, phase, entries });
        if (announced === shared.length)
            return;
        saveState(runner, { folder: ownFolder(), files: shared });
        announced = shared.length;
    };
    return {
        entries,
        folder: { path: ownFolder, file: (name) => external_node_path_default().join(ownFolder(), name) },
        record: (entry, file) => {
            entries.push(entry);
            if (file)
                shared.push({ kind: entry.kind, ...file });
            save();
        },
        amend: (entry, known) => {
            Object.assign(entry, known);
            save();
        },
        complete: () => {
            if (folder !== undefined)
                save('logged in');
        },
        forget: () => {
            if (folder !== undefined)
                saveState(runner, undefined);
        },
        remove: () => {
            if (folder !== undefined)
                (0,record/* removeRecord */.GI)(context, folder);
        },
        close: (left) => {
            if (folder === undefined)
                return;
            entries.splice(0, entries.length, ...left);
            if (entries.length > 0) {
                save();
                return (0,record/* emptyFolder */.id)(context, folder);
            }
            saveState(runner, { folder });
            (0,private_folder/* removePrivateFolder */.Yv)(context, folder);
        },
    };
}

;// CONCATENATED MODULE: ./lib/record/undo.js




async function undoLogin(base, exporterOf) {
    const state = readState(base.runner);
    if (!state)
        return undefined;
    const context = withPatience(base);
    const { folder } = state;
    if (!isPrivateFolder(context, folder))
        throw new FileError(`${folder} is not a folder of this action.`);
    const record = recordOf(context, state);
    const left = record ? await undoEntries(context, record, exporterOf) : [];
    if (!record)
        await undoLost(context, state, exporterOf);
    const isRemoved = (await attempt(context, () => removePrivateFolder(context, folder))) !== false;
    return {
        isComplete: record !== undefined && left.length === 0 && isRemoved,
        isNews: record?.phase !== 'logged out' && (record?.entries ?? []).length > 0,
    };
}
const PATIENCE = 30_000;
function withPatience(context) {
    return { ...context, deadline: context.clock.now() + PATIENCE };
}
async function undoFailed(context, journal, exporterOf) {
    const { entries } = journal;
    const left = await undoEntries(withPatience(context), { entries, phase: 'logging in' }, exporterOf);
    await attempt(context, () => journal.close(left));
}
function recordOf(context, { folder, files }) {
    let why = `The record of this login in ${folder} is gone`;
    try {
        const record = readRecord(context, folder);
        if (record || !files)
            return record;
    }
    catch (error) {
        why = messageOf(error).replace(/\.$/, '');
    }
    context.log.warning(`${why}. Variables that it set stay until the job ends. ` +
        'Leave what is in RUNNER_TEMP there until the post steps have run.');
    return undefined;
}
async function undoLost(context, { folder, files = [] }, exporterOf) {
    for (const file of files)
        await attempt(context, async () => (await ownerOf(file, exporterOf)).undoLost?.(context, file, folder));
}
async function undoEntries(context, { entries, phase }, exporterOf) {
    const left = [];
    for (const entry of entries.toReversed()) {
        const isUndone = await attempt(context, async () => (await ownerOf(entry, exporterOf)).undo(context, entry, phase === 'logged in'));
        if (!isUndone)
            left.unshift(entry);
    }
    return left;
}
async function discardAll(context, journal, exporterOf) {
    const sorry = 'Could not remove what was kept to undo this login';
    for (const entry of journal.entries)
        await attempt(context, async () => (await ownerOf(entry, exporterOf)).discard?.(context, entry), sorry);
    await attempt(context, () => journal.remove(), sorry);
}
async function attempt({ log }, action, sorry = 'Could not undo everything') {
    try {
        return await action();
    }
    catch (error) {
        log.warning(`${sorry}: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
async function ownerOf({ kind }, exporterOf) {
    const owner = await exporterOf(kind);
    if (!owner)
        throw new errors/* FileError */.f6(`The record has an entry of a kind that this version does not know.`);
    return owner;
}

// EXTERNAL MODULE: ./lib/renewal/command.js
var renewal_command = __webpack_require__(7618);
;// CONCATENATED MODULE: ./lib/runtime/time-limit.js

function withTimeLimit(context, seconds, message = `The step ran out of time after ${seconds} seconds (timeout-seconds).`) {
    const limit = new AbortController();
    const { clock } = context;
    const deadline = Math.min(context.deadline, clock.now() + seconds * 1000);
    const timer = setTimeout(() => limit.abort(new errors/* ActionError */.lZ('step.timeout', message)), seconds * 1000);
    timer.unref();
    return { ...context, deadline, signal: AbortSignal.any([context.signal, limit.signal]) };
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

// EXTERNAL MODULE: ./lib/secrets/secret.js
var secrets_secret = __webpack_require__(5828);
;// CONCATENATED MODULE: ./lib/credentials.js

function accessKey(accessKeyId, accessKeySecret, mask) {
    return {
        kind: 'access_key',
        accessKeyId: Secret.of(accessKeyId, mask),
        accessKeySecret: Secret.of(accessKeySecret, mask),
    };
}
function stsCredential(fields, mask) {
    return {
        kind: 'sts',
        accessKeyId: secrets_secret/* Secret */.zh.of(fields.accessKeyId, mask),
        accessKeySecret: secrets_secret/* Secret */.zh.of(fields.accessKeySecret, mask),
        securityToken: secrets_secret/* Secret */.zh.of(fields.securityToken, mask),
        ...(fields.expiration && { expiration: fields.expiration }),
    };
}
function bearerToken(token, mask) {
    return { kind: 'bearer', bearerToken: Secret.of(token, mask) };
}

;// CONCATENATED MODULE: ./lib/sts/requests.js
function assumeRole(signer, { roleArn, session, externalId, sourceIdentity }) {
    return {
        action: 'AssumeRole',
        query: {
            RoleArn: roleArn,
            ...sessionParameters(session),
            ...(externalId !== undefined && { ExternalId: externalId }),
            ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
        },
        signer,
    };
}
function assumeRoleWithOidc(oidcProviderArn, roleArn, session, oidcToken) {
    return {
        action: 'AssumeRoleWithOIDC',
        query: {},
        form: {
            OIDCProviderArn: oidcProviderArn,
            RoleArn: roleArn,
            OIDCToken: oidcToken,
            ...sessionParameters(session),
        },
    };
}
function getCallerIdentity(signer) {
    return { action: 'GetCallerIdentity', query: {}, signer };
}
function sessionParameters(session) {
    return {
        RoleSessionName: session.roleSessionName,
        DurationSeconds: String(session.durationSeconds),
        ...(session.policy !== undefined && { Policy: session.policy }),
    };
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

// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __webpack_require__(4778);
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

// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(1070);
// EXTERNAL MODULE: ./lib/text/time.js
var text_time = __webpack_require__(3457);
;// CONCATENATED MODULE: ./lib/sts/responses.js







function readError({ status, headers, body: text }, host, action, redact) {
    const shown = (text) => shownOf(text, redact, LONGEST_WORD);
    const body = (0,json/* parseObject */.lj)((0,escapes/* shortened */.vI)(text, escapes/* LONGEST_ERROR */._U));
    const field = (name, own) => (0,json/* textOf */.b6)(body?.[name] ?? body?.[own]);
    const serviceCode = field('Code', 'code');
    const serviceMessage = field('Message', 'message');
    const requestId = field('RequestId', 'requestId') ?? (0,json/* textOf */.b6)(headers['x-acs-request-id']);
    const recommend = readLink(body?.['Recommend'], shown);
    const denial = readDenial((0,json/* asObject */.eB)(body?.['AccessDeniedDetail']), shown);
    const retryAfter = readRetryAfter(headers);
    const date = (0,text_time/* readTime */.a)(headers['date'] ?? '');
    return {
        service: 'sts',
        host,
        status,
        action,
        ...(serviceCode && { serviceCode: shown(serviceCode) }),
        ...(serviceMessage && { serviceMessage: shownMessage(serviceMessage, redact) }),
        ...(requestId && { requestId: shown(requestId) }),
        ...(recommend && { recommend }),
        ...(denial && { denial }),
        ...(retryAfter !== undefined && { retryAfter }),
        ...(date && { date }),
    };
}
const LONGEST_WORD = 512;
const LONGEST_MESSAGE = 16_384;
function shownMessage(message, redact) {
    const explained = withoutSignedString(redact((0,escapes/* shortened */.vI)(message, LONGEST_MESSAGE)));
    return shownOf(explained, redact, LONGEST_SENTENCE).trim();
}
const LONGEST_SENTENCE = 1024;
function readLink(value, shown) {
    const url = URL.parse((0,escapes/* shortened */.vI)((0,json/* textOf */.b6)(value) ?? '', LONGEST_WORD));
    const known = url?.protocol === 'https:' && /(^|\.)(aliyun|alibabacloud)\.com$/.test(url.hostname);
    return url && known ? shown(url.href) : undefined;
}
function readDenial(detail, shown) {
    const texts = [detail?.['NoPermissionType'], detail?.['PolicyType']].map(json/* textOf */.b6).filter(Boolean);
    return texts.length > 0 ? shown(texts.join(' in ')) : undefined;
}
function readBody(response, host) {
    const body = (0,json/* parseObject */.lj)(response.body);
    if (!body)
        throw malformed(host, 'answered with something that is not a JSON object');
    return body;
}
function readAssumedRole(body, host) {
    const credential = readIssued((0,json/* asObject */.eB)(body['Credentials']), (how) => malformed(host, `answered ${how}`));
    const arn = (0,json/* textOf */.b6)((0,json/* asObject */.eB)(body['AssumedRoleUser'])?.['Arn']) ?? '';
    return { credential, identity: { ...assumedRoleIdentity(arn, host), requestId: requestIdOf(body) } };
}
const ISSUED = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Expiration'];
function readIssued(document, fail) {
    const texts = ISSUED.map((name) => (0,json/* textOf */.b6)(document?.[name]));
    const missing = ISSUED.filter((_, index) => texts[index] === undefined);
    if (missing.length > 0)
        throw fail(`without ${missing.join(', ')}`);
    const [accessKeyId = '', accessKeySecret = '', securityToken = '', time = ''] = texts;
    const expiration = (0,text_time/* readTime */.a)(time);
    if (!expiration)
        throw fail('with an Expiration that is not a time');
    const flaw = (0,secrets_secret/* flawOfIssued */.dd)({
        AccessKeyId: accessKeyId,
        AccessKeySecret: accessKeySecret,
        SecurityToken: securityToken,
    });
    if (flaw)
        throw fail(`with an impossible credential: ${flaw}`);
    return { accessKeyId, accessKeySecret, securityToken, expiration };
}
const ASSUMED_ROLE = /^acs:ram::(\d{1,32}):(?:assumed-)?role\/([\w.@+=,-]{1,128}\/[\w.@+=,-]{1,128})$/;
const CALLER = /^acs:[a-z]{1,16}::(\d{1,32}):(?:root|[a-z-]{1,32}(?:\/[\w.@+=,-]{1,128}){1,2})$/;
function assumedRoleIdentity(arn, host) {
    const parts = ASSUMED_ROLE.exec(arn);
    if (!parts?.[1])
        throw malformed(host, 'answered with an AssumedRoleUser.Arn that is not an ARN of a role');
    return { accountId: parts[1], arn: `acs:ram::${parts[1]}:assumed-role/${parts[2]}` };
}
function readCallerIdentity(body, host) {
    const accountId = (0,json/* textOf */.b6)(body['AccountId']);
    const arn = (0,json/* textOf */.b6)(body['Arn']);
    if (!accountId || !arn)
        throw malformed(host, 'answered without AccountId and Arn');
    if (CALLER.exec(arn)?.[1] !== accountId)
        throw malformed(host, 'answered with an Arn that is not an ARN of a caller in that AccountId');
    return { accountId, arn, requestId: requestIdOf(body) };
}
function requestIdOf(body) {
    return (0,escapes/* shortened */.vI)((0,json/* textOf */.b6)(body['RequestId']) ?? '', LONGEST_WORD) || undefined;
}
function malformed(host, what) {
    return new errors/* NetworkError */.Dr('malformed', host, `${host} ${what}.`);
}

// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __webpack_require__(1074);
;// CONCATENATED MODULE: ./lib/sources/provider.js

async function withPrefix(prefix, action) {
    try {
        return await action();
    }
    catch (error) {
        if (prefix && error instanceof Error)
            error.message = `${prefix}: ${(0,errors/* messageOf */.bD)(error)}`;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/http/addresses.js
var addresses = __webpack_require__(2605);
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

;// CONCATENATED MODULE: ./lib/sts/retryable.js


const ISSUER_TROUBLE = /^AuthenticationFail\.OIDCToken\.(HttpsUrlInvalid|IssuerConfigurationBroken)$/;
const THROTTLING = /^Throttling(\.|$)/;
const TRANSIENT_CODES = ['InternalError', 'ServiceUnavailable', 'SignatureNonceUsed'];
function verdictByCode(error) {
    if (!(error instanceof errors/* ServiceError */._7))
        return verdictOf(error);
    const code = error.answer.serviceCode ?? '';
    if (ISSUER_TROUBLE.test(code))
        return { attempts: 2 };
    if (THROTTLING.test(code))
        return throttled(error);
    return verdictOf(error) ?? (TRANSIENT_CODES.includes(code) ? verdict_transient(error) : undefined);
}

;// CONCATENATED MODULE: ./lib/sources/credential-document.js



const CODES = { metadata: 'metadata.code', 'credentials-uri': 'uri.code' };
function readCredentialDocument(body, service, host, redact) {
    const named = `${errors/* SERVICE_NAMES */.Z1[service]} (${host})`;
    const malformed = (how) => new errors/* NetworkError */.Dr('malformed', host, `${named} answered ${how}.`);
    const document = (0,json/* parseObject */.lj)(body);
    if (!document)
        throw malformed('with something that is not a JSON object');
    const code = (0,json/* textOf */.b6)(document['Code']);
    if (code !== undefined && code !== 'Success') {
        const shown = /^[\w.-]{1,64}$/.test(code) ? redact(code) : 'one that cannot be shown';
        const answer = { service, host, status: 200, serviceCode: shown };
        throw new errors/* ServiceError */._7(CODES[service], `${named} gave no credential; its code is ${shown}.`, answer);
    }
    return readIssued(document, malformed);
}

// EXTERNAL MODULE: ./lib/sources/credentials-uri.js
var credentials_uri = __webpack_require__(2436);
;// CONCATENATED MODULE: ./lib/sources/ask-credentials-uri.js










const credentialsUri = {
    check: (source, context) => void locate(source, context),
    get: credentialsUriLogin,
};
async function credentialsUriLogin(source, settings, { context }) {
    const { uri, name, url } = locate(source, context);
    const { host } = url;
    const direct = (0,addresses/* isLoopback */.U9)(url.hostname) || (0,addresses/* isLinkLocal */._W)(url.hostname);
    const ask = async () => {
        const response = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json' }, direct }, context.signal);
        const { status } = response;
        if (status !== 200) {
            const code = isTransientStatus(status) ? 'uri.failed' : 'uri.refused';
            throw new errors/* ServiceError */._7(code, `The credentials URI (${host}) answered with status ${status}.`, {
                service: 'credentials-uri',
                host,
                status,
                retryAfter: readRetryAfter(response.headers),
            });
        }
        return readCredentialDocument(response.body, 'credentials-uri', host, context.log.redactEcho);
    };
    const document = await during(context, 'credentials-uri', host, () => retry(context, settings.maxAttempts, verdictByCode, ask));
    return {
        issued: true,
        issuer: `the credentials URI (${host})`,
        credential: stsCredential(document, context.log.mask),
        renewal: { source: { ...source, uri, name }, sts: settings, hops: [] },
    };
}
function locate(source, context) {
    const uri = source.uri ?? fromEnvironment(context);
    const name = source.uri ? (source.name ?? 'credentials-uri') : credentials_uri/* URI_VARIABLE */.a;
    const url = checkUri(uri, name, source.allowHttp);
    conceal(context, url);
    return { uri, name, url };
}
function fromEnvironment({ env, log }) {
    const uri = env.get(credentials_uri/* URI_VARIABLE */.a);
    if (!uri)
        throw new errors/* InputError */.dz(`type: credentials_uri needs credentials-uri, or ${credentials_uri/* URI_VARIABLE */.a} in the environment.`);
    const flaw = (0,secrets_secret/* flawOf */.e3)(uri, true);
    if (flaw)
        throw new errors/* InputError */.dz(`${credentials_uri/* URI_VARIABLE */.a} ${flaw}.`);
    return secrets_secret/* Secret */.zh.of(uri, log.mask);
}
function checkUri(uri, name, allowHttp) {
    const url = URL.parse(uri.reveal());
    if (!url || !['http:', 'https:'].includes(url.protocol))
        throw new errors/* InputError */.dz(`${name} is not an http or https URL.`);
    if (url.username || url.password)
        throw new errors/* InputError */.dz(`${name} has a user name or password in it, which is not supported.`);
    const near = (0,addresses/* isLoopback */.U9)(url.hostname) || (0,addresses/* isLinkLocal */._W)(url.hostname);
    if (url.protocol === 'http:' && !near && !allowHttp) {
        throw new errors/* InputError */.dz(`${name} would send a credential over plain http to ${url.host}.`, 'Use https, or set credentials-uri-allow-http: true if the network between is trusted.');
    }
    return url;
}
function conceal({ log }, url) {
    if (url.pathname.length > 1)
        log.conceal(url.pathname + url.search);
    for (const value of url.searchParams.values())
        log.conceal(value);
    const parts = [...url.pathname.split('/'), ...url.searchParams.keys()];
    for (const part of parts)
        if (part.length >= 8 && !WORDS.includes(part))
            log.conceal(part);
}
const WORDS = ['credentials', 'credential', 'security-credentials', 'meta-data', 'metadata'];

;// CONCATENATED MODULE: ./lib/sources/ask-ecs-metadata.js








const SERVICE = errors/* SERVICE_NAMES */.Z1.metadata;
const ROLE_VARIABLE = 'ALIBABA_CLOUD_ECS_METADATA';
const ROLES = '/latest/meta-data/ram/security-credentials/';
const TIMEOUT = 1_000;
const ask_ecs_metadata_MOST_ATTEMPTS = 2;
const TOKEN_TTL = '60';
const ecsRamRole = {
    check: ({ roleName, found }, context) => {
        if (!roleName || found)
            refuseWhereForbidden(context);
    },
    get: instanceLogin,
};
function instanceLogin(source, settings, { context }) {
    const { host } = new URL(source.endpoint);
    const maxAttempts = Math.min(ask_ecs_metadata_MOST_ATTEMPTS, settings.maxAttempts ?? ask_ecs_metadata_MOST_ATTEMPTS);
    return during(context, 'metadata', host, async () => {
        const { credential, role, isHardened } = await askCredential({ ...source, context, host, maxAttempts });
        const { from, endpoint } = source;
        const again = { from, endpoint, roleName: role, disableImdsV1: isHardened };
        const renewal = { source: again, sts: settings, hops: [] };
        return { issued: true, issuer: `the instance role \u201c${role}\u201d`, credential, renewal };
    });
}
async function askCredential(asked) {
    const { context, host } = asked;
    const roleName = asked.roleName ?? (context.env.get(ROLE_VARIABLE) || undefined);
    const headers = await openSession(asked);
    const role = roleName ?? (await askRoleName(asked, headers));
    const request = { path: `${ROLES}${encodeURIComponent(role)}`, headers };
    const document = await ask(asked, request, (response) => {
        if (response.status === 404)
            throw unknownRole(asked, response, role);
        return readCredentialDocument(successful(asked, response), 'metadata', host, context.log.redactEcho);
    });
    const credential = stsCredential(document, context.log.mask);
    return { credential, role, isHardened: Object.keys(headers).length > 0 };
}
function refuseWhereForbidden({ env }) {
    if (env.get('ALIBABA_CLOUD_ECS_METADATA_DISABLED')?.toLowerCase() === 'true') {
        throw new errors/* ActionError */.lZ('metadata.forbidden', 'ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids asking the ECS metadata service.');
    }
}
async function openSession(asked) {
    const { context, host } = asked;
    const headers = { 'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_TTL };
    const request = { method: 'PUT', path: '/latest/api/token', headers };
    const response = await ask(asked, request, asItIs).catch(async (error) => {
        throw await unlessOnlyPutIsSilent(asked, error);
    });
    const { status, body } = response;
    const token = body.trim();
    if (status === 200 && (0,secrets_secret/* flawOfIssued */.dd)({ token }) === undefined) {
        context.log.mask(token);
        return { 'x-aliyun-ecs-metadata-token': token };
    }
    const disabled = asked.disableImdsV1 ?? context.env.get('ALIBABA_CLOUD_IMDSV1_DISABLED')?.toLowerCase() === 'true';
    if (disabled || status === 403) {
        const code = disabled ? 'metadata.no-hardened-mode' : 'metadata.refused';
        const message = `${SERVICE} (${host}) gave no token for hardened mode (status ${status}).`;
        throw refusal(asked, response, code, { message });
    }
    context.log.warning(`${SERVICE} has no hardened mode here (status ${status}), so normal mode is used. Set disable-imds-v1: true ` +
        'to forbid that.');
    return {};
}
async function unlessOnlyPutIsSilent(asked, error) {
    if (!(error instanceof errors/* NetworkError */.Dr) || error.fault !== 'timeout')
        return error;
    const answered = await send(asked, { path: '/latest/meta-data/instance-id', headers: {} }).then(() => true, () => false);
    if (!answered)
        return error;
    const message = `${SERVICE} (${error.host}) answers, but not the request for a hardened-mode token.`;
    return new errors/* NetworkError */.Dr('timeout', error.host, message, { code: 'metadata.hops', cause: error });
}
async function askRoleName(asked, headers) {
    const response = await ask(asked, { path: ROLES, headers }, asItIs);
    const name = response.body.trim();
    if (response.status === 404 || (response.status === 200 && name === ''))
        throw refusal(asked, response, 'metadata.no-role', { message: 'This instance has no RAM role.' });
    if (!formats/* ROLE_NAME */.VA.test(successful(asked, response).trim())) {
        const message = `${SERVICE} answered with something that is not a role name.`;
        throw new errors/* NetworkError */.Dr('malformed', asked.host, message);
    }
    return name;
}
function send({ context, endpoint }, { method = 'GET', path, headers }) {
    const url = new URL(path, endpoint);
    return context.http.send({ method, url, headers, direct: true, timeout: TIMEOUT }, context.signal);
}
const SILENCE = ['timeout', 'refused', 'unreachable', 'reset', 'dns'];
async function ask(asked, request, read) {
    try {
        return await retry(asked.context, asked.maxAttempts, verdictOf, async () => {
            const response = await send(asked, request);
            const { status } = response;
            if (isTransientStatus(status))
                throw refusal(asked, response, 'metadata.failed', {
                    message: `${SERVICE} failed (status ${status}).`,
                });
            return read(response);
        });
    }
    catch (error) {
        if (!(error instanceof errors/* NetworkError */.Dr) || !SILENCE.includes(error.fault))
            throw error;
        const silence = error.fault === 'timeout'
            ? `no answer from ${error.host} within ${TIMEOUT / 1000} second.`
            : error.message;
        const details = { cause: error, code: 'metadata.silent' };
        throw new errors/* NetworkError */.Dr(error.fault, error.host, `${SERVICE} does not answer: ${silence}`, details);
    }
}
function asItIs(response) {
    return response;
}
function successful(asked, response) {
    if (response.status === 200)
        return response.body;
    const message = `${SERVICE} (${asked.host}) refused (status ${response.status}).`;
    throw refusal(asked, response, 'metadata.refused', { message });
}
function unknownRole(asked, response, role) {
    const { roleName, namedBy = 'role-name', context } = asked;
    const named = roleName ? namedBy : context.env.get(ROLE_VARIABLE) && ROLE_VARIABLE;
    const remedy = named === 'role-name' ? 'Correct role-name, or leave it out.' : `Correct ${named}.`;
    const message = `The instance has no RAM role \u201c${role}\u201d.`;
    return refusal(asked, response, 'metadata.role-unknown', { message, hint: named && remedy });
}
function refusal({ host }, { status, headers }, code, { message, hint }) {
    const answer = { service: 'metadata', host, status, retryAfter: readRetryAfter(headers) };
    return new errors/* ServiceError */._7(code, message, answer, { hint });
}

// EXTERNAL MODULE: ./lib/profiles/places.js
var places = __webpack_require__(571);
// EXTERNAL MODULE: ./lib/sources/environment.js
var environment = __webpack_require__(8136);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/renewal/recipe.js
var recipe = __webpack_require__(9529);
;// CONCATENATED MODULE: ./lib/sources/find-profile.js







async function findProfile(context, name, defaults) {
    const inIni = await findInIni(context, name, defaults);
    if ('source' in inIni)
        return inIni;
    const inConfig = await findInConfig(context, name, defaults);
    if ('source' in inConfig)
        return inConfig;
    throw new errors/* FileError */.f6(`source-profile: there is no profile \u201c${(0,escapes/* visible */.RK)(name)}\u201d: ${inIni.reason}; ${inConfig.reason}.`, {
        hint: 'Set ALIBABA_CLOUD_CREDENTIALS_FILE if the file is elsewhere.',
        code: 'profile.unusable',
    });
}
async function findInIni(context, name, defaults) {
    const files = iniFiles(context);
    const texts = files.map((file) => ({ file, text: context.files.read(file) }));
    if (files.length === 0)
        return { reason: 'there is no home folder' };
    const absent = { reason: `no [${(0,escapes/* visible */.RK)(name)}] in ${files.join(' or ')}` };
    if (texts.every(({ text }) => text === undefined))
        return absent;
    const { iniSection, readIniSection } = await __webpack_require__.e(/* import() */ 575).then(__webpack_require__.bind(__webpack_require__, 5575));
    const [found, other] = texts.flatMap(({ file, text }) => {
        const section = text === undefined ? undefined : iniSection(text, file, name);
        return section && Object.keys(section).length > 0 ? [{ file, section }] : [];
    });
    if (!found)
        return absent;
    if (other && !(0,external_node_util_.isDeepStrictEqual)(found.section, other.section)) {
        throw new errors/* FileError */.f6(`[${(0,escapes/* visible */.RK)(name)}] is in ${found.file} and in ${other.file}, and they differ.`, {
            hint: 'Some SDKs read the first and some the second: keep one, or name one with ALIBABA_CLOUD_CREDENTIALS_FILE.',
            code: 'profile.unusable',
        });
    }
    const definition = readIniSection(found.section, name, readingOf(context, found.file, defaults));
    return { ...definition, origin: `profile \u201c${name}\u201d of ${found.file}` };
}
async function findInConfig(context, name, defaults) {
    const file = (0,places/* configFile */.Ze)(context);
    if (file === undefined)
        return { reason: 'there is no home folder' };
    const text = context.files.read(file);
    if (text === undefined)
        return { reason: `${file} does not exist` };
    const { readConfigProfile } = await __webpack_require__.e(/* import() */ 77).then(__webpack_require__.bind(__webpack_require__, 3077));
    const found = readConfigProfile(text, name, readingOf(context, file, defaults));
    if ('reason' in found)
        return found;
    return {
        ...found,
        profile: name ?? '',
        origin: `${name ? `profile \u201c${name}\u201d` : 'the current profile'} of ${file}`,
    };
}
function readingOf(context, file, defaults) {
    const { log, env, clock } = context;
    return {
        file,
        defaults,
        mask: log.mask,
        warn: log.warning,
        tokenFile: () => env.get('ALIBABA_CLOUD_OIDC_TOKEN_FILE') || undefined,
        now: clock.now(),
        ownProfile: (command) => {
            const folder = (0,renewal_command/* folderOf */.yS)(context, command);
            if (folder === undefined)
                return undefined;
            const { renewal, allowedAccountIds } = (0,recipe/* readSpec */.Ot)(context, folder);
            return { ...renewal, stsHost: () => renewal.sts.host, allowedAccountIds };
        },
    };
}
function iniFiles({ env, home }) {
    const chosen = env.get('ALIBABA_CLOUD_CREDENTIALS_FILE');
    if (chosen)
        return [chosen];
    const folder = home();
    return folder === undefined
        ? []
        : ['credentials', 'credentials.ini'].map((name) => external_node_path_default().join(folder, '.alibabacloud', name));
}

;// CONCATENATED MODULE: ./lib/sources/read-environment.js




function findInEnvironment(context) {
    const { env } = context;
    const missing = (0,environment/* missingOfKey */.j$)(env);
    if (missing.length > 0) {
        const profile = env.get('ALIBABA_CLOUD_PROFILE');
        throw new errors/* InputError */.dz(`role-chaining starts from the credential in the environment, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set.`, profile
            ? `The job has the profile \u201c${(0,escapes/* visible */.RK)(profile)}\u201d: to start from it, give source-profile: ${(0,escapes/* visible */.RK)(profile)} in place of role-chaining.`
            : 'Log in with export-env in an earlier step, or choose another way to log in.');
    }
    return { source: keyInEnvironment(context), hops: [], origin: 'the credential in the environment' };
}
function keyInEnvironment({ env, log }) {
    const [id, secret] = environment/* KEY_VARIABLES */.A8;
    const read = (name) => {
        const value = env.get(name) ?? '';
        const flaw = value && (0,secrets_secret/* flawOf */.e3)(value, name !== secret);
        if (flaw)
            throw new errors/* InputError */.dz(`${name} ${flaw}.`, secrets_secret/* FLAW_HINT */.FU);
        return value;
    };
    const [accessKeyId, accessKeySecret, token] = [read(id), read(secret), read(environment/* TOKEN_VARIABLE */.bG)];
    const masked = (value) => secrets_secret/* Secret */.zh.of(value, log.mask);
    const key = { accessKeyId: masked(accessKeyId), accessKeySecret: masked(accessKeySecret) };
    return token ? { from: 'sts', ...key, securityToken: masked(token) } : { from: 'access_key', ...key };
}

;// CONCATENATED MODULE: ./lib/sources/default-chain.js








const CLI_DISABLED = 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED';
const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
const ROLE_NAME = 'ALIBABA_CLOUD_ECS_METADATA';
const PLACES = {
    'the key in the environment': findKey,
    'the OIDC role in the environment': findOidcRole,
    'config.json': (context, defaults) => {
        if (isTrue(context, CLI_DISABLED))
            return { reason: `${CLI_DISABLED} is true` };
        return findInConfig(context, context.env.get('ALIBABA_CLOUD_PROFILE') || undefined, defaults);
    },
    'the credentials file': findInFile,
    'the instance role': (context, { metadataEndpoint: endpoint, disableImdsV1 }) => {
        if (isTrue(context, METADATA_DISABLED))
            return { reason: `${METADATA_DISABLED} is true` };
        const roleName = context.env.get(ROLE_NAME);
        if (!roleName)
            return { reason: `${ROLE_NAME} is not set` };
        const source = { from: 'ecs_ram_role', endpoint, roleName, namedBy: ROLE_NAME, disableImdsV1 };
        return { source, hops: [] };
    },
    'the credentials URI': ({ env }, { allowHttp }) => env.get(credentials_uri/* URI_VARIABLE */.a)
        ? { source: { from: 'credentials_uri', allowHttp }, hops: [] }
        : { reason: `${credentials_uri/* URI_VARIABLE */.a} is not set` },
};
async function firstConfigured(context, defaults) {
    const reasons = [];
    for (const [name, find] of Object.entries(PLACES)) {
        const prefix = `Default chain, ${name}`;
        const found = await withPrefix(prefix, async () => find(context, defaults));
        if (!('reason' in found)) {
            context.log.info(`Default chain: ${name}.`);
            return { ...found, prefix };
        }
        context.log.debug(`Default chain: skipped ${name}: ${found.reason}`);
        reasons.push(`- ${name}: ${found.reason}`);
    }
    throw new errors/* ActionError */.lZ('default.nothing', `No way to log in is configured.\n${reasons.join('\n')}`);
}
function findKey(context) {
    const missing = (0,environment/* missingOfKey */.j$)(context.env);
    const standing = environment/* KEY_VARIABLES */.A8.filter((name) => !missing.includes(name));
    if (standing.length === 0)
        return { reason: `${missing[0]} is not set` };
    if (missing.length > 0)
        throw new errors/* InputError */.dz(`${standing} is set, but ${missing} is not.`);
    return { source: keyInEnvironment(context), hops: [], origin: 'the key in the environment' };
}
async function findInFile(context, defaults) {
    const chosen = context.env.get('ALIBABA_CLOUD_PROFILE');
    const files = iniFiles(context);
    const found = await findInIni(context, chosen || 'default', defaults);
    if ('source' in found)
        return found;
    if (chosen) {
        throw new errors/* InputError */.dz(`ALIBABA_CLOUD_PROFILE names \u201c${chosen}\u201d, which is in no file (${[(0,places/* configFile */.Ze)(context) ?? [], ...files].flat().join(', ')}), or not configured there.`);
    }
    if (context.env.get('ALIBABA_CLOUD_CREDENTIALS_FILE')) {
        throw new errors/* InputError */.dz(`ALIBABA_CLOUD_CREDENTIALS_FILE is set, but ${files.join()} has no section [default].`);
    }
    return found;
}
const ROLE = 'ALIBABA_CLOUD_ROLE_ARN';
const PROVIDER = 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN';
const TOKEN_FILE = 'ALIBABA_CLOUD_OIDC_TOKEN_FILE';
const SESSION_NAME = 'ALIBABA_CLOUD_ROLE_SESSION_NAME';
function findOidcRole({ env }, defaults) {
    const names = [ROLE, PROVIDER, TOKEN_FILE];
    const [roleArn, oidcProviderArn, path] = names.map((name) => env.get(name) || undefined);
    if (!roleArn || !oidcProviderArn || !path) {
        const missing = names.filter((name) => !env.get(name));
        const absent = `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not set`;
        const meant = oidcProviderArn ? PROVIDER : roleArn && path ? TOKEN_FILE : undefined;
        if (meant)
            throw new errors/* InputError */.dz(`${meant} is set, but ${absent}.`);
        return { reason: absent };
    }
    if (!formats/* ROLE_ARN */.xG.test(roleArn))
        throw new errors/* InputError */.dz(`${ROLE} is not the ARN of a role.`);
    if (!formats/* OIDC_PROVIDER_ARN */.wR.test(oidcProviderArn)) {
        throw new errors/* InputError */.dz(`${PROVIDER} is not the ARN of an OIDC provider.`);
    }
    const roleSessionName = env.get(SESSION_NAME) || defaults.roleSessionName;
    if (!formats/* ROLE_SESSION_NAME */.mE.test(roleSessionName)) {
        throw new errors/* InputError */.dz(`${SESSION_NAME} is not a role session name: 2 to 64 letters, digits and . @ _ -`);
    }
    const session = { roleSessionName, durationSeconds: defaults.durationSeconds };
    const source = { from: 'token-file', path, role: { oidcProviderArn, roleArn, session } };
    return { source, hops: [], origin: 'the OIDC role in the environment' };
}
function isTrue({ env }, name) {
    return env.get(name)?.toLowerCase() === 'true';
}

;// CONCATENATED MODULE: ./lib/text/jwt.js

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
function claimsOf(token) {
    const payload = token.split('.')[1];
    if (!payload)
        return undefined;
    return (0,json/* parseObject */.lj)(Buffer.from(payload, 'base64url').toString('utf8'));
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
    const pull = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(event)?.['pull_request']);
    const head = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull?.['head'])?.['repo']);
    const base = (0,json/* asObject */.eB)((0,json/* asObject */.eB)(pull?.['base'])?.['repo']);
    return base !== undefined && head?.['id'] !== base['id'];
}

;// CONCATENATED MODULE: ./lib/github/oidc.js











const REQUEST_URL = 'ACTIONS_ID_TOKEN_REQUEST_URL';
async function mintToken(context, audience, maxAttempts) {
    const host = URL.parse(context.env.get(REQUEST_URL) ?? '')?.host;
    return during(context, 'token', host, async () => {
        const { url, bearer } = tokenEndpoint(context);
        url.searchParams.set('audience', audience);
        return retry(context, maxAttempts, verdictOf, async () => {
            const response = await context.http.send({ method: 'GET', url, headers: { accept: 'application/json', authorization: `Bearer ${bearer}` } }, context.signal);
            return secrets_secret/* Secret */.zh.of(readToken(response, url.host, context.log.redactEcho), context.log.mask);
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
const oidc_LONGEST_MESSAGE = 1024;
function isTrustworthy(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && (0,addresses/* isLoopback */.U9)(url.hostname));
}
function readToken(response, host, redact) {
    if (response.status !== 200) {
        const body = (0,json/* parseObject */.lj)((0,escapes/* shortened */.vI)(response.body, escapes/* LONGEST_ERROR */._U));
        const said = (0,json/* textOf */.b6)(body?.['message']);
        const serviceMessage = said && shownOf(said, redact, oidc_LONGEST_MESSAGE);
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
    const token = (0,json/* textOf */.b6)((0,json/* parseObject */.lj)(response.body)?.['value']);
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
    return secrets_secret/* Secret */.zh.of(token, context.log.mask);
}

// EXTERNAL MODULE: ./lib/sources/oidc.js
var oidc = __webpack_require__(7100);
;// CONCATENATED MODULE: ./lib/sources/exchange-oidc-token.js









const ASKING_ENDS = 5.5 * 60 * 60 * 1000;
const github = {
    check: (_source, context) => {
        (0,private_folder/* newFolder */.lC)(context);
        tokenEndpoint(context);
    },
    get: async (source, settings, tools) => {
        const file = githubTokenFile(tools.folder, source.audience, settings.maxAttempts);
        return { ...(await exchange(source, file, settings, tools)), tokenFile: file.path() };
    },
    again: {
        check: ({ env }) => {
            const missing = [oidc/* REQUEST_URL */.sf, oidc/* REQUEST_TOKEN */.m8].filter((name) => !env.get(name));
            if (missing.length === 0)
                return;
            throw new errors/* ActionError */.lZ('github.variables', `The environment has no ${missing.join(' and no ')}.`, {
                hint: 'The login had them: run the tool with a step\u2019s environment. sudo, env -i and some sandboxes drop it.',
            });
        },
        explain: (error, passed) => {
            const refused = error instanceof errors/* ServiceError */._7 && error.code === 'github.refused';
            if (!refused || passed < ASKING_ENDS)
                return error;
            return new errors/* ActionError */.lZ('github.ended', 'GitHub gives this job no OIDC token any more.', {
                cause: error,
            });
        },
    },
};
const tokenFile = {
    check: ({ path }, context) => void token_file_readToken(context, { path: () => path }),
    get: (source, settings, tools) => exchange(source, { path: () => source.path }, settings, tools),
};
async function exchange(source, file, settings, { context, sts }) {
    const { oidcProviderArn, roleArn, session } = source.role;
    const { credential, identity } = await sts.call(settings, async () => {
        await file.refresh?.(context);
        const token = token_file_readToken(context, file).reveal();
        const exchange = { oidcProviderArn, roleArn, claims: claimsOf(token) };
        return { ...assumeRoleWithOidc(oidcProviderArn, roleArn, session, token), exchange };
    }, readAssumedRole);
    const renewal = { source, sts: settings, hops: [] };
    return { issued: true, credential: stsCredential(credential, context.log.mask), identity, renewal };
}

;// CONCATENATED MODULE: ./lib/sources/providers.js






const PROVIDERS = {
    github: github,
    'token-file': tokenFile,
    access_key: given(({ from: kind, ...key }) => ({ kind, ...key })),
    sts: given(({ from: kind, expiration, ...key }) => ({ kind, ...key, ...(expiration && { expiration }) })),
    ecs_ram_role: ecsRamRole,
    credentials_uri: credentialsUri,
    bearer: given(({ from: kind, bearerToken }) => ({ kind, bearerToken })),
};
const FINDERS = {
    environment: { find: async (_source, context) => findInEnvironment(context) },
    profile: { find: ({ name, defaults }, context) => findProfile(context, name, defaults) },
    default: { find: ({ defaults }, context) => firstConfigured(context, defaults) },
};
function providerOf(source) {
    return PROVIDERS[source.from];
}
function finderOf(source) {
    return FINDERS[source.from];
}
function isAsked(source) {
    return Object.hasOwn(PROVIDERS, source.from);
}
function given(holds) {
    return { holds, get: async (source) => ({ issued: false, credential: holds(source) }) };
}

;// CONCATENATED MODULE: ./lib/sources/role-chain.js








async function findStart(context, { source, sts, hops, exportOptions }) {
    const found = isAsked(source) ? { source, hops: [] } : await finderOf(source).find(source, context);
    const { stsHost, ...start } = { ...found, origin: found.origin && (0,escapes/* visible */.RK)(found.origin) };
    return inStart(start, async () => {
        if (exportOptions.maskAccountId && !isAsked(source))
            maskAccountsOf(context, found);
        const host = sts.chosen ? undefined : stsHost?.(context.log.warning);
        providerOf(found.source).check?.(found.source, context);
        const isSigner = providerOf(found.source).holds?.(found.source).kind !== 'bearer';
        if (found.hops.length + hops.length > 0 && !isSigner)
            throw new errors/* InputError */.dz('role-to-assume needs a credential that can sign, and a bearer token was found.');
        return { ...start, sts: host ? { ...sts, host } : sts };
    });
}
function logIn(start, tools) {
    const { source, sts, origin, profile } = start;
    return inStart(start, async () => {
        const login = await assumeEach(await providerOf(source).get(source, sts, tools), start, tools);
        return { ...login, profile, origin: login.origin ?? origin };
    });
}
async function assumeEach(first, { hops, sts }, tools) {
    let login = first;
    for (const hop of hops)
        login = await assume(login, hop, hop.sts ?? sts, tools);
    return login;
}
function inStart({ prefix, origin }, action) {
    return withPrefix(prefix, () => (0,errors/* withErrorContext */.mO)({ origin }, action));
}
function maskAccountsOf({ log }, { source, hops }) {
    const roles = [...('role' in source ? [source.role] : []), ...hops];
    for (const { roleArn } of roles)
        log.mask(formats/* ROLE_ARN */.xG.exec(roleArn)?.[1] ?? '');
}
async function assume(before, hop, settings, { context, sts }) {
    const { credential: signer, identity: caller, issuer, origin, tokenFile, renewal } = before;
    if (signer.kind === 'bearer')
        throw new Error('A bearer token assumes no role.');
    const by = caller ? `as ${(0,escapes/* visible */.RK)(caller.arn)}` : (issuer ?? origin) && `with ${issuer ?? origin}`;
    const { credential, identity } = await (0,errors/* withErrorContext */.mO)({ signer: origin }, () => sts.call(settings, () => ({ ...assumeRole(signer, hop), caller: by }), readAssumedRole));
    return {
        issued: true,
        credential: stsCredential(credential, context.log.mask),
        identity,
        origin,
        tokenFile,
        renewal: renewal && { ...renewal, hops: [...renewal.hops, { ...hop, sts: settings }] },
    };
}

// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(2562);
;// CONCATENATED MODULE: ./lib/sts/signature.js


const ALGORITHM = 'ACS3-HMAC-SHA256';
function canonicalQuery(query) {
    return Object.entries(query)
        .map(([name, value]) => [(0,escapes/* percentEncode */.JO)(name), (0,escapes/* percentEncode */.JO)(value)])
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
}
function signedHeaders(headers) {
    return signedNames(headers).join(';');
}
function canonicalRequest(request) {
    const { headers } = request;
    const lines = signedNames(headers).map((name) => `${name}:${headers[name]?.trim() ?? ''}\n`);
    return [
        request.method,
        request.path,
        canonicalQuery(request.query),
        lines.join(''),
        signedHeaders(headers),
        sha256(request.body),
    ].join('\n');
}
function stringToSign(request) {
    return `${ALGORITHM}\n${sha256(canonicalRequest(request))}`;
}
function signature(request, accessKeySecret) {
    return (0,fingerprint/* crypto */.Et)().createHmac('sha256', accessKeySecret).update(stringToSign(request)).digest('hex');
}
function authorization(request, accessKeyId, accessKeySecret) {
    const names = signedHeaders(request.headers);
    return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature(request, accessKeySecret)}`;
}
function sha256(text) {
    return (0,fingerprint/* crypto */.Et)().createHash('sha256').update(text).digest('hex');
}
function signedNames(headers) {
    return Object.keys(headers)
        .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
        .sort();
}

;// CONCATENATED MODULE: ./lib/sts/client.js







const VERSION = '2015-04-01';
const PROGRAM = 'alicloud-credentials/1.0.0';
const IMPRECISION = 5_000;
const TOLERABLE_OFFSET = 5 * 60_000;
function stsClient(context) {
    const { clock, env, http, log, random, signal } = context;
    const run = env.get('GITHUB_RUN_ID') ?? '';
    const agent = /^\d{1,20}$/.test(run) ? `${PROGRAM} (run ${run})` : PROGRAM;
    let clockOffset;
    let measured = 0;
    const clockVerdict = (error) => {
        if (!(error instanceof errors/* ServiceError */._7) || error.code !== 'sts.InvalidTimeStamp.Expired')
            return undefined;
        const { date, host } = error.answer;
        const offset = date ? date.getTime() - clock.now() : 0;
        if (clockOffset !== undefined || Math.abs(offset) < TOLERABLE_OFFSET)
            return undefined;
        return {
            prepare: () => {
                clockOffset = offset;
                log.warning(`The clock of this machine is off by ${Math.round(Math.abs(offset) / 1000)} seconds, so ${host} refused the ` +
                    'request. Retrying with the service\u2019s time. Set the clock, or other tools will fail.');
            },
        };
    };
    return {
        clockOffset: () => (Math.abs(measured) < IMPRECISION ? 0 : measured),
        call: (settings, build, read) => {
            const { host } = new URL(`https://${settings.host}`);
            return retry(context, settings.maxAttempts, (error) => (isFrom(error, host) ? (clockVerdict(error) ?? verdictByCode(error)) : undefined), async (attempt) => {
                const request = await build(attempt);
                const time = new Date(clock.now() + (clockOffset ?? 0));
                const send = async () => {
                    const asked = toHttp(host, request, time, random.uuid());
                    const headers = { ...asked.headers, 'user-agent': agent };
                    const response = await http.send({ ...asked, headers }, signal);
                    if (response.status !== 200)
                        throw stsError(response, host, request, log.redactEcho);
                    measured = ((0,text_time/* readTime */.a)(response.headers['date'] ?? '')?.getTime() ?? clock.now()) - clock.now();
                    return read(readBody(response, host), host);
                };
                return (0,errors/* withErrorContext */.mO)({ exchange: request.exchange }, () => during(context, phaseOf(request), host, send));
            });
        },
    };
}
function toHttp(host, request, time, nonce) {
    const stamp = { timestamp: (0,text_time/* formatTime */.f)(time), nonce };
    return request.signer
        ? signedHttp(host, request, request.signer, stamp)
        : anonymousHttp(host, request, stamp);
}
function anonymousHttp(host, request, stamp) {
    const query = canonicalQuery({
        Action: request.action,
        Version: VERSION,
        Format: 'JSON',
        Timestamp: stamp.timestamp,
        SignatureNonce: stamp.nonce,
        ...request.query,
    });
    return {
        method: 'POST',
        url: new URL(`https://${host}/?${query}`),
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: canonicalQuery(request.form ?? {}),
    };
}
function signedHttp(host, request, signer, stamp) {
    const { version = VERSION, method = 'POST', path = '/' } = request;
    const url = new URL(`https://${host}${path}?${canonicalQuery(request.query)}`);
    const headers = {
        accept: 'application/json',
        host: url.host,
        'x-acs-action': request.action,
        'x-acs-version': version,
        'x-acs-date': stamp.timestamp,
        'x-acs-signature-nonce': stamp.nonce,
        'x-acs-content-sha256': sha256(''),
        ...(signer.kind === 'sts' && { 'x-acs-security-token': signer.securityToken.reveal() }),
    };
    const signable = { method, path, query: request.query, headers, body: '' };
    return {
        method,
        url,
        headers: {
            ...headers,
            authorization: authorization(signable, signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()),
        },
    };
}
function stsError(response, host, request, redact) {
    const role = request.query['RoleArn'] ?? request.form?.['RoleArn'];
    const asked = [request.action, role && `of ${role}`, request.caller].filter(Boolean).join(' ');
    const answer = { ...readError(response, host, asked, redact), ...(role && { role }) };
    const said = answer.serviceCode
        ? [answer.serviceCode, answer.serviceMessage?.replace(/\.$/, '')].filter(Boolean).join(': ')
        : `HTTP status ${response.status} without an error code`;
    const id = answer.requestId ? ` (RequestId ${answer.requestId})` : '';
    const code = flawOfKey(request, answer.serviceCode) ?? `sts.${answer.serviceCode ?? 'no-code'}`;
    return new errors/* ServiceError */._7(code, `${host} refused ${asked}: ${said}${id}.`, answer);
}
function flawOfKey({ signer }, serviceCode) {
    const isUnknown = serviceCode === 'InvalidAccessKeyId.NotFound';
    if (!signer || (!isUnknown && serviceCode !== 'SignatureDoesNotMatch'))
        return undefined;
    const [id, secret] = [signer.accessKeyId.reveal(), signer.accessKeySecret.reveal()];
    if ([id, secret].some((text) => /^\*+$/.test(text)))
        return 'key.masked';
    if (!isUnknown || isKeyId(id))
        return undefined;
    return isKeyId(secret) ? 'key.swapped' : 'key.unlikely';
}
function isKeyId(text) {
    return /^(LTAI|STS\.|TMP\.)/.test(text);
}
function phaseOf({ action, version }) {
    return version ? 'acr' : action === 'GetCallerIdentity' ? 'identity' : 'exchange';
}
function isFrom(error, host) {
    return error instanceof errors/* ActionError */.lZ && error.circumstances.host === host;
}

;// CONCATENATED MODULE: ./lib/login/identity.js




async function identify(sts, plan, login) {
    const { credential } = login;
    if (login.identity || credential.kind === 'bearer')
        return login.identity;
    if (login.issued && plan.allowedAccountIds.length === 0)
        return undefined;
    return (0,errors/* withErrorContext */.mO)({ signer: login.origin }, () => sts.call(plan.sts, () => getCallerIdentity(credential), readCallerIdentity));
}
function refuseForeignAccount({ allowedAccountIds: allowed }, identity) {
    if (allowed.length === 0 || (identity && allowed.includes(identity.accountId)))
        return;
    throw new errors/* ActionError */.lZ('account', `The credential belongs to account ${(0,escapes/* visible */.RK)(identity?.accountId ?? 'unknown')}, and allowed-account-ids allows only ${allowed.join(', ')}. ` +
        'Nothing was exported.', { hint: 'Log in with a credential of an allowed account, or add this account to allowed-account-ids.' });
}

// EXTERNAL MODULE: ./lib/sources/bearer.js
var bearer = __webpack_require__(9000);
// EXTERNAL MODULE: ./lib/sources/table.js + 2 modules
var table = __webpack_require__(6184);
;// CONCATENATED MODULE: ./lib/login/preconditions.js








async function prepare(context, planned) {
    const { exportOptions: wanted, hops } = planned;
    const exporters = await exportersFor(wanted);
    const start = await findStart((0,renewal_command/* ownersContext */.ik)(context), planned);
    const { allowedAccountIds: before = [] } = hops.length > 0 ? {} : start;
    const plan = planned.allowedAccountIds.length > 0 ? planned : { ...planned, allowedAccountIds: before };
    if (wanted.profile?.refresh)
        refuseStoredKey(start);
    const credential = credentialOf(start, plan);
    if (credential.kind === 'bearer' && plan.allowedAccountIds.length > 0)
        throw new errors/* ActionError */.lZ('account', bearer/* BEARER_WITHOUT_ACCOUNT */.N);
    for (const exporter of exporters)
        await exporter.check(context, wanted, credential);
    return { plan, start, exporters, credential };
}
function refuseStoredKey({ source, origin }) {
    if (!(0,table/* descriptorOf */.nb)(source).storedKey)
        return;
    throw new errors/* InputError */.dz(`refresh: ${origin ?? 'the credential'} is a stored key, and refresh never writes one to a file.`, 'Log in with an OIDC token, an instance role or a credentials URI, or without refresh.');
}
function credentialOf({ source, hops }, plan) {
    const mask = () => undefined;
    const isLast = hops.length + plan.hops.length === 0;
    const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
    return (isLast && providerOf(source).holds?.(source)) || stsCredential(fields, mask);
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
        const { diagnose } = await __webpack_require__.e(/* import() */ 68).then(__webpack_require__.bind(__webpack_require__, 8068));
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
var external_node_net_ = __webpack_require__(7030);
var external_node_net_default = /*#__PURE__*/__webpack_require__.n(external_node_net_);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
// EXTERNAL MODULE: ./lib/http/ahead.js
var http_ahead = __webpack_require__(916);
// EXTERNAL MODULE: ./lib/http/proxy.js + 1 modules
var http_proxy = __webpack_require__(5841);
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
var faults = __webpack_require__(652);
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
        const { proxiedTransport } = await __webpack_require__.e(/* import() */ 188).then(__webpack_require__.bind(__webpack_require__, 1188));
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
                const text = status < 400 ? await client_readBody(body, MAX_BODY, host) : await client_readBody(body, MAX_ERROR);
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
async function client_readBody(body, longest, host) {
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

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
var external_node_os_default = /*#__PURE__*/__webpack_require__.n(external_node_os_);
// EXTERNAL MODULE: ./lib/runtime/env.js
var runtime_env = __webpack_require__(8372);
// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var files = __webpack_require__(3140);
;// CONCATENATED MODULE: ./lib/secrets/encodings.js

const SHORTEST_PACKED = 8;
function encodingsOf(value) {
    const bytes = Buffer.from(value);
    const packed = bytes.length >= SHORTEST_PACKED ? [...base64(bytes), ...hex(bytes)] : [];
    const forms = new Set([...percent(value), ...encodings_json(value), ...html(value), ...packed]);
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
function encodings_json(value) {
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
var external_node_fs_default = /*#__PURE__*/__webpack_require__.n(external_node_fs_);
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
var external_os_ = __webpack_require__(857);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/utils.js
var utils = __webpack_require__(4679);
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
var external_fs_ = __webpack_require__(9896);
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
        (0,files/* onRunnerFiles */.l6)(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            (0,files/* onRunnerFiles */.l6)(() => (look(path) ? append(path, '') : assertCreatable(path)));
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
        ? (await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 2902))).prepareKeyValueMessage
        : ofOneLine;
}

;// CONCATENATED MODULE: ./lib/runtime/system.js










function localContext(signal, log = logOfStep()) {
    const env = (0,runtime_env/* environment */.c)(process.env);
    return {
        env,
        platform: process.platform,
        program: { node: process.execPath, dist: external_node_path_default().resolve(external_node_path_default().dirname(process.argv[1] ?? ''), '..') },
        user: process.geteuid?.(),
        home: homeFolder,
        files: process.platform === 'win32'
            ? closedOnWindows(files/* nodeFiles */.kT, env.get('SystemRoot') ?? 'C:\\Windows')
            : files/* nodeFiles */.kT,
        runner: fileCommands(env, files/* nodeFiles */.kT),
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
        return (0,json/* parseObject */.lj)(files/* nodeFiles */.kT.read(file) ?? '');
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
const systemRandom = { fraction: Math.random, uuid: () => (0,fingerprint/* crypto */.Et)().randomUUID() };
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

;// CONCATENATED MODULE: ./lib/login/run.js

















const login = (decided, opened) => runStep((context) => run(context, decided), opened);
async function run(base, { secrets, plan, refusal }) {
    for (const [hide, secret] of secrets)
        base.log[hide](secret);
    if (!plan)
        throw refusal;
    const context = withTimeLimit(base, plan.timeoutSeconds);
    const known = { type: plan.type };
    const prepared = await (0,errors/* withErrorContext */.mO)(known, () => prepare(context, plan));
    if (plan.dryRun)
        return (await __webpack_require__.e(/* import() */ 555).then(__webpack_require__.bind(__webpack_require__, 6555))).describePlan(context, prepared);
    const journal = openJournal(context, plan.exportOptions.profile?.name);
    const cutBack = savepoint(base);
    try {
        await (0,errors/* withErrorContext */.mO)(known, () => logInAndExport(context, prepared, journal));
        if (plan.exportOptions.cleanup)
            journal.complete();
        else
            journal.forget();
    }
    catch (error) {
        cutBack();
        await undoFailed(base, journal, exporterOf);
        throw error;
    }
    if (!plan.exportOptions.cleanup)
        await discardAll(context, journal, exporterOf);
}
const RUNNER_FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT'];
function savepoint({ env, files, log }) {
    const lengths = RUNNER_FILES.flatMap((name) => {
        const file = env.get(name);
        return file ? [{ name, file, length: files.lengthOf(file) }] : [];
    });
    return () => {
        for (const { name, file, length } of lengths) {
            try {
                files.shorten(file, length);
                if (name === 'GITHUB_ENV')
                    env.forget();
            }
            catch (error) {
                log.warning(`Something that this step set may still be set: ${(0,errors/* messageOf */.bD)(error)}`);
            }
        }
    };
}
async function logInAndExport(context, { plan, start, exporters }, journal) {
    const { exportOptions: wanted, type } = plan;
    const { folder } = journal;
    const sts = stsClient(context);
    const tools = { context: (0,renewal_command/* ownersContext */.ik)(context), sts, folder };
    const login = await assumeEach(await logIn(start, tools), plan, tools);
    const { credential } = login;
    const identity = await identify(sts, plan, login);
    if (identity && wanted.maskAccountId)
        context.log.mask(identity.accountId);
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
        const config = (0,config_json/* readCliConfig */.J)(context);
        (0,overrides/* warnOfOverrides */.XP)(context, wanted, login, config);
        (0,region/* adviseOnRegion */.G)(context, wanted, config);
        warnOfExpiry(context, credential);
        const ways = await exportAll(context, exporters, exportContext);
        if (ways.length === 0)
            context.log.warning('With export-env: false and output-credentials: false, later steps get no credential, only its account and ARN.');
        context.log.info(summary(exportContext, ways, login));
        if (plan.summary)
            await summarize(context, login, identity, ways);
    });
}
async function exportAll(context, exporters, exportContext) {
    let pointers = { variables: {}, outputs: {} };
    const ways = [];
    for (const exporter of exporters) {
        const { as, variables, outputs } = await exporter.export(context, {
            ...exportContext,
            pointers,
        });
        pointers = {
            variables: { ...pointers.variables, ...variables },
            outputs: { ...pointers.outputs, ...outputs },
        };
        if (as)
            ways.push(as);
    }
    return ways;
}
function warnOfExpiry({ clock, log }, credential) {
    const expiration = credential.kind === 'sts' ? credential.expiration : undefined;
    if (!expiration || expiration.getTime() > clock.now())
        return;
    log.warning(`The credential expired at ${(0,text_time/* formatTime */.f)(expiration)}, by the clock of this machine. Later steps may be refused.`);
}
async function summarize({ log, runner }, login, identity, ways) {
    const { successTable } = await __webpack_require__.e(/* import() */ 517).then(__webpack_require__.bind(__webpack_require__, 7517));
    try {
        await runner.summarize(log.redact(successTable(login, identity, ways)));
    }
    catch (error) {
        log.warning(`The job summary cannot be written: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function summary({ credential, identity }, ways, { issuer, origin }) {
    const who = identity
        ? `as ${(0,escapes/* visible */.RK)(identity.arn)} (account ${(0,escapes/* visible */.RK)(identity.accountId)})`
        : `with ${issuer ?? `a ${credential.kind} credential`}`;
    const from = origin ? `, from ${origin}` : '';
    const until = credential.kind === 'sts' && credential.expiration ? `, until ${(0,text_time/* formatTime */.f)(credential.expiration)}` : '';
    return `Logged in ${who}${from}${until}.${ways.length > 0 ? ` Exported as ${listOf(ways)}.` : ''}`;
}
function listOf(ways) {
    const [last = '', ...others] = ways.toReversed();
    return others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : last;
}


/***/ }),

/***/ 7552:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readCliConfig),
/* harmony export */   o: () => (/* binding */ parseConfig)
/* harmony export */ });
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1070);
/* harmony import */ var _places_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(571);


function parseConfig(text, unusable) {
    const file = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .lj)(text);
    if (!file)
        throw unusable('is not a JSON object');
    const profiles = file['profiles'] ?? undefined;
    if (profiles !== undefined && !Array.isArray(profiles))
        throw unusable('has \u201cprofiles\u201d that is not a list');
    const list = profiles?.map((profile) => {
        const object = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(profile);
        if (!object)
            throw unusable('has a profile that is not an object');
        return object;
    });
    return { profiles: list, current: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(file['current']) };
}
function readCliConfig(context) {
    const file = (0,_places_js__WEBPACK_IMPORTED_MODULE_0__/* .configFile */ .Ze)(context);
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


/***/ }),

/***/ 571:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aw: () => (/* binding */ homeVariable),
/* harmony export */   NK: () => (/* binding */ cliConfigFile),
/* harmony export */   Ze: () => (/* binding */ configFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

function configFile({ home }) {
    const folder = home();
    return folder && node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, '.aliyun', 'config.json');
}
function cliConfigFile({ env, platform }) {
    const folder = `${env.get('HOMEDRIVE') ?? ''}${env.get('HOMEPATH') ?? ''}`;
    return platform === 'win32' && folder !== ''
        ? node_path__WEBPACK_IMPORTED_MODULE_0___default().win32.join(folder, '.aliyun', 'config.json')
        : undefined;
}
function homeVariable({ platform }) {
    return platform === 'win32' ? 'USERPROFILE' : 'HOME';
}


/***/ }),

/***/ 2204:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ sharedFolder),
/* harmony export */   EV: () => (/* binding */ isPrivateFolder),
/* harmony export */   Gj: () => (/* binding */ privateFoldersIn),
/* harmony export */   Yv: () => (/* binding */ removePrivateFolder),
/* harmony export */   lC: () => (/* binding */ newFolder),
/* harmony export */   nT: () => (/* binding */ isOpen),
/* harmony export */   ux: () => (/* binding */ makePrivate)
/* harmony export */ });
/* unused harmony export runnerTemp */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3140);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4024);




const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = `${PREFIX}shared-`;
function newFolder(context) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0___default().join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
    (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => context.files.assertCreatable(folder));
    context.runner.check('GITHUB_STATE');
    return folder;
}
function isOpen({ files, platform }, folder) {
    return platform !== 'win32' && ((files.look(folder)?.mode ?? 0) & 0o077) !== 0;
}
function makePrivate({ files, log }, folder) {
    if (files.look(folder))
        return;
    const warning = (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => files.createPrivateFolder(folder));
    if (warning)
        log.warning(warning);
}
function removePrivateFolder({ files }, folder) {
    const aside = `${folder}-gone`;
    try {
        files.move(folder, aside);
    }
    catch {
    }
    for (const left of [aside, folder])
        files.removeFolder(left);
}
function privateFoldersIn(context) {
    const temp = runnerTemp(context);
    return context.files
        .list(temp)
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .filter((folder) => isPrivateFolder(context, folder) && (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isOwnFolder */ .Zn)(context, folder));
}
function sharedFolder(context, own) {
    const { files, random } = context;
    const temp = runnerTemp(context);
    const user = files.look(own)?.uid ?? context.user ?? 0;
    const found = files
        .list(temp)
        .filter((name) => name.startsWith(SHARED_PREFIX))
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .find((folder) => {
        const there = files.look(folder);
        return there?.kind === 'folder' && there.uid === user;
    });
    return found ?? node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, `${SHARED_PREFIX}${random.uuid()}`);
}
function isPrivateFolder(context, folder) {
    const temp = context.env.get('RUNNER_TEMP');
    return (Boolean(temp) &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder) === node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp ?? '') &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(folder).startsWith(PREFIX));
}
function runnerTemp({ env, files }) {
    const temp = env.get('RUNNER_TEMP');
    if (!temp) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
            hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
        });
    }
    const workspace = env.get('GITHUB_WORKSPACE');
    if (workspace && files.isPathInside(temp, workspace)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`, { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' });
    }
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp);
}


/***/ }),

/***/ 2251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ setByLogins),
/* harmony export */   GI: () => (/* binding */ removeRecord),
/* harmony export */   hN: () => (/* binding */ isAsSet),
/* harmony export */   id: () => (/* binding */ emptyFolder),
/* harmony export */   rh: () => (/* binding */ writeRecord)
/* harmony export */ });
/* unused harmony exports readRecord, recordFile, findLogins */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4024);
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2562);
/* harmony import */ var _shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(166);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1070);
/* harmony import */ var _private_folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2204);







const PHASES = [
    'logging in',
    'logged in',
    'logging out',
    'logged out',
];
function isAsSet({ salt, set }, name, value) {
    return set[name] === (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .checksum */ .cM)(salt, value);
}
const NAME = 'login.json';
function readRecord(context, folder) {
    const file = recordFile(folder);
    const text = (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .readOwnFile */ .zx)(context, folder, NAME);
    if (text === undefined)
        return undefined;
    const record = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(text);
    const { began, entries } = record ?? {};
    const phase = PHASES.find((candidate) => candidate === record?.['phase']);
    if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} is damaged.`);
    return { began, profile: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(record?.['profile']), phase, entries: entries.filter(isEntry) };
}
function isEntry(value) {
    return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .asObject */ .eB)(value)?.['kind']) !== undefined;
}
function recordFile(folder) {
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, NAME);
}
function writeRecord({ files }, folder, record) {
    const file = recordFile(folder);
    const next = `${file}.new`;
    files.remove(next);
    files.create(next, JSON.stringify(record));
    files.move(next, file);
}
function removeRecord({ files }, folder) {
    files.remove(recordFile(folder));
}
function emptyFolder({ files }, folder) {
    for (let pass = 0; pass < 2; pass++)
        for (const name of files.list(folder))
            if (!name.startsWith(NAME))
                files.removeFolder(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name));
}
function findLogins(context, failed) {
    return (0,_private_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .privateFoldersIn */ .Gj)(context)
        .flatMap((folder) => {
        try {
            const record = readRecord(context, folder);
            return record ? [{ folder, record }] : [];
        }
        catch (error) {
            failed(error);
            return [];
        }
    })
        .sort((a, b) => b.record.began - a.record.began);
}
function setByLogins(context) {
    const found = (0,_shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(() => findLogins(context, () => { }));
    const entries = (found instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6 ? [] : found)
        .flatMap(({ record }) => record.entries)
        .filter((entry) => entry.kind === 'variables');
    return (name) => {
        const value = context.env.get(name) ?? '';
        return entries.some((entry) => isAsSet(entry, name, value) && entry.before[name] !== value);
    };
}


/***/ }),

/***/ 7618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ refuseWhereDisabled),
/* harmony export */   fM: () => (/* binding */ renewingCommand),
/* harmony export */   ik: () => (/* binding */ ownersContext),
/* harmony export */   yS: () => (/* binding */ folderOf),
/* harmony export */   zL: () => (/* binding */ METADATA_DISABLED)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _record_private_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2204);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2251);




function renewingCommand({ program, platform, files }, folder) {
    const script = node_path__WEBPACK_IMPORTED_MODULE_0___default().join(program.dist, 'refresh', 'index.js');
    if (!files.look(script))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${script} is gone.`, { hint: 'It is a part of this action.' });
    const words = [program.node, script, folder];
    const plain = platform === 'win32' ? /^[\w.:@+=,~/\\-]+$/ : /^[\w.:@+=,~/-]+$/;
    const odd = words.find((word) => !plain.test(word));
    if (odd !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`refresh: some tools cannot run a command with this path in it: \u201c${odd}\u201d.`, 'Install the runner and its RUNNER_TEMP in a path that has only letters, digits, dots, dashes and underscores.');
    }
    return words.join(' ');
}
function folderOf(context, command) {
    const folder = command.split(' ')[2] ?? '';
    return (0,_record_private_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .isPrivateFolder */ .EV)(context, folder) ? folder : undefined;
}
function refuseWhereDisabled({ env }) {
    const value = env.get(SWITCH)?.trim().toLowerCase() ?? '';
    if (['', '0', 'false', 'no', 'off'].includes(value))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${SWITCH} is set, so no tool would run the command of a profile that renews itself.`, 'Unset it for this job, or log in without refresh.');
}
const SWITCH = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';
const METADATA_DISABLED = 'ALIBABA_CLOUD_ECS_METADATA_DISABLED';
function ownersContext(context) {
    const { env } = context;
    const get = (name) => name === METADATA_DISABLED && env.get(name) && (0,_record_record_js__WEBPACK_IMPORTED_MODULE_3__/* .setByLogins */ .EV)(context)(name) ? undefined : env.get(name);
    return { ...context, env: { ...env, get } };
}


/***/ }),

/***/ 9529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J6: () => (/* binding */ formatSpec),
/* harmony export */   Ot: () => (/* binding */ readSpec),
/* harmony export */   eo: () => (/* binding */ specFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4024);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5828);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1070);





const VERSION = 1;
const NAME = 'refresh.json';
function specFile(folder) {
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, NAME);
}
function formatSpec(spec) {
    return (0,_secrets_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .revealedJson */ .RJ)({ version: VERSION, ...spec });
}
function revive(_name, value) {
    const secret = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .textOf */ .b6)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asObject */ .eB)(value)?.['secret']);
    return secret === undefined ? value : _secrets_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .Secret */ .zh.of(secret, () => { });
}
function readSpec(context, folder) {
    const file = specFile(folder);
    const text = (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .readOwnFile */ .zx)(context, folder, NAME);
    if (text === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} is gone.`, {
            hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
        });
    }
    const spec = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .parseObject */ .lj)(text, revive);
    if (!spec)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} is damaged.`, { hint: 'Log in again.' });
    if (spec['version'] !== VERSION) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} was written by another version of this action.`, {
            hint: 'Log in again, with one version in all steps of the job.',
        });
    }
    return spec;
}


/***/ }),

/***/ 3140:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uZ: () => (/* binding */ MOST_BYTES),
  kT: () => (/* binding */ nodeFiles),
  l6: () => (/* binding */ onRunnerFiles),
  c7: () => (/* binding */ systemCodeOf)
});

// UNUSED EXPORTS: filesOn

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
var external_node_fs_default = /*#__PURE__*/__webpack_require__.n(external_node_fs_);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
var external_node_os_default = /*#__PURE__*/__webpack_require__.n(external_node_os_);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2357);
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


/***/ }),

/***/ 4024:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zn: () => (/* binding */ isOwnFolder),
/* harmony export */   vP: () => (/* binding */ OPEN),
/* harmony export */   zx: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

const OPEN = '-open';
function isOwnFolder(world, folder) {
    const there = world.files.look(folder);
    return there?.kind === 'folder' && ownersIn(world, folder).includes(there.uid);
}
function readOwnFile(world, folder, name) {
    const owners = ownersIn(world, folder);
    const keepsModes = world.platform !== 'win32' && !folder.endsWith(OPEN);
    return world.files.readOwn(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name), ({ uid, mode }) => owners.includes(uid) && !(keepsModes && mode & 0o022));
}
function ownersIn({ files, user }, folder) {
    return [user, files.look(files.resolve(node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder)))?.uid];
}


/***/ }),

/***/ 2562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ crypto),
/* harmony export */   Rj: () => (/* binding */ fingerprint),
/* harmony export */   cM: () => (/* binding */ checksum)
/* harmony export */ });
function crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
}


/***/ }),

/***/ 166:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   US: () => (/* binding */ takeAwayOrEmpty),
/* harmony export */   uu: () => (/* binding */ takeAway),
/* harmony export */   yJ: () => (/* binding */ put)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3140);


const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];
function put(files, held, file, { text, ...as }) {
    if (held) {
        try {
            files.replace(file, held.file('new'), text, as);
            return;
        }
        catch (error) {
            if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text))
                throw error;
        }
    }
    files.overwrite(file, text, as.mode);
}
function takeAway(files, held, file) {
    if (!files.look(file))
        return;
    if (held) {
        try {
            files.move(file, held.file('gone'));
            files.remove(held.file('gone'));
            return;
        }
        catch (error) {
            if (!hasNoRoom(error))
                throw error;
        }
    }
    try {
        files.remove(file);
    }
    catch (error) {
        if (hasNoRoom(error))
            files.overwrite(file, '');
        throw error;
    }
}
function takeAwayOrEmpty(files, held, file) {
    try {
        takeAway(files, held, file);
    }
    catch (error) {
        if (files.lengthOf(file) > 0)
            throw error;
    }
}
function hasNoRoom(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6 && NO_ROOM.includes((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error) ?? '');
}
function attempt(action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6)
            return error;
        throw error;
    }
}


/***/ }),

/***/ 3457:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readTime),
/* harmony export */   f: () => (/* binding */ formatTime)
/* harmony export */ });
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
function readTime(text) {
    const time = new Date(text.length <= 64 ? text : Number.NaN);
    return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}


/***/ }),

/***/ 4679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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

};
;