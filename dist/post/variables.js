"use strict";
exports.id = 26;
exports.ids = [26];
exports.modules = {

/***/ 26:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exportVariables: () => (/* binding */ exportVariables),
/* harmony export */   variables: () => (/* binding */ variables),
/* harmony export */   variablesFor: () => (/* binding */ variablesFor)
/* harmony export */ });
/* harmony import */ var _record_private_folder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(204);
/* harmony import */ var _record_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(251);
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(562);



const variables = {
    check: (context) => {
        (0,_record_private_folder_js__WEBPACK_IMPORTED_MODULE_0__/* .newFolder */ .lC)(context);
        context.runner.check('GITHUB_ENV');
    },
    preview: (context, wanted, credential) => {
        const pointers = { variables: {}, outputs: {} };
        const stands = (name) => context.env.get(name) !== undefined;
        const values = variablesFor({ credential, wanted, pointers }, stands);
        const names = Object.keys(values);
        return names.length > 0 ? [`export ${names.join(', ')}`, ...replaced(context, values)] : [];
    },
    export: async (context, exportContext) => {
        const values = variablesFor(exportContext, (name) => context.env.get(name) !== undefined);
        for (const line of replaced(context, values))
            context.log.info(`This login will ${line}.`);
        await exportVariables(context, exportContext.journal, values);
        return { as: exportContext.wanted.env ? 'environment variables' : undefined };
    },
    undo: async (context, entry) => {
        await undoVariables(context, entry);
        return true;
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
function replaced(context, values) {
    const isOther = (name) => ![undefined, '', values[name]].includes(context.env.get(name));
    const others = Object.keys(values).filter(isOther);
    if (others.length === 0)
        return [];
    const isOurs = (0,_record_record_js__WEBPACK_IMPORTED_MODULE_1__/* .setByLogins */ .EV)(context);
    const names = others.filter((name) => !isOurs(name));
    return names.length > 0 ? [`replace the job\u2019s own values of ${names.join(', ')}`] : [];
}
async function exportVariables({ env, random, runner }, journal, variables) {
    const names = Object.keys(variables);
    if (names.length === 0)
        return;
    const salt = random.uuid();
    const standing = names.flatMap((name) => {
        const value = env.get(name);
        return value ? [[name, value]] : [];
    });
    journal.record({
        kind: 'variables',
        mayReturn: true,
        salt,
        set: Object.fromEntries(names.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_2__/* .checksum */ .cM)(salt, variables[name] ?? '')])),
        before: Object.fromEntries(standing),
    });
    await runner.exportVariables(variables);
}
async function undoVariables({ env, log, runner }, entry) {
    const { set, before } = entry;
    const names = Object.keys(set);
    const current = (name) => env.get(name) ?? '';
    const isOurs = (name) => (0,_record_record_js__WEBPACK_IMPORTED_MODULE_1__/* .isAsSet */ .hN)(entry, name, current(name));
    const isHidden = (name) => current(name) === before[name] && names.some((other) => set[other] === set[name] && isOurs(other));
    const restored = names.flatMap((name) => {
        if (isOurs(name))
            return current(name) === (before[name] ?? '') ? [] : [[name, before[name] ?? '']];
        return isHidden(name) ? [[name, '']] : [];
    });
    for (const [name, value] of restored)
        if (SECRETS.includes(name))
            log.mask(value);
    if (restored.length > 0)
        await runner.exportVariables(Object.fromEntries(restored));
}


/***/ })

};
;