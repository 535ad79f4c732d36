"use strict";
exports.id = 765;
exports.ids = [765];
exports.modules = {

/***/ 765:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   outputs: () => (/* binding */ outputs),
/* harmony export */   outputsFor: () => (/* binding */ outputsFor)
/* harmony export */ });
/* harmony import */ var _text_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(457);

const outputs = {
    check: ({ runner }) => runner.check('GITHUB_OUTPUT'),
    preview: (_, wanted) => (wanted.outputs ? ['set the credential as step outputs, masked'] : []),
    export: async ({ runner }, exportContext) => {
        await runner.setOutputs(outputsFor(exportContext));
        return { as: exportContext.wanted.outputs ? 'step outputs' : undefined };
    },
    undo: () => true,
};
function outputsFor(exportContext) {
    const { wanted, credential, identity } = exportContext;
    return Object.fromEntries(Object.entries({
        type: exportContext.type,
        'account-id': identity?.accountId,
        arn: identity?.arn,
        expiration: credential.kind === 'sts' && credential.expiration ? (0,_text_time_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTime */ .f)(credential.expiration) : undefined,
        ...exportContext.pointers.outputs,
        'oidc-token-file': exportContext.oidcTokenFile,
        ...(wanted.outputs && credentialOutputs(credential)),
    }).filter((entry) => entry[1] !== undefined));
}
function credentialOutputs(credential) {
    if (credential.kind === 'bearer')
        return { 'bearer-token': credential.bearerToken.reveal() };
    const key = {
        'access-key-id': credential.accessKeyId.reveal(),
        'access-key-secret': credential.accessKeySecret.reveal(),
        ...(credential.kind === 'sts' && { 'security-token': credential.securityToken.reveal() }),
    };
    const aliases = Object.entries(key).map(([name, value]) => [`aliyun-${name}`, value]);
    return { ...key, ...Object.fromEntries(aliases) };
}


/***/ }),

/***/ 457:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ formatTime)
/* harmony export */ });
/* unused harmony export readTime */
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
function readTime(text) {
    const time = new Date(text.length <= 64 ? text : Number.NaN);
    return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}


/***/ })

};
;