"use strict";
exports.id = 757;
exports.ids = [757];
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
/* harmony import */ var _github_oidc_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5716);
/* harmony import */ var _github_token_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3234);
/* harmony import */ var _http_proxy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5841);
/* harmony import */ var _profiles_cli_config_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1432);
/* harmony import */ var _undo_journal_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4744);
/* harmony import */ var _undo_private_folder_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6180);










async function tellPlan(context, plan) {
    const { handOff: wanted } = plan;
    const exporters = await (0,_exporters_exporters_js__WEBPACK_IMPORTED_MODULE_1__/* .exportersFor */ .U)(wanted);
    for (const exporter of exporters)
        exporter.check?.(context, wanted);
    const expected = {
        wanted,
        standIn: standIn(plan),
        mayDiffer: plan.hops.length === 0 && FORESEEN[plan.source.from].mayDiffer,
    };
    const lines = [
        'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
        ...firstSteps(context, plan),
        ...plan.hops.map((hop) => assume(context, plan, hop)),
        ...checks(context, plan),
        ...exporters.flatMap((exporter) => exporter.preview(context, expected)).map((line) => `- ${line}`),
        wanted.cleanup
            ? 'and take everything back when the job ends.'
            : 'and leave it all there when the job ends.',
    ];
    context.log.info(lines.join('\n'));
    const config = (0,_profiles_cli_config_js__WEBPACK_IMPORTED_MODULE_7__/* .readCliConfig */ .J)(context);
    (0,_exporters_overrides_js__WEBPACK_IMPORTED_MODULE_2__/* .warnOfOverrides */ .X)(context, wanted, expected.standIn.kind, config);
    (0,_exporters_region_js__WEBPACK_IMPORTED_MODULE_3__/* .adviseOnRegion */ .G)(context, wanted, config);
}
function firstSteps(context, plan) {
    const { source } = plan;
    switch (source.from) {
        case 'github': {
            (0,_undo_private_folder_js__WEBPACK_IMPORTED_MODULE_8__/* .privateFolder */ .qm)(context, (0,_undo_journal_js__WEBPACK_IMPORTED_MODULE_9__/* .openJournal */ ._0)(context.runner)).require();
            const { url } = (0,_github_oidc_js__WEBPACK_IMPORTED_MODULE_4__/* .tokenEndpoint */ .lN)(context);
            return [
                `- ask GitHub for an OIDC token for ${source.audience}, ${at(context, url)}`,
                `- exchange it for ${session(source.role)}, trusted by way of ${source.role.oidcProviderArn}, ${sts(context, plan)}`,
            ];
        }
        case 'token-file':
            (0,_github_token_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readToken */ .A)(context, { path: () => source.path });
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
    const identity = hops.length > 0 ? 'told' : FORESEEN[source.from].identity;
    const isAsked = identity === 'asked' || (identity === 'asked if needed' && allowed.length > 0);
    return [
        ...(isAsked ? [`- ask STS whose it is, ${sts(context, plan)}`] : []),
        ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
    ];
}
const FORESEEN = {
    github: { identity: 'told', mayDiffer: false },
    'token-file': { identity: 'told', mayDiffer: false },
    access_key: { identity: 'asked', mayDiffer: false },
    sts: { identity: 'asked', mayDiffer: false },
    environment: { identity: 'asked', mayDiffer: true },
    ecs_ram_role: { identity: 'asked if needed', mayDiffer: false },
    credentials_uri: { identity: 'asked if needed', mayDiffer: true },
    bearer: { identity: 'told', mayDiffer: false },
    profile: { identity: 'asked', mayDiffer: true },
    default: { identity: 'asked', mayDiffer: true },
};
function standIn({ source, hops }) {
    const mask = () => undefined;
    if (hops.length === 0 && source.from === 'bearer')
        return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .bearerToken */ .hC)('-', mask);
    if (hops.length === 0 && source.from === 'access_key')
        return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .accessKey */ .uB)('-', '-', mask);
    const fields = { accessKeyId: '-', accessKeySecret: '-', securityToken: '-' };
    return (0,_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .stsCredential */ .U4)(fields, mask);
}
function session({ roleArn, session: options }) {
    const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
    return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}
function sts(context, { sts: { host } }) {
    return at(context, new URL(`https://${host}`));
}
function at({ env }, url) {
    const proxy = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_6__/* .proxyFor */ .i)(url, env);
    return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}


/***/ })

};
;