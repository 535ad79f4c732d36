"use strict";
exports.id = 417;
exports.ids = [417];
exports.modules = {

/***/ 417:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  outputs: () => (/* binding */ outputs),
  outputsFor: () => (/* binding */ outputsFor)
});

;// CONCATENATED MODULE: ./lib/text/time.js
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
function readTime(text) {
    const time = new Date(text.length <= 64 ? text : Number.NaN);
    return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}

;// CONCATENATED MODULE: ./lib/exporters/outputs.js

const outputs = {
    export: ({ runner }, handover) => {
        runner.setOutputs(outputsFor(handover));
        return { as: handover.wanted.outputs ? 'step outputs' : undefined };
    },
    undo: () => true,
    discard: () => { },
};
function outputsFor(handover) {
    const { wanted, credential, identity } = handover;
    return Object.fromEntries(Object.entries({
        type: handover.type,
        'account-id': identity?.accountId,
        arn: identity?.arn,
        expiration: credential.kind === 'sts' && credential.expiration ? formatTime(credential.expiration) : undefined,
        ...handover.pointers.outputs,
        'oidc-token-file': handover.oidcTokenFile,
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


/***/ })

};
;