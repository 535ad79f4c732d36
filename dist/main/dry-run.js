"use strict";
exports.id = 757;
exports.ids = [757,568];
exports.modules = {

/***/ 6757:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   tellPlan: () => (/* binding */ tellPlan)
/* harmony export */ });
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7950);
/* harmony import */ var _exporters_exporters_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4343);
/* harmony import */ var _exporters_overrides_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7929);
/* harmony import */ var _exporters_region_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2493);
/* harmony import */ var _exporters_variables_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7568);
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5716);
/* harmony import */ var _github_token_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3234);
/* harmony import */ var _http_proxy_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5841);
/* harmony import */ var _profiles_cli_config_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1432);
/* harmony import */ var _profiles_places_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(571);
/* harmony import */ var _undo_journal_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4744);
/* harmony import */ var _undo_private_folder_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9009);












async function tellPlan(context, plan) {
    const { handOff: wanted } = plan;
    for (const exporter of await (0,_exporters_exporters_js__WEBPACK_IMPORTED_MODULE_1__/* .exportersFor */ .U)(wanted))
        exporter.check?.(context, wanted);
    const lines = [
        'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
        ...firstSteps(context, plan),
        ...plan.hops.map((hop) => assume(context, plan, hop)),
        ...checks(context, plan),
        ...exports(context, plan),
        wanted.cleanup
            ? 'and take everything back when the job ends.'
            : 'and leave it all there when the job ends.',
    ];
    context.log.info(lines.join('\n'));
    const config = (0,_profiles_cli_config_js__WEBPACK_IMPORTED_MODULE_8__/* .readCliConfig */ .J)(context);
    (0,_exporters_overrides_js__WEBPACK_IMPORTED_MODULE_2__/* .warnOfOverrides */ .X)(context, wanted, standIn(plan).kind, config);
    (0,_exporters_region_js__WEBPACK_IMPORTED_MODULE_3__/* .adviseOnRegion */ .G)(context, wanted, config);
}
function firstSteps(context, plan) {
    const { source } = plan;
    switch (source.from) {
        case 'github': {
            (0,_undo_private_folder_js__WEBPACK_IMPORTED_MODULE_10__/* .privateFolder */ .qm)(context, (0,_undo_journal_js__WEBPACK_IMPORTED_MODULE_11__/* .openJournal */ ._0)(context.runner)).require();
            const { url } = (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_5__/* .tokenEndpoint */ .lN)(context);
            return [
                `- ask GitHub for an OIDC token for ${source.audience}, ${at(context, url)}`,
                `- exchange it for ${session(source.role)}, trusted by way of ${source.role.oidcProviderArn}, ${sts(context, plan)}`,
            ];
        }
        case 'token-file':
            (0,_github_token_file_js__WEBPACK_IMPORTED_MODULE_6__/* .readToken */ .A)(context, { path: () => source.path });
            return [
                `- read the OIDC token in ${source.path}`,
                `- exchange it for ${session(source.role)}, trusted by way of ${source.role.oidcProviderArn}, ${sts(context, plan)}`,
            ];
        case 'access_key':
            return ['- take the key in access-key-id and access-key-secret'];
        case 'sts':
            return ['- take the temporary credential in access-key-id, access-key-secret and security-token'];
        case 'environment':
            return ["- take the credential that is in the job's environment"];
        case 'ecs_ram_role':
            return [
                `- ask ECS metadata for ${source.roleName === undefined ? "the instance's role" : `the role ${source.roleName}`}, at ${source.endpoint}, never through a proxy`,
            ];
        case 'credentials_uri': {
            const url = URL.parse(source.uri?.reveal() ?? context.env.get('ALIBABA_CLOUD_CREDENTIALS_URI') ?? '');
            return [`- ask the credentials URI${url ? `, ${at(context, url)}` : ''}`];
        }
        case 'bearer':
            return ['- take the bearer token'];
        case 'profile':
            return [`- log in with the profile \u201c${source.name}\u201d of this machine, at the services that it names`];
        case 'default':
            return [
                '- log in with the first source that is configured on this machine, at the services that it names',
            ];
    }
}
function assume(context, plan, { roleArn, session: options }) {
    return `- assume with that ${session({ roleArn, session: options })}, ${sts(context, plan)}`;
}
function checks(context, plan) {
    const { source, hops, allowedAccountIds: allowed } = plan;
    const known = hops.length > 0 || ['github', 'token-file', 'bearer'].includes(source.from);
    const issued = source.from === 'ecs_ram_role' || source.from === 'credentials_uri';
    return [
        ...(known || (issued && allowed.length === 0) ? [] : [`- ask STS whose it is, ${sts(context, plan)}`]),
        ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
    ];
}
function exports(context, plan) {
    const { env, outputs, profile } = plan.handOff;
    const names = variableNames(context, plan);
    return [
        ...(profile
            ? [
                profile.refresh
                    ? `- write the profile \u201c${profile.name}\u201d, which renews itself until the job ends, into ${(0,_profiles_places_js__WEBPACK_IMPORTED_MODULE_9__/* .configFile */ .Ze)(context)}`
                    : `- write the profile \u201c${profile.name}\u201d into ${profile.credentialsFile ?? 'a private credentials.ini under RUNNER_TEMP'} and ${(0,_profiles_places_js__WEBPACK_IMPORTED_MODULE_9__/* .configFile */ .Ze)(context)}`,
                '- export the variables that name it',
            ]
            : []),
        ...(outputs ? ['- set the credential as step outputs, masked'] : []),
        ...(names.length > 0
            ? [
                `- export ${names.join(', ')}${env && isUnknown(plan) ? ' (the token only of a temporary credential)' : ''}`,
            ]
            : []),
    ];
}
function variableNames(context, plan) {
    const wanted = plan.handOff;
    const pointers = { variables: {}, outputs: {} };
    const stands = (name) => context.env.get(name) !== undefined;
    return Object.keys((0,_exporters_variables_js__WEBPACK_IMPORTED_MODULE_4__.variablesFor)({ credential: standIn(plan), wanted, pointers }, stands));
}
function standIn({ source, hops }) {
    const mask = () => undefined;
    if (hops.length === 0 && source.from === 'bearer')
        return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .bearerToken */ .hC)('-', mask);
    if (hops.length === 0 && source.from === 'access_key')
        return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .accessKey */ .uB)('-', '-', mask);
    const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
    return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .stsCredential */ .U4)(fields, mask);
}
function isUnknown({ source, hops }) {
    return hops.length === 0 && ['environment', 'profile', 'default', 'credentials_uri'].includes(source.from);
}
function session({ roleArn, session: options }) {
    const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
    return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}
function sts(context, { sts: { host } }) {
    return at(context, new URL(`https://${host}`));
}
function at({ env }, url) {
    const proxy = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_7__/* .proxyFor */ .i)(url, env);
    return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}


/***/ }),

/***/ 7568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exportVariables: () => (/* binding */ exportVariables),
/* harmony export */   variables: () => (/* binding */ variables),
/* harmony export */   variablesFor: () => (/* binding */ variablesFor)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2357);
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2562);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1070);
/* harmony import */ var _undo_journal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4744);
/* harmony import */ var _undo_notice_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9863);






const variables = {
    export: (context, handover) => {
        const values = variablesFor(handover, (name) => context.env.get(name) !== undefined);
        exportVariables(context, handover, values, handover.wanted.profile?.name);
        return { as: handover.wanted.env ? 'environment variables' : undefined };
    },
    undo: (context, entry) => {
        undoVariables(context, entry);
        return true;
    },
    keeps: ({ backup }) => [..._undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .NOTICE_FILES */ .vR, ...(backup ? [node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(backup)] : [])],
    discard: ({ files }, { backup }) => {
        if (backup)
            files.remove(backup);
    },
};
const KEY_IDS = [
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    'ALICLOUD_ACCESS_KEY',
    'ALIBABACLOUD_ACCESS_KEY_ID',
    'OSS_ACCESS_KEY_ID',
    'ALICLOUD_ACCESS_KEY_ID',
];
const KEY_SECRETS = [
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    'ALICLOUD_SECRET_KEY',
    'ALIBABACLOUD_ACCESS_KEY_SECRET',
    'OSS_ACCESS_KEY_SECRET',
    'ALICLOUD_ACCESS_KEY_SECRET',
];
const TOKENS = [
    'ALIBABA_CLOUD_SECURITY_TOKEN',
    'ALICLOUD_SECURITY_TOKEN',
    'ALIBABACLOUD_SECURITY_TOKEN',
    'OSS_SESSION_TOKEN',
    'ALICLOUD_ACCESS_KEY_STS_TOKEN',
    'SECURITY_TOKEN',
];
const BEARER = 'ALIBABA_CLOUD_BEARER_TOKEN';
const SECRETS = [...KEY_IDS, ...KEY_SECRETS, ...TOKENS, BEARER];
const REGIONS = [
    'ALIBABA_CLOUD_REGION_ID',
    'ALIBABA_CLOUD_REGION',
    'ALIBABACLOUD_REGION_ID',
    'ALICLOUD_REGION',
    'OSS_REGION',
];
function variablesFor({ credential, wanted, pointers }, stands) {
    const variables = {};
    const set = (names, value) => {
        for (const name of names)
            variables[name] = value;
    };
    if (wanted.env) {
        if (credential.kind === 'bearer') {
            set([BEARER], credential.bearerToken.reveal());
        }
        else {
            set(KEY_IDS, credential.accessKeyId.reveal());
            set(KEY_SECRETS, credential.accessKeySecret.reveal());
            if (credential.kind === 'sts')
                set(TOKENS, credential.securityToken.reveal());
            else
                set(TOKENS.filter(stands), '');
        }
    }
    if (wanted.region)
        set(REGIONS, wanted.region);
    return { ...variables, ...pointers.variables };
}
function exportVariables(context, { journal, folder }, variables, profile) {
    const names = Object.keys(variables);
    if (names.length === 0)
        return;
    const standing = names.flatMap((name) => {
        const value = context.env.get(name);
        return value ? [[name, value]] : [];
    });
    const salt = context.random.uuid();
    const backup = standing.length > 0 ? folder.file(`variables-${salt}.json`) : undefined;
    if (backup)
        context.files.create(backup, JSON.stringify(Object.fromEntries(standing)));
    journal.record({
        kind: 'variables',
        salt,
        set: Object.fromEntries(names.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprint */ .R)(salt, variables[name] ?? '')])),
        ...(backup && { backup, usesFolder: true }),
    });
    const changed = names.filter((name) => context.env.get(name) !== variables[name]);
    announce(context, folder, {
        salt,
        set: Object.fromEntries(changed.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprint */ .R)(salt, variables[name] ?? '')])),
        marks: changed.some((name) => SECRETS.includes(name))
            ? changed.filter((name) => SECRETS.includes(name))
            : changed,
        tokens: tokenUseOf(variables),
        profile,
    });
    context.runner.exportVariables(variables);
}
function tokenUseOf(variables) {
    if (!KEY_IDS.some((name) => name in variables))
        return undefined;
    if (TOKENS.some((name) => variables[name]))
        return 'set';
    return TOKENS.every((name) => name in variables) ? 'emptied' : 'left';
}
function announce(context, folder, notice) {
    if (Object.keys(notice.set).length === 0)
        return;
    const unseen = attempt(context, () => (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .leaveNotice */ .ui)(context, folder, notice)) ?? [];
    const opposite = notice.tokens === 'set' ? 'left' : notice.tokens === 'left' ? 'set' : undefined;
    if (!opposite || !unseen.some(({ tokens }) => tokens === opposite))
        return;
    const [ours, theirs] = opposite === 'left' ? ['an STS credential', 'a key'] : ['a key', 'an STS credential'];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ('input', `This step would export ${ours}, and a parallel step that has not been waited for exports ${theirs}: later steps could get the key of one with the token of the other.`, {
        hint: 'Put a wait for that step before this one, or let one of the two use profile, or export-env: false and its outputs.',
    });
}
function undoVariables(context, { salt, set, backup }) {
    const exported = (0,_undo_journal_js__WEBPACK_IMPORTED_MODULE_4__/* .wasCompleted */ .RF)(context.runner);
    const saved = backup ? context.files.read(backup) : undefined;
    const before = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseObject */ .lj)(saved ?? '') ?? {};
    const others = attempt(context, () => (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .otherLogins */ .XK)(context, salt)) ?? [];
    const covered = attempt(context, () => backup && (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .coveredIn */ .My)(context, node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(backup))) || [];
    const restored = {};
    for (const name of Object.keys(set)) {
        const current = context.env.get(name) ?? '';
        const previous = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textOf */ .b6)(before[name]) ?? '';
        if ((0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprint */ .R)(salt, current) === set[name]) {
            if (previous !== current)
                restored[name] = previous;
        }
        else if (exported && current !== '' && current === previous && !covered.includes(name)) {
            restored[name] = others.some((other) => (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .isOf */ .yW)(other, name, current)) ? previous : '';
        }
    }
    for (const [name, value] of Object.entries(restored))
        if (SECRETS.includes(name))
            context.log.mask(value);
    if (Object.keys(restored).length > 0)
        context.runner.exportVariables(restored);
    attempt(context, () => (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .tellOthers */ .FQ)(context, others, restored));
}
function attempt({ log }, action) {
    try {
        return action();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6))
            throw error;
        log.debug(`This login and those of parallel steps cannot see each other: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}


/***/ })

};
;