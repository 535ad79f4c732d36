"use strict";
exports.id = 555;
exports.ids = [555];
exports.modules = {

/***/ 6555:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describePlan: () => (/* binding */ describePlan)
/* harmony export */ });
/* harmony import */ var _export_advice_overrides_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2471);
/* harmony import */ var _export_advice_region_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3242);
/* harmony import */ var _http_proxy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5841);
/* harmony import */ var _profiles_config_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7552);
/* harmony import */ var _sources_table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6184);





function describePlan(context, { plan, start, exporters, credential }) {
    const { exportOptions: wanted } = plan;
    const assumed = (chain) => chain.hops.map((hop) => assume(context, chain, hop));
    const lines = [
        'A dry run: no request is sent, and nothing is changed. The step would, in turn,',
        ...firstSteps(context, plan, start),
        ...assumed(start),
        ...assumed(plan),
        ...checks(context, { ...plan, source: start.source, hops: [...start.hops, ...plan.hops] }),
        ...exporters.flatMap((one) => one.preview(context, wanted, credential)).map((line) => `- ${line}`),
        wanted.cleanup
            ? 'and take everything back when the job ends.'
            : 'and leave it all there when the job ends.',
    ];
    context.log.info(lines.join('\n'));
    const config = (0,_profiles_config_json_js__WEBPACK_IMPORTED_MODULE_3__/* .readCliConfig */ .J)(context);
    const { profile } = plan.hops.length > 0 ? {} : start;
    (0,_export_advice_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .warnOfOverrides */ .XP)(context, wanted, { credential, profile }, config);
    (0,_export_advice_region_js__WEBPACK_IMPORTED_MODULE_1__/* .adviseOnRegion */ .G)(context, wanted, config);
}
function firstSteps(context, plan, { source, sts }) {
    const dry = { env: context.env, at: (url) => at(context, url), sts: stsAt(context, sts), session };
    const isFound = source !== plan.source && (0,_sources_table_js__WEBPACK_IMPORTED_MODULE_4__/* .descriptorOf */ .nb)(source).asks.length > 0;
    return [plan.source, ...(isFound ? [source] : [])].flatMap((one) => (0,_sources_table_js__WEBPACK_IMPORTED_MODULE_4__/* .descriptorOf */ .nb)(one)
        .describe(one, dry)
        .map((line) => `- ${line}`));
}
function assume(context, chain, hop) {
    const behind = hop.sourceIdentity === undefined ? '' : `, source identity ${hop.sourceIdentity}`;
    return `- assume with that ${session(hop)}${behind}, ${stsAt(context, hop.sts ?? chain.sts)}`;
}
function checks(context, plan) {
    const { allowedAccountIds: allowed } = plan;
    return [
        ...((0,_sources_table_js__WEBPACK_IMPORTED_MODULE_4__/* .asksForIdentity */ .O2)(plan) ? [`- ask STS whose it is, ${stsAt(context, plan.sts)}`] : []),
        ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
    ];
}
function session({ roleArn, session: options }) {
    const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
    return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}
function stsAt(context, { host }) {
    return at(context, new URL(`https://${host}`));
}
function at({ env }, url) {
    const proxy = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .proxyFor */ .i)(url, env);
    return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}


/***/ })

};
;