"use strict";
exports.id = 568;
exports.ids = [568];
exports.modules = {

/***/ 568:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exportVariables: () => (/* binding */ exportVariables),
/* harmony export */   variables: () => (/* binding */ variables),
/* harmony export */   variablesFor: () => (/* binding */ variablesFor)
/* harmony export */ });
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(562);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70);
/* harmony import */ var _undo_journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(744);



const variables = {
    export: (context, handover) => {
        const values = variablesFor(handover, (name) => Boolean(context.env.get(name)));
        exportVariables(context, handover, values);
        return { as: handover.wanted.env ? 'environment variables' : undefined };
    },
    undo: (context, entry) => {
        undoVariables(context, entry);
        return true;
    },
    layered: true,
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
function exportVariables(context, { journal, folder }, variables) {
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
        set: Object.fromEntries(names.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprint */ .R)(salt, variables[name] ?? '')])),
        ...(backup && { backup, usesFolder: true }),
    });
    context.runner.exportVariables(variables);
}
function undoVariables(context, { salt, set, backup }) {
    const exported = (0,_undo_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .wasCompleted */ .RF)(context.runner);
    const saved = backup ? context.files.read(backup) : undefined;
    const before = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .lj)(saved ?? '') ?? {};
    const restored = {};
    for (const name of Object.keys(set)) {
        const current = context.env.get(name) ?? '';
        const previous = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(before[name]) ?? '';
        if ((0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprint */ .R)(salt, current) === set[name]) {
            if (previous !== current)
                restored[name] = previous;
        }
        else if (exported && current !== '' && current === previous) {
            restored[name] = '';
        }
    }
    for (const [name, value] of Object.entries(restored))
        if (SECRETS.includes(name))
            context.log.mask(value);
    if (Object.keys(restored).length > 0)
        context.runner.exportVariables(restored);
}


/***/ }),

/***/ 562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var _crypto_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(217);

function fingerprint(salt, value) {
    return (0,_crypto_js__WEBPACK_IMPORTED_MODULE_0__/* .crypto */ .E)().createHmac('sha256', salt).update(value).digest('hex');
}


/***/ })

};
;