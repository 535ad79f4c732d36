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


/***/ }),

/***/ 566:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ abandon),
/* harmony export */   k: () => (/* binding */ withLock)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(140);



const STALE = 3_000;
const PATIENCE = 30_000;
const PAUSE = 20;
const BEAT = 500;
async function withLock(world, { path: file, id }, action, announce) {
    const { files, clock } = world;
    const lock = lockOf(file, id);
    const deadline = Math.min(clock.now() + PATIENCE, world.deadline ?? Number.POSITIVE_INFINITY);
    giveBack(files, lock);
    try {
        for (;;) {
            await acquire(world, lock, deadline, announce);
            try {
                return await action({
                    file: (name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(lock.own, name),
                    working: (work) => beating(files, lock.path, work),
                });
            }
            catch (error) {
                if (isThere(files, lock.own) || clock.now() > deadline)
                    throw error;
            }
        }
    }
    finally {
        giveBack(files, lock);
    }
}
async function beating(files, lock, work) {
    let beat = 0;
    const timer = setInterval(() => {
        try {
            files.createFolder(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(lock, `beat-${++beat}`));
            files.removeEmptyFolder(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(lock, `beat-${beat - 1}`));
        }
        catch {
        }
    }, BEAT);
    try {
        return await work();
    }
    finally {
        clearInterval(timer);
    }
}
function abandon({ files }, { path: file, id }) {
    const lock = lockOf(file, id);
    giveBack(files, lock);
    try {
        sweep(files, lock);
    }
    catch (error) {
        if (!['ENOENT', 'ENOTDIR'].includes((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) ?? ''))
            throw error;
    }
}
function lockOf(file, id) {
    const lock = `${file}.lock`;
    return { path: lock, own: node_path__WEBPACK_IMPORTED_MODULE_0___default().join(lock, id), aside: `${lock}-${id}`, broken: `${lock}-${id}-broken` };
}
function giveBack(files, { path: lock, own, aside, broken }) {
    files.removeFolder(aside);
    if (isThere(files, own) && moved(files, lock, aside))
        files.removeFolder(aside);
    files.removeFolder(broken);
}
async function acquire({ files, clock, signal }, lock, deadline, announce) {
    let seen;
    for (;;) {
        const holder = holderOf(files, lock.path);
        if (holder === undefined) {
            if (take(files, lock, announce)) {
                sweep(files, lock);
                return;
            }
        }
        else if (seen?.holder !== holder) {
            seen = { holder, since: clock.now() };
        }
        else if (clock.now() - seen.since > STALE) {
            takeAway(files, lock, holder);
        }
        if (clock.now() > deadline) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${lock.path} is held by other jobs.`, {
                hint: 'If no other job is running, remove it.',
            });
        }
        await clock.sleep(PAUSE, signal);
    }
}
function holderOf(files, lock) {
    const found = files.look(lock);
    if (!found)
        return undefined;
    try {
        return files.list(lock).join('/');
    }
    catch {
        return found.identity ?? '';
    }
}
function take(files, { path: lock, own, aside }, announce) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(lock);
    try {
        if (!files.look(folder)) {
            if (!announce)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${folder} is gone.`);
            announce();
            files.ensureFolder(folder);
        }
        for (const one of [aside, node_path__WEBPACK_IMPORTED_MODULE_0___default().join(aside, node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(own))])
            if (!files.look(one))
                files.createFolder(one);
    }
    catch (error) {
        if ((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) === 'ENOENT')
            return false;
        throw error;
    }
    try {
        files.move(aside, lock);
        return true;
    }
    catch (error) {
        if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT'].includes((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) ?? ''))
            return false;
        if ((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) === 'EPERM' && files.look(lock))
            return false;
        throw error;
    }
}
function sweep(files, { path: lock }) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(lock);
    const left = files.list(folder).filter((name) => name.startsWith(`${node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(lock)}-`));
    for (const name of left) {
        try {
            files.removeFolder(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name));
        }
        catch {
        }
    }
}
function takeAway(files, { path: lock, broken }, holder) {
    if (holderOf(files, lock) !== holder || !moved(files, lock, broken))
        return;
    try {
        if (files.look(broken)?.kind === 'folder')
            files.removeFolder(broken);
        else
            files.remove(broken);
    }
    catch {
    }
}
function moved(files, from, to) {
    try {
        files.move(from, to);
        return true;
    }
    catch (error) {
        if ((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) === 'ENOENT')
            return false;
        throw error;
    }
}
function isThere(files, own) {
    try {
        return files.look(own) !== undefined;
    }
    catch {
        return false;
    }
}


/***/ })

};
;