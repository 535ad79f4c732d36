/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   Z1: () => (/* binding */ SERVICE_NAMES),
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f6: () => (/* binding */ FileError),
/* harmony export */   lZ: () => (/* binding */ ActionError),
/* harmony export */   mO: () => (/* binding */ withErrorContext)
/* harmony export */ });
const SERVICE_NAMES = {
    github: 'GitHub',
    sts: 'STS',
    metadata: 'ECS metadata',
    'credentials-uri': 'The credentials URI',
};
class ActionError extends Error {
    code;
    hint;
    #circumstances;
    constructor(code, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = details.hint;
        this.#circumstances = details.cause instanceof ActionError ? details.cause.circumstances : {};
    }
    get circumstances() {
        return this.#circumstances;
    }
    addContext(known) {
        const entries = Object.entries({ ...known, ...this.#circumstances });
        this.#circumstances = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
}
async function withErrorContext(known, action) {
    try {
        return await action();
    }
    catch (error) {
        if (error instanceof ActionError)
            error.addContext(known);
        throw error;
    }
}
class InputError extends ActionError {
    constructor(message, hint) {
        super('input', message, { hint });
        this.name = 'InputError';
    }
}
class FileError extends ActionError {
    constructor(message, details = {}) {
        super(details.code ?? 'file', message, details);
        this.name = 'FileError';
    }
}
class NetworkError extends ActionError {
    fault;
    host;
    constructor(fault, host, message, details = {}) {
        super(details.code ?? `network.${fault}`, message, details);
        this.name = 'NetworkError';
        this.fault = fault;
        this.host = host;
        this.addContext({ host });
    }
}
class ServiceError extends ActionError {
    answer;
    constructor(code, message, answer, details = {}) {
        super(code, message, details);
        this.name = 'ServiceError';
        this.answer = answer;
        this.addContext({ host: answer.host });
    }
}
function messageOf(error) {
    if (error instanceof Error)
        return error.message;
    return typeof error === 'object' && error !== null
        ? 'Something that is no error was thrown.'
        : String(error);
}


/***/ }),

/***/ 37:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ cachedFrom),
/* harmony export */   Jr: () => (/* binding */ readCached),
/* harmony export */   NJ: () => (/* binding */ cacheFile),
/* harmony export */   S0: () => (/* binding */ formatCached),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   pL: () => (/* binding */ isFresh)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(70);
/* harmony import */ var _text_time_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(457);




const NAME = 'credential.json';
function cacheFile(folder) {
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, NAME);
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
        expiration: (0,_text_time_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTime */ .f)(expires),
    });
}
function formatCached(cached) {
    return JSON.stringify(cached);
}
function readCached(world, folder) {
    try {
        const cached = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseObject */ .lj)((0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_1__/* .readOwnFile */ .zx)(world, folder, NAME) ?? '');
        const line = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)(cached?.['line']);
        const { obtained, expires } = cached ?? {};
        if (line === undefined || typeof obtained !== 'number' || typeof expires !== 'number')
            return undefined;
        return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b6)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asObject */ .eB)(JSON.parse(line))?.['mode']) === undefined
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


/***/ }),

/***/ 834:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ give)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(140);
/* harmony import */ var _runtime_stdout_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(640);



function give(line) {
    try {
        (0,_runtime_stdout_js__WEBPACK_IMPORTED_MODULE_2__/* .print */ .yy)(`${line}\n`);
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6(`The credential cannot be written to standard output (${(0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(cause) ?? 'unknown reason'}).`, {
            cause,
        });
    }
}


/***/ }),

/***/ 140:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kT: () => (/* binding */ nodeFiles),
  l6: () => (/* binding */ onRunnerFiles),
  c7: () => (/* binding */ systemCodeOf)
});

// UNUSED EXPORTS: MOST_BYTES, filesOn

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(643);
var external_node_fs_default = /*#__PURE__*/__nccwpck_require__.n(external_node_fs_);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
var external_node_os_default = /*#__PURE__*/__nccwpck_require__.n(external_node_os_);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
;// CONCATENATED MODULE: ./lib/runtime/path-identity.js

function realPath(fs, target) {
    const full = external_node_path_default().resolve(target);
    try {
        return fs.realpathSync.native(full);
    }
    catch (error) {
        if (fs.existsSync(full) && !isAbsence(error))
            throw error;
        const parent = external_node_path_default().dirname(full);
        return parent === full ? full : external_node_path_default().join(realPath(fs, parent), external_node_path_default().basename(full));
    }
}
function isAbsence(error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
function isPathInside(fs, file, folder) {
    const [inner, outer] = [realPath(fs, file), realPath(fs, folder)];
    const relative = external_node_path_default().relative(outer, inner);
    if (relative !== '..' && !relative.startsWith(`..${(external_node_path_default()).sep}`) && !external_node_path_default().isAbsolute(relative))
        return true;
    const wanted = identity(fs, outer);
    return wanted !== undefined && ancestors(inner).some((ancestor) => identity(fs, ancestor) === wanted);
}
function isSame(fs, one, other) {
    const [a, b] = [one, other].map((file) => split(fs, realPath(fs, file)));
    if (!a || !b)
        return false;
    const name = (rest) => rest.join('/').normalize('NFC').toLowerCase();
    if (name(a.rest) !== name(b.rest))
        return false;
    if (a.existing === b.existing)
        return true;
    const [first, second, again] = [a, b, a].map(({ existing }) => identity(fs, existing));
    return first !== undefined && first === second && first === again;
}
function split(fs, target) {
    const parent = external_node_path_default().dirname(target);
    if (parent === target || fs.existsSync(target))
        return { existing: target, rest: [] };
    const { existing, rest } = split(fs, parent);
    return { existing, rest: [...rest, external_node_path_default().basename(target)] };
}
function ancestors(target) {
    const parent = external_node_path_default().dirname(target);
    return parent === target ? [target] : [target, ...ancestors(parent)];
}
function identity(fs, target) {
    try {
        const { dev, ino } = fs.statSync(target, { bigint: true });
        return ino === 0n ? undefined : `${dev}:${ino}`;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/runtime/sharing.js
const PATIENCE = 8_000;
const LONGEST_PAUSE = 100;
const CALLS = [
    'appendFileSync',
    'chmodSync',
    'linkSync',
    'lstatSync',
    'mkdirSync',
    'openSync',
    'readFileSync',
    'readSync',
    'readdirSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
    'unlinkSync',
];
const HELD = ['EPERM', 'EACCES', 'EBUSY'];
function sharing(disk, pause = sleep) {
    const patient = (name) => (...values) => {
        const call = disk[name];
        const passing = name === 'rmSync' ? [...HELD, 'ENOTEMPTY'] : HELD;
        for (let waited = 0, next = 5;; next = Math.min(2 * next, LONGEST_PAUSE)) {
            try {
                return call(...values);
            }
            catch (error) {
                if (!passing.includes(codeOf(error)) || waited >= PATIENCE)
                    throw error;
                if (name === 'renameSync')
                    makeWritable(disk, String(values[1]));
                pause(next);
                waited += next;
            }
        }
    };
    return { ...disk, ...Object.fromEntries(CALLS.map((name) => [name, patient(name)])) };
}
function makeWritable(disk, file) {
    const stat = disk.lstatSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() && (stat.mode & 0o200) === 0)
        disk.chmodSync(file, stat.mode | 0o200);
}
function codeOf(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
}
function sleep(milliseconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

;// CONCATENATED MODULE: ./lib/runtime/files.js






const filesOn = (fs) => ({
    look: (path) => attempt('read', path, () => {
        const stat = statusOf(fs, path);
        if (!stat)
            return undefined;
        const kind = stat.isSymbolicLink()
            ? 'symlink'
            : stat.isFile()
                ? 'file'
                : stat.isDirectory()
                    ? 'folder'
                    : 'other';
        const identity = stat.ino === 0n ? undefined : `${stat.dev}:${stat.ino}`;
        return {
            kind,
            mode: Number(stat.mode) & 0o777,
            uid: Number(stat.uid),
            gid: Number(stat.gid),
            identity,
        };
    }),
    list: (path) => attempt('read', path, () => fs.readdirSync(path)),
    read: (path) => attempt('read', path, () => textIn(path, readRegular(fs, path))),
    readOwn: (path, isOurs) => attempt('read', path, () => {
        const check = (file) => {
            const { uid, mode } = fs.fstatSync(file);
            if (isOurs({ uid, mode: mode & 0o777 }))
                return;
            throw new errors/* FileError */.f6(`${path} belongs to another user, or others may write to it. It is not used.`);
        };
        return textIn(path, readRegular(fs, path, fs.constants.O_NOFOLLOW ?? 0, check));
    }),
    createPrivateFolder: (path) => attempt('create', path, () => {
        fs.mkdirSync(path, { mode: 0o700 });
        fs.chmodSync(path, 0o700);
        return undefined;
    }),
    createFolder: (path) => attempt('create', path, () => fs.mkdirSync(path, { mode: 0o700 })),
    ensureFolder: (path) => attempt('create', path, () => makeFolders(fs, path)),
    resolve: (target) => attempt('read', target, () => realPath(fs, target)),
    isPathInside: (file, folder) => attempt('read', file, () => isPathInside(fs, file, folder)),
    isSame: (one, other) => attempt('read', one, () => isSame(fs, one, other)),
    assertCreatable: (target) => attempt('create', target, () => {
        const { W_OK, X_OK } = fs.constants;
        fs.accessSync(external_node_path_default().join(external_node_path_default().dirname(target), (external_node_path_default()).sep), W_OK | X_OK);
    }),
    create: (path, content) => attempt('write', path, () => writeNew(fs, path, content)),
    replace: (path, temporary, content, { owner, mode } = {}) => attempt('write', path, () => {
        try {
            writeNew(fs, temporary, content, fs.fsyncSync);
            if (owner)
                keepOwner(fs, temporary, owner);
            if (mode !== undefined)
                fs.chmodSync(temporary, mode);
            fs.renameSync(temporary, path);
        }
        catch (error) {
            fs.rmSync(temporary, { force: true });
            throw error;
        }
    }),
    overwrite: (path, content, mode) => attempt('write', path, () => writeOver(fs, path, content, mode)),
    move: (from, to) => attempt('write', to, () => fs.renameSync(from, to)),
    append: (path, text) => attempt('write', path, () => appendAll(fs, path, text)),
    lengthOf: (path) => attempt('read', path, () => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    shorten: (path, length) => attempt('write', path, () => {
        const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
        if (size > length)
            fs.truncateSync(path, length);
    }),
    remove: (path) => attempt('remove', path, () => unlessAbsent(fs, path, () => fs.unlinkSync(path))),
    removeFolder: (path) => attempt('remove', path, () => fs.rmSync(path, { force: true, recursive: true, maxRetries: 5, retryDelay: 20 })),
    removeEmptyFolder: (path) => attempt('remove', path, () => {
        try {
            unlessAbsent(fs, path, () => fs.rmdirSync(path));
        }
        catch (error) {
            if (!['ENOTEMPTY', 'EEXIST'].includes(errno(error) ?? ''))
                throw error;
        }
    }),
});
const nodeFiles = filesOn(external_node_os_default().platform() === 'win32' ? sharing((external_node_fs_default())) : (external_node_fs_default()));
const MOST_BYTES = 8 * 2 ** 20;
function textIn(path, bytes) {
    try {
        return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch (cause) {
        throw new errors/* FileError */.f6(`${path} is not UTF-8 text.`, { cause });
    }
}
function readRegular(fs, path, flags = 0, check = () => { }) {
    let file;
    try {
        file = openAtOnce(fs, path, fs.constants.O_RDONLY | flags);
    }
    catch (error) {
        if (errno(error) === 'ENOENT')
            return undefined;
        throw error;
    }
    try {
        check(file);
        return readBounded(fs, file, path, sizeOf(fs, file, path));
    }
    finally {
        fs.closeSync(file);
    }
}
function readBounded(fs, file, path, size) {
    const parts = [];
    let length = Math.min(size, MOST_BYTES);
    for (let total = 0;; length = 64 * 1024) {
        const part = Buffer.allocUnsafe(length + 1);
        const read = fs.readSync(file, part);
        if (read === 0)
            return Buffer.concat(parts, total);
        total += read;
        if (total > MOST_BYTES)
            throw new errors/* FileError */.f6(`${path} is larger than ${MOST_BYTES / 2 ** 20} MB, and is not read.`);
        parts.push(part.subarray(0, read));
    }
}
function openAtOnce(fs, path, flags) {
    try {
        return fs.openSync(path, flags | (fs.constants.O_NONBLOCK ?? 0), 0o600);
    }
    catch (error) {
        if (errno(error) === 'ENXIO')
            throw noRegularFile(path);
        throw error;
    }
}
function sizeOf(fs, file, path) {
    const stat = fs.fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory())
        throw noRegularFile(path);
    return stat.size;
}
function noRegularFile(path) {
    return new errors/* FileError */.f6(`${path} is a pipe or a device, not a regular file, and is not used.`);
}
function makeFolders(fs, target) {
    if (fs.existsSync(target)) {
        if (fs.statSync(target, { throwIfNoEntry: false })?.isFile())
            throw Object.assign(new Error(`${target} is a file.`), { code: 'ENOTDIR' });
        return [];
    }
    const parent = external_node_path_default().dirname(target);
    if (parent === target)
        throw new errors/* FileError */.f6(`There is no ${target}: the drive or share is missing.`);
    const parents = makeFolders(fs, parent);
    try {
        fs.mkdirSync(target, { mode: 0o700 });
    }
    catch (error) {
        if (errno(error) === 'EEXIST' && fs.statSync(target).isDirectory())
            return parents;
        throw error;
    }
    return [target, ...parents];
}
function unlessAbsent(fs, target, removal) {
    try {
        removal();
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errno(error) ?? ''))
            return;
        if (!fs.lstatSync(target, { throwIfNoEntry: false }))
            return;
        throw error;
    }
}
function writeNew(fs, path, content, settle = () => { }) {
    const file = fs.openSync(path, 'wx', 0o600);
    try {
        fs.fchmodSync(file, 0o600);
        fs.writeFileSync(file, content);
        settle(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function writeOver(fs, path, content, mode) {
    const bytes = Buffer.from(content);
    const file = openAtOnce(fs, path, fs.constants.O_WRONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
        if (sizeOf(fs, file, path) < bytes.length)
            throw new errors/* FileError */.f6(`Cannot write over ${path}, which would become longer.`);
        fs.writeSync(file, bytes, 0, bytes.length, 0);
        fs.ftruncateSync(file, bytes.length);
        if (mode !== undefined)
            fs.fchmodSync(file, mode);
        fs.fsyncSync(file);
    }
    finally {
        fs.closeSync(file);
    }
}
function appendAll(fs, path, text) {
    const { O_WRONLY, O_APPEND, O_CREAT } = fs.constants;
    const file = openAtOnce(fs, path, O_WRONLY | O_APPEND | O_CREAT);
    try {
        const size = sizeOf(fs, file, path);
        try {
            fs.writeFileSync(file, text);
        }
        catch (error) {
            try {
                fs.ftruncateSync(file, size);
            }
            catch {
            }
            throw error;
        }
    }
    finally {
        fs.closeSync(file);
    }
}
function keepOwner(fs, file, { uid, gid }) {
    const own = fs.lstatSync(file);
    if (own.uid === uid && own.gid === gid)
        return;
    try {
        fs.chownSync(file, uid, gid);
    }
    catch (error) {
        if (own.uid !== uid)
            throw error;
    }
}
function statusOf(fs, path) {
    try {
        return fs.lstatSync(path, { throwIfNoEntry: false, bigint: true });
    }
    catch (error) {
        if (['ENOTDIR', 'ELOOP'].includes(errno(error) ?? ''))
            return undefined;
        throw error;
    }
}
function attempt(what, target, action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof errors/* FileError */.f6)
            throw error;
        throw new errors/* FileError */.f6(`Cannot ${what} ${target}: ${reason(error, target)}.`, { cause: error });
    }
}
function systemCodeOf(error) {
    return error instanceof errors/* FileError */.f6 ? errno(error.cause) : errno(error);
}
function errno(error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
function reason(error, target) {
    switch (errno(error)) {
        case 'EACCES':
        case 'EPERM':
            return 'this user lacks permission';
        case 'EROFS':
            return 'the file system is read-only';
        case 'EEXIST':
            return 'something is already there';
        case 'ENOTDIR':
            return `a part of ${external_node_path_default().dirname(target)} is not a folder`;
        case 'EISDIR':
            return 'it is a folder';
        case 'ENOENT':
            return `the folder ${external_node_path_default().dirname(target)} does not exist`;
        case 'EBUSY':
            return external_node_os_default().platform() === 'win32'
                ? 'another program has it open'
                : 'it is mounted as a single file, as containers do (mount its folder instead)';
        case 'ENOSPC':
        case 'EDQUOT':
            return 'the disk is full';
        case 'ELOOP':
            return 'it is a loop of symbolic links';
        default:
            return errno(error) ?? 'unknown reason';
    }
}
function onRunnerFiles(action) {
    try {
        return action();
    }
    catch (error) {
        const mayNot = error instanceof errors/* FileError */.f6 && ['EACCES', 'EPERM'].includes(systemCodeOf(error) ?? '');
        if (!mayNot)
            throw error;
        throw new errors/* FileError */.f6((0,errors/* messageOf */.bD)(error), { code: 'runner.user', cause: error });
    }
}


/***/ }),

/***/ 24:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   zx: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* unused harmony exports OPEN, isOwnFolder */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

const OPEN = '-open';
function isOwnFolder(world, folder) {
    const there = world.files.look(folder);
    return there?.kind === 'folder' && ownersIn(world, folder).includes(there.uid);
}
function readOwnFile(world, folder, name) {
    const owners = ownersIn(world, folder);
    const keepsModes = world.platform !== 'win32' && !folder.endsWith(OPEN);
    return world.files.readOwn(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name), ({ uid, mode }) => owners.includes(uid) && !(keepsModes && mode & 0o022));
}
function ownersIn({ files, user }, folder) {
    return [user, files.look(files.resolve(node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder)))?.uid];
}


/***/ }),

/***/ 640:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CK: () => (/* binding */ printAtOnce),
/* harmony export */   yJ: () => (/* binding */ printError),
/* harmony export */   yy: () => (/* binding */ print)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(643);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const STDOUT = 1;
const STDERR = 2;
function print(text) {
    write(STDOUT, text);
}
function printError(text) {
    write(STDERR, text);
}
function write(file, text) {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
        try {
            rest = rest.subarray(node_fs__WEBPACK_IMPORTED_MODULE_0___default().writeSync(file, rest));
        }
        catch (error) {
            const code = error instanceof Error && 'code' in error ? error.code : undefined;
            if (code === 'EPIPE' || code === 'EOF')
                return;
            if (code !== 'EAGAIN')
                throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        }
    }
}
function printAtOnce() {
    Object.defineProperty(process, 'stdout', { configurable: true, value: { write: print } });
}


/***/ }),

/***/ 70:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* unused harmony export parseJson */
function parseObject(text, revive) {
    return asObject(parseJson(text, revive));
}
function parseJson(text, revive) {
    try {
        return JSON.parse(text, revive);
    }
    catch {
        return undefined;
    }
}
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 457:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readTime),
/* harmony export */   f: () => (/* binding */ formatTime)
/* harmony export */ });
function formatTime(time) {
    return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
function readTime(text) {
    const time = new Date(text.length <= 64 ? text : Number.NaN);
    return time.getTime() >= Date.UTC(2000) && time.getTime() < Date.UTC(3000) ? time : undefined;
}


/***/ }),

/***/ 982:
/***/ ((module) => {

module.exports = require("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = require("fs");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = require("node:fs");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = require("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = require("node:tls");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = require("node:util");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = require("os");

/***/ }),

/***/ 867:
/***/ ((module) => {

module.exports = require("../undici/index.js");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return {"188":"proxied.js","336":"read-config-json.js","392":"renew.js","605":"read-credentials-ini.js","902":"file-command.js"}[chunkId];
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: ./lib/runtime/required-node.js
if (typeof process.getBuiltinModule !== 'function') {
    console.log(`::error title=Node is too old::This action needs Node 24, and was started with ${process.version}. ` +
        'Use a GitHub Actions runner 2.327.1 or newer, or an image with Node 24.');
    process.exit(1);
}


// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
// EXTERNAL MODULE: ./lib/renewal/cache.js
var cache = __nccwpck_require__(37);
// EXTERNAL MODULE: ./lib/renewal/give.js
var give = __nccwpck_require__(834);
// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var files = __nccwpck_require__(140);
// EXTERNAL MODULE: ./lib/runtime/stdout.js
var stdout = __nccwpck_require__(640);
;// CONCATENATED MODULE: ./lib/refresh.js







const folder = process.argv[2] ?? '';
try {
    if (!external_node_path_default().isAbsolute(folder))
        throw new errors/* InputError */.dz('The command needs the folder of a login, as the profile has it.');
    const world = { files: files/* nodeFiles */.kT, user: process.geteuid?.(), platform: process.platform };
    const cached = (0,cache/* readCached */.Jr)(world, folder);
    if (cached && (0,cache/* isFresh */.pL)(cached, Date.now()))
        (0,give/* give */.q)(cached.line);
    else
        void __nccwpck_require__.e(/* import() */ 392).then(__nccwpck_require__.bind(__nccwpck_require__, 392)).then(({ renewAndPrint }) => renewAndPrint(folder));
}
catch (error) {
    (0,stdout/* printError */.yJ)(`alicloud-credentials: ${(0,errors/* messageOf */.bD)(error)}\n`);
    process.exitCode = 1;
}

module.exports = __webpack_exports__;
/******/ })()
;