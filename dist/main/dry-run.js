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





function describePlan(context, { plan, exporters, expected }) {
    const { wanted } = expected;
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
    const config = (0,_profiles_config_json_js__WEBPACK_IMPORTED_MODULE_3__/* .readCliConfig */ .J)(context);
    (0,_export_advice_overrides_js__WEBPACK_IMPORTED_MODULE_0__/* .warnOfOverrides */ .XP)(context, wanted, { credential: expected.placeholderCredential }, config);
    (0,_export_advice_region_js__WEBPACK_IMPORTED_MODULE_1__/* .adviseOnRegion */ .G)(context, wanted, config);
}
function firstSteps(context, plan) {
    const { source } = plan;
    const lines = (0,_sources_table_js__WEBPACK_IMPORTED_MODULE_4__/* .descriptorOf */ .nb)(source).describe(source, {
        env: context.env,
        at: (url) => at(context, url),
        sts: sts(context, plan),
        session,
    });
    return lines.map((line) => `- ${line}`);
}
function assume(context, plan, hop) {
    const behind = hop.sourceIdentity === undefined ? '' : `, source identity ${hop.sourceIdentity}`;
    return `- assume with that ${session(hop)}${behind}, ${sts(context, plan)}`;
}
function checks(context, plan) {
    const { allowedAccountIds: allowed } = plan;
    return [
        ...((0,_sources_table_js__WEBPACK_IMPORTED_MODULE_4__/* .asksForIdentity */ .O2)(plan) ? [`- ask STS whose it is, ${sts(context, plan)}`] : []),
        ...(allowed.length > 0 ? [`- fail unless it belongs to account ${allowed.join(' or ')}`] : []),
    ];
}
function session({ roleArn, session: options }) {
    const narrowed = options.policy === undefined ? '' : ', narrowed by the policy';
    return `${options.durationSeconds} seconds as ${roleArn} (session ${options.roleSessionName}${narrowed})`;
}
function sts(context, { sts: { host } }) {
    return at(context, new URL(`https://${host}`));
}
function at({ env }, url) {
    const proxy = (0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .proxyFor */ .i)(url, env);
    return `at ${url.host}, ${proxy ? `through the proxy ${proxy.host}` : 'directly'}`;
}


/***/ })

};
;