"use strict";
exports.id = 645;
exports.ids = [645];
exports.modules = {

/***/ 645:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  leaveRenewal: () => (/* binding */ leaveRenewal)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/runtime/own-folder.js
var own_folder = __webpack_require__(643);
// EXTERNAL MODULE: ./lib/text/time.js
var time = __webpack_require__(457);
;// CONCATENATED MODULE: ./lib/renewal/cache.js




const NAME = 'credential.json';
function cacheFile(folder) {
    return external_node_path_default().join(folder, NAME);
}
function cachedFrom(credential, obtained, offset) {
    const { expiration } = credential;
    if (!expiration)
        return undefined;
    const expires = expiration.getTime() - offset;
    return { line: answerOf(credential, new Date(expires)), obtained, expires };
}
function answerOf({ accessKeyId, accessKeySecret, securityToken }, expires) {
    return JSON.stringify({
        mode: 'StsToken',
        access_key_id: accessKeyId.reveal(),
        access_key_secret: accessKeySecret.reveal(),
        sts_token: securityToken.reveal(),
        expiration: (0,time/* formatTime */.f)(expires),
    });
}
function formatCached(cached) {
    return JSON.stringify(cached);
}
function readCached(world, folder) {
    try {
        const cached = parseObject(readOwnFile(world, folder, NAME) ?? '');
        const line = textOf(cached?.['line']);
        const { obtained, expires } = cached ?? {};
        if (line === undefined || typeof obtained !== 'number' || typeof expires !== 'number')
            return undefined;
        return textOf(asObject(JSON.parse(line))?.['mode']) === undefined
            ? undefined
            : { line, obtained, expires };
    }
    catch {
        return undefined;
    }
}
function isFresh({ obtained, expires }, now) {
    return now >= obtained - TOLERANCE && expires - now > (expires - obtained) / 3;
}
function isAlive({ obtained, expires }, now) {
    return now >= obtained - TOLERANCE && expires - now > SHORTEST_USE;
}
const TOLERANCE = 60_000;
const SHORTEST_USE = 2_000;

// EXTERNAL MODULE: ./lib/renewal/command.js
var renewal_command = __webpack_require__(618);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/secrets/secret.js
var secret = __webpack_require__(828);
;// CONCATENATED MODULE: ./lib/renewal/recipe.js





const VERSION = 1;
const recipe_NAME = 'refresh.json';
function specFile(folder) {
    return external_node_path_default().join(folder, recipe_NAME);
}
function formatSpec(spec) {
    return (0,secret/* revealedJson */.RJ)({ version: VERSION, ...spec });
}
function revive(_name, value) {
    const secret = textOf(asObject(value)?.['secret']);
    return secret === undefined ? value : Secret.of(secret, () => { });
}
function readSpec(context, folder) {
    const file = specFile(folder);
    const text = readOwnFile(context, folder, recipe_NAME);
    if (text === undefined) {
        throw new FileError(`${file} is gone.`, {
            hint: 'The job that logged in has ended or logged out, or something has emptied its RUNNER_TEMP. Log in again.',
        });
    }
    const spec = parseObject(text, revive);
    if (!spec)
        throw new FileError(`${file} is damaged.`, { hint: 'Log in again.' });
    if (spec['version'] !== VERSION) {
        throw new FileError(`${file} was written by another version of this action.`, {
            hint: 'Log in again, with one version in all steps of the job.',
        });
    }
    return spec;
}

;// CONCATENATED MODULE: ./lib/export/refresh.js



function leaveRenewal(context, { credential, again, folder }) {
    if (!again || credential.kind !== 'sts')
        throw new Error('Planning refuses a source that cannot be asked again.');
    const { files, clock } = context;
    const { renewal, allowedAccountIds, clockOffset } = again;
    const command = (0,renewal_command/* renewingCommand */.fM)(context, folder.path());
    const began = clock.now();
    files.create(specFile(folder.path()), formatSpec({ renewal, allowedAccountIds, began }));
    const cached = cachedFrom(credential, began, clockOffset);
    if (cached)
        files.create(cacheFile(folder.path()), formatCached(cached));
    return command;
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