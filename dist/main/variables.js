"use strict";
exports.id = 332;
exports.ids = [332];
exports.modules = {

/***/ 332:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  exportVariables: () => (/* binding */ exportVariables),
  variables: () => (/* binding */ variables),
  variablesFor: () => (/* binding */ variablesFor)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2357);
// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(2562);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(1070);
// EXTERNAL MODULE: ./lib/undo/journal.js
var journal = __webpack_require__(4744);
// EXTERNAL MODULE: ./lib/undo/private-folder.js
var private_folder = __webpack_require__(9009);
;// CONCATENATED MODULE: ./lib/undo/notice.js




const TOKEN_USES = ['set', 'emptied', 'left'];
const NOTICE = 'exports.json';
const COVERED = 'covered.txt';
function leaveNotice(context, folder, notice) {
    const found = [...foundBy(context, noticesIn(context))];
    context.files.create(folder.file(NOTICE), JSON.stringify({ ...notice, found }));
    return otherLogins(context, notice.salt).filter(({ salt }) => !found.includes(salt));
}
function unseenLogins(context) {
    const notices = noticesIn(context);
    const found = foundBy(context, notices);
    return notices.filter(({ salt }) => !found.has(salt));
}
function otherLogins(context, salt) {
    return noticesIn(context).filter((notice) => notice.salt !== salt);
}
function tellOthers({ files }, others, restored) {
    for (const other of others) {
        const covered = Object.entries(restored)
            .filter(([name, value]) => name in other.set && !isOf(other, name, value))
            .map(([name]) => `${name}\n`);
        if (covered.length > 0)
            files.append(external_node_path_default().join(other.folder, COVERED), covered.join(''));
    }
}
function coveredIn({ files }, folder) {
    return (files.read(external_node_path_default().join(folder, COVERED)) ?? '').split('\n');
}
function removeNotice({ files }, folder) {
    files.remove(path.join(folder, NOTICE));
}
const NOTICE_FILES = [NOTICE, COVERED];
function foundBy({ env }, notices) {
    const stands = (notice) => notice.marks.some((name) => {
        const value = env.get(name);
        return Boolean(value) && isOf(notice, name, value ?? '');
    });
    return new Set(notices.filter(stands).flatMap(({ salt, found }) => [salt, ...found]));
}
function isOf({ salt, set }, name, value) {
    return set[name] === (0,fingerprint/* fingerprint */.R)(salt, value);
}
function noticesIn(context) {
    return (0,private_folder/* privateFoldersIn */.Gj)(context).flatMap((folder) => {
        const notice = readNotice(context, folder);
        return notice ? [{ ...notice, folder }] : [];
    });
}
function readNotice({ files }, folder) {
    try {
        const notice = (0,json/* parseObject */.lj)(files.read(external_node_path_default().join(folder, NOTICE)) ?? '');
        const salt = (0,json/* textOf */.b6)(notice?.['salt']);
        const set = (0,json/* asObject */.eB)(notice?.['set']);
        if (!notice || !salt || !set)
            return undefined;
        const texts = Object.entries(set).flatMap(([name, print]) => (0,json/* textOf */.b6)(print) ? [[name, String(print)]] : []);
        const textsIn = (list) => Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
        return {
            salt,
            set: Object.fromEntries(texts),
            tokens: TOKEN_USES.find((use) => use === notice['tokens']),
            profile: (0,json/* textOf */.b6)(notice['profile']),
            marks: textsIn(notice['marks']),
            found: textsIn(notice['found']),
        };
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/exporters/variables.js






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
    keeps: ({ backup }) => [...NOTICE_FILES, ...(backup ? [external_node_path_default().basename(backup)] : [])],
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
        set: Object.fromEntries(names.map((name) => [name, (0,fingerprint/* fingerprint */.R)(salt, variables[name] ?? '')])),
        ...(backup && { backup, usesFolder: true }),
    });
    const changed = names.filter((name) => context.env.get(name) !== variables[name]);
    announce(context, folder, {
        salt,
        set: Object.fromEntries(changed.map((name) => [name, (0,fingerprint/* fingerprint */.R)(salt, variables[name] ?? '')])),
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
    const unseen = attempt(context, () => leaveNotice(context, folder, notice)) ?? [];
    const opposite = notice.tokens === 'set' ? 'left' : notice.tokens === 'left' ? 'set' : undefined;
    if (!opposite || !unseen.some(({ tokens }) => tokens === opposite))
        return;
    const [ours, theirs] = opposite === 'left' ? ['an STS credential', 'a key'] : ['a key', 'an STS credential'];
    throw new errors/* ActionError */.lZ('input', `This step would export ${ours}, and a parallel step that nobody has waited for exports ${theirs}: later steps could get that key with the token of the other.`, {
        hint: 'Put a wait for that step before this one; or let one of the two hand its credential on with profile, or with export-env: false and its outputs.',
    });
}
function undoVariables(context, { salt, set, backup }) {
    const exported = (0,journal/* wasCompleted */.RF)(context.runner);
    const saved = backup ? context.files.read(backup) : undefined;
    const before = (0,json/* parseObject */.lj)(saved ?? '') ?? {};
    const others = attempt(context, () => otherLogins(context, salt)) ?? [];
    const covered = attempt(context, () => backup && coveredIn(context, external_node_path_default().dirname(backup))) || [];
    const restored = {};
    for (const name of Object.keys(set)) {
        const current = context.env.get(name) ?? '';
        const previous = (0,json/* textOf */.b6)(before[name]) ?? '';
        if ((0,fingerprint/* fingerprint */.R)(salt, current) === set[name]) {
            if (previous !== current)
                restored[name] = previous;
        }
        else if (exported && current !== '' && current === previous && !covered.includes(name)) {
            restored[name] = others.some((other) => isOf(other, name, current)) ? previous : '';
        }
    }
    for (const [name, value] of Object.entries(restored))
        if (SECRETS.includes(name))
            context.log.mask(value);
    if (Object.keys(restored).length > 0)
        context.runner.exportVariables(restored);
    attempt(context, () => tellOthers(context, others, restored));
}
function attempt({ log }, action) {
    try {
        return action();
    }
    catch (error) {
        if (!(error instanceof errors/* FileError */.f6))
            throw error;
        log.debug(`Parallel steps cannot be told of, or tell of, this login: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}


/***/ }),

/***/ 2562:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ fingerprint)
/* harmony export */ });
/* harmony import */ var _crypto_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1217);

function fingerprint(salt, value) {
    return (0,_crypto_js__WEBPACK_IMPORTED_MODULE_0__/* .crypto */ .E)().createHmac('sha256', salt).update(value).digest('hex');
}


/***/ })

};
;