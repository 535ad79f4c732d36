"use strict";
exports.id = 487;
exports.ids = [487];
exports.modules = {

/***/ 487:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CLIENT_VARIABLES: () => (/* binding */ CLIENT_VARIABLES),
  parseLogins: () => (/* binding */ parseLogins),
  registry: () => (/* binding */ registry)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(975);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(357);
// EXTERNAL MODULE: ./lib/record/record.js
var record = __webpack_require__(251);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
;// CONCATENATED MODULE: ./lib/runtime/program.js

const LONGEST_OUTPUT = 65_536;
function runProgram(file, { parameters, input, signal, env }) {
    const options = {
        env,
        signal,
        killSignal: 'SIGKILL',
        windowsHide: true,
        maxBuffer: LONGEST_OUTPUT,
    };
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(file, parameters, options, (error, stdout, stderr) => {
            const code = error ? error.code : 0;
            resolve({ code: typeof code === 'number' ? code : undefined, said: stderr || stdout || String(code) });
        });
        child.stdin?.on('error', () => { }).end(input);
    });
}

// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __webpack_require__(562);
// EXTERNAL MODULE: ./lib/secrets/lookalikes.js
var lookalikes = __webpack_require__(198);
// EXTERNAL MODULE: ./lib/shared-file/lock.js
var lock = __webpack_require__(566);
// EXTERNAL MODULE: ./lib/shared-file/write.js
var write = __webpack_require__(166);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __webpack_require__(70);
;// CONCATENATED MODULE: ./lib/acr/undo.js










const CLIENT_VARIABLES = [
    'DOCKER_CONFIG',
    'REGISTRY_AUTH_FILE',
    'XDG_RUNTIME_DIR',
    'HOME',
    'USERPROFILE',
];
function parseLogins(text, file) {
    const object = (0,json/* parseObject */.lj)(text.trim() || '{}');
    if (!object)
        throw new errors/* FileError */.f6(`${file} is not a JSON object.`, { hint: 'Correct it, or remove it.' });
    const { auths, ...settings } = object;
    return { settings, auths: (0,json/* asObject */.eB)(auths) ?? {} };
}
const registry = {
    undo: takeBack,
    undoLost: async (context, { format }) => void (await takeBack(context, JSON.parse(format))),
};
const PATIENCE = 15_000;
async function takeBack(context, entry) {
    const { files, log, random } = context;
    const { program, logins } = entry;
    const variables = CLIENT_VARIABLES.map((name) => [name, entry.variables[name]]);
    const env = { ...context.env.initial, ...Object.fromEntries(variables) };
    const replaced = [];
    let isOut = true;
    for (const host of Object.keys(logins).toReversed()) {
        const login = parseLogins(files.read(entry.file) ?? '', entry.file).auths[host];
        const auth = authIn(login);
        if (auth !== undefined && !isOurs(entry, auth, host))
            continue;
        if (login)
            replaced.push(host);
        const signal = AbortSignal.timeout(PATIENCE);
        const run = { parameters: ['logout', host], input: '', signal, env };
        const { code, said } = await runProgram(program, run);
        const isDone = code === 0 || auth !== undefined || /not logged in/i.test(said);
        if (!isDone)
            log.warning(`Could not log out of ${host}: ${(0,lookalikes/* shownOf */.Rp)(said.trim(), log.redactEcho, 16_384)}`);
        else if (login)
            log.info(`Logged out of ${host}.`);
        isOut &&= isDone;
    }
    const file = files.resolve(entry.file);
    const now = () => files.read(file) ?? null;
    const next = () => restored(context, now(), entry, replaced);
    if (next() !== now()) {
        const undo = (held) => {
            const text = next();
            const there = files.look(file);
            if (text === null)
                (0,write/* takeAwayOrEmpty */.US)(files, held, file);
            else
                (0,write/* put */.yJ)(files, held, file, { text, owner: there, mode: there?.mode });
        };
        await (0,lock/* withLock */.k)(context, { path: file, id: random.uuid() }, undo, () => { });
    }
    if (entry.makesFolder)
        files.removeEmptyFolder(external_node_path_default().dirname(entry.file));
    return isOut;
}
function restored(context, text, entry, replaced) {
    const { before, file } = entry;
    const { settings, auths: standing } = parseLogins(text ?? '', file);
    const was = parseLogins(before ?? '', file);
    const auths = { ...standing };
    for (const host of replaced) {
        if (isOurs(entry, authIn(auths[host]), host))
            delete auths[host];
        const earlier = was.auths[host];
        if (!auths[host] && earlier && mayStay(context, authIn(earlier), host))
            auths[host] = earlier;
    }
    const known = { credsStore: settings['credsStore'], ...was.settings };
    const isSame = (0,external_node_util_.isDeepStrictEqual)(auths, was.auths) &&
        Object.keys(settings).every((name) => (0,external_node_util_.isDeepStrictEqual)(settings[name], known[name]));
    if (before !== undefined && isSame)
        return before;
    return (0,external_node_util_.isDeepStrictEqual)(auths, standing) ? text : JSON.stringify({ auths, ...settings }, null, '\t');
}
function mayStay(context, auth, host) {
    const isTemporary = Buffer.from(auth ?? '', 'base64')
        .toString()
        .startsWith('cr_temp_user:');
    const own = (0,record/* findLogins */.aI)(context, () => { }).flatMap(({ record }) => record.entries);
    return !isTemporary || own.some((entry) => entry.kind === 'registry' && isOurs(entry, auth, host));
}
function authIn(login) {
    return (0,json/* textOf */.b6)((0,json/* asObject */.eB)(login)?.['auth']);
}
function isOurs({ salt, logins }, auth, host) {
    return auth !== undefined && (0,fingerprint/* checksum */.cM)(salt, auth) === logins[host];
}


/***/ })

};
;