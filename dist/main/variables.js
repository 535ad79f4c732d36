"use strict";
exports.id = 568;
exports.ids = [568];
exports.modules = {

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
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2562);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1070);
/* harmony import */ var _undo_journal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4744);
/* harmony import */ var _undo_notice_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9863);
/* harmony import */ var _undo_private_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6180);







const variables = {
    preview: (context, { wanted, standIn, mayDiffer }) => {
        const pointers = { variables: {}, outputs: {} };
        const stands = (name) => context.env.get(name) !== undefined;
        const names = Object.keys(variablesFor({ credential: standIn, wanted, pointers }, stands));
        const unsure = wanted.env && mayDiffer ? ' (the token only of a temporary credential)' : '';
        return names.length > 0 ? [`export ${names.join(', ')}${unsure}`] : [];
    },
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
        set: Object.fromEntries(names.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .R)(salt, variables[name] ?? '')])),
        ...(backup && { backup, usesFolder: true }),
    });
    const changed = names.filter((name) => context.env.get(name) !== variables[name]);
    announce(context, folder, {
        salt,
        set: Object.fromEntries(changed.map((name) => [name, (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .R)(salt, variables[name] ?? '')])),
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
    const exported = (0,_undo_journal_js__WEBPACK_IMPORTED_MODULE_5__/* .wasCompleted */ .RF)(context.runner);
    const own = backup && (0,_undo_private_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isTrusted */ .W2)(context, node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(backup)) ? backup : undefined;
    const saved = own && context.files.read(own);
    const before = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(saved ?? '') ?? {};
    const others = attempt(context, () => (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .otherLogins */ .XK)(context, salt)) ?? [];
    const covered = attempt(context, () => own && (0,_undo_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .coveredIn */ .My)(context, node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(own))) || [];
    const restored = {};
    for (const name of Object.keys(set)) {
        const current = context.env.get(name) ?? '';
        const previous = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(before[name]) ?? '';
        if ((0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .R)(salt, current) === set[name]) {
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