"use strict";
exports.id = 928;
exports.ids = [928];
exports.modules = {

/***/ 2928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  leaveRenewal: () => (/* binding */ leaveRenewal)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/runtime/own-folder.js
var own_folder = __webpack_require__(4024);
// EXTERNAL MODULE: ./lib/text/time.js
var time = __webpack_require__(3457);
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
var renewal_command = __webpack_require__(7618);
// EXTERNAL MODULE: ./lib/renewal/recipe.js
var recipe = __webpack_require__(9529);
;// CONCATENATED MODULE: ./lib/export/refresh.js



function leaveRenewal(context, { credential, again, folder }) {
    if (!again || credential.kind !== 'sts')
        throw new Error('Planning refuses a source that cannot be asked again.');
    const { files, clock } = context;
    const { renewal, allowedAccountIds, clockOffset } = again;
    const command = (0,renewal_command/* renewingCommand */.fM)(context, folder.path());
    const began = clock.now();
    files.create((0,recipe/* specFile */.eo)(folder.path()), (0,recipe/* formatSpec */.J6)({ renewal, allowedAccountIds, began }));
    const cached = cachedFrom(credential, began, clockOffset);
    if (cached)
        files.create(cacheFile(folder.path()), formatCached(cached));
    return command;
}


/***/ })

};
;