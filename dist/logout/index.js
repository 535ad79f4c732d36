/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _7: () => (/* binding */ ServiceError),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   f6: () => (/* binding */ FileError),
/* harmony export */   lZ: () => (/* binding */ ActionError)
/* harmony export */ });
/* unused harmony exports SERVICE_NAMES, withErrorContext, NetworkError */
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

/***/ 204:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AX: () => (/* binding */ sharedFolder),
/* harmony export */   EV: () => (/* binding */ isPrivateFolder),
/* harmony export */   Gj: () => (/* binding */ privateFoldersIn),
/* harmony export */   lC: () => (/* binding */ newFolder),
/* harmony export */   ux: () => (/* binding */ makePrivate)
/* harmony export */ });
/* unused harmony exports isOpen, removePrivateFolder, runnerTemp */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(140);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(643);




const PREFIX = 'alicloud-credentials-';
const SHARED_PREFIX = `${PREFIX}shared-`;
function newFolder(context) {
    const folder = node_path__WEBPACK_IMPORTED_MODULE_0___default().join(runnerTemp(context), `${PREFIX}${context.random.uuid()}`);
    (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => context.files.assertCreatable(folder));
    context.runner.check('GITHUB_STATE');
    return folder;
}
function isOpen({ files, platform }, folder) {
    return platform !== 'win32' && ((files.look(folder)?.mode ?? 0) & 0o077) !== 0;
}
function makePrivate({ files, log }, folder) {
    if (files.look(folder))
        return;
    const warning = (0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_2__/* .onRunnerFiles */ .l6)(() => files.createPrivateFolder(folder));
    if (warning)
        log.warning(warning);
}
function removePrivateFolder({ files }, folder) {
    const aside = `${folder}-gone`;
    try {
        files.move(folder, aside);
    }
    catch {
    }
    for (const left of [aside, folder])
        files.removeFolder(left);
}
function privateFoldersIn(context) {
    const temp = runnerTemp(context);
    return context.files
        .list(temp)
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .filter((folder) => isPrivateFolder(context, folder) && (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_3__/* .isOwnFolder */ .Zn)(context, folder));
}
function sharedFolder(context, own) {
    const { files, random } = context;
    const temp = runnerTemp(context);
    const user = files.look(own)?.uid ?? context.user ?? 0;
    const found = files
        .list(temp)
        .filter((name) => name.startsWith(SHARED_PREFIX))
        .map((name) => node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, name))
        .find((folder) => {
        const there = files.look(folder);
        return there?.kind === 'folder' && there.uid === user;
    });
    return found ?? node_path__WEBPACK_IMPORTED_MODULE_0___default().join(temp, `${SHARED_PREFIX}${random.uuid()}`);
}
function isPrivateFolder(context, folder) {
    const temp = context.env.get('RUNNER_TEMP');
    return (Boolean(temp) &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().dirname(folder) === node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp ?? '') &&
        node_path__WEBPACK_IMPORTED_MODULE_0___default().basename(folder).startsWith(PREFIX));
}
function runnerTemp({ env, files }) {
    const temp = env.get('RUNNER_TEMP');
    if (!temp) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6('RUNNER_TEMP is not set, so there is no safe place for a private file.', {
            hint: 'The runner sets this variable; make sure that no step or env block overrides it.',
        });
    }
    const workspace = env.get('GITHUB_WORKSPACE');
    if (workspace && files.isPathInside(temp, workspace)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`RUNNER_TEMP (${temp}) is in the workspace, whose files are committed, packed and uploaded.`, { hint: 'Set RUNNER_TEMP to a folder outside GITHUB_WORKSPACE, as the runner does.' });
    }
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().resolve(temp);
}


/***/ }),

/***/ 251:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ setByLogins),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   aI: () => (/* binding */ findLogins),
/* harmony export */   hN: () => (/* binding */ isAsSet),
/* harmony export */   id: () => (/* binding */ emptyFolder),
/* harmony export */   mR: () => (/* binding */ recordFile),
/* harmony export */   rh: () => (/* binding */ writeRecord)
/* harmony export */ });
/* unused harmony export removeRecord */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(357);
/* harmony import */ var _runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(643);
/* harmony import */ var _secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(562);
/* harmony import */ var _shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(166);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(70);
/* harmony import */ var _private_folder_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(204);







const PHASES = [
    'logging in',
    'logged in',
    'logging out',
    'logged out',
];
function isAsSet({ salt, set }, name, value) {
    return set[name] === (0,_secrets_fingerprint_js__WEBPACK_IMPORTED_MODULE_5__/* .checksum */ .cM)(salt, value);
}
const NAME = 'login.json';
function readRecord(context, folder) {
    const file = recordFile(folder);
    const text = (0,_runtime_own_folder_js__WEBPACK_IMPORTED_MODULE_2__/* .readOwnFile */ .zx)(context, folder, NAME);
    if (text === undefined)
        return undefined;
    const record = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseObject */ .lj)(text);
    const { began, entries } = record ?? {};
    const phase = PHASES.find((candidate) => candidate === record?.['phase']);
    if (typeof began !== 'number' || !Array.isArray(entries) || !phase)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6(`${file} is damaged.`);
    return { began, profile: (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(record?.['profile']), phase, entries: entries.filter(isEntry) };
}
function isEntry(value) {
    return (0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_6__/* .asObject */ .eB)(value)?.['kind']) !== undefined;
}
function recordFile(folder) {
    return node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, NAME);
}
function writeRecord({ files }, folder, record) {
    const file = recordFile(folder);
    const next = `${file}.new`;
    files.remove(next);
    files.create(next, JSON.stringify(record));
    files.move(next, file);
}
function removeRecord({ files }, folder) {
    files.remove(recordFile(folder));
}
function emptyFolder({ files }, folder) {
    for (let pass = 0; pass < 2; pass++)
        for (const name of files.list(folder))
            if (!name.startsWith(NAME))
                files.removeFolder(node_path__WEBPACK_IMPORTED_MODULE_0___default().join(folder, name));
}
function findLogins(context, failed) {
    return (0,_private_folder_js__WEBPACK_IMPORTED_MODULE_4__/* .privateFoldersIn */ .Gj)(context)
        .flatMap((folder) => {
        try {
            const record = readRecord(context, folder);
            return record ? [{ folder, record }] : [];
        }
        catch (error) {
            failed(error);
            return [];
        }
    })
        .sort((a, b) => b.record.began - a.record.began);
}
function setByLogins(context) {
    const found = (0,_shared_file_write_js__WEBPACK_IMPORTED_MODULE_3__/* .attempt */ .CD)(() => findLogins(context, () => { }));
    const entries = (found instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .FileError */ .f6 ? [] : found)
        .flatMap(({ record }) => record.entries)
        .filter((entry) => entry.kind === 'variables');
    return (name) => {
        const value = context.env.get(name) ?? '';
        return entries.some((entry) => isAsSet(entry, name, value) && entry.before[name] !== value);
    };
}


/***/ }),

/***/ 140:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  uZ: () => (/* binding */ MOST_BYTES),
  kT: () => (/* binding */ nodeFiles),
  l6: () => (/* binding */ onRunnerFiles),
  c7: () => (/* binding */ systemCodeOf)
});

// UNUSED EXPORTS: filesOn

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
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

/***/ 643:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Zn: () => (/* binding */ isOwnFolder),
/* harmony export */   zx: () => (/* binding */ readOwnFile)
/* harmony export */ });
/* unused harmony export OPEN */
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

/***/ 562:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Et: () => (/* binding */ crypto),
/* harmony export */   Rj: () => (/* binding */ fingerprint),
/* harmony export */   cM: () => (/* binding */ checksum)
/* harmony export */ });
function crypto() {
    return process.getBuiltinModule('node:crypto');
}
function fingerprint(salt, value) {
    return crypto().createHmac('sha256', salt).update(value).digest('hex');
}
function checksum(salt, value) {
    const sum = Buffer.from(`${salt}${value}`).reduce((before, byte) => Math.imul(before ^ byte, 0x01000193), 0x811c9dc5);
    return (sum >>> 0).toString(16);
}


/***/ }),

/***/ 198:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rp: () => (/* binding */ shownOf),
/* harmony export */   TT: () => (/* binding */ withoutLookalikes)
/* harmony export */ });
/* unused harmony export withoutSignedString */
/* harmony import */ var _text_escapes_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(778);

function shownOf(text, redact, most) {
    return (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .visible */ .RK)(redact((0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(text, most)));
}
function withoutLookalikes(text) {
    return (text
        .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')
        .replace(/[\w.-]+/g, (run) => (hasJwt(run) ? '***' : run))
        .replace(/(?:STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
        .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF])+(?:=|%(?:25)?3D){0,2}/g, (run) => run.length < 48 ? run : '***'));
}
function hasJwt(run) {
    const start = run.indexOf('eyJ');
    return start >= 0 && run.indexOf('.', start) >= start + 11;
}
function withoutSignedString(message) {
    const words = message.replace(/\s+/g, ' ');
    const start = words.search(/\bserver (?:string ?to ?sign|CanonicalRequest)\b/i);
    return start < 0 ? message : words.slice(0, start).trimEnd();
}


/***/ }),

/***/ 828:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FU: () => (/* binding */ FLAW_HINT),
/* harmony export */   RJ: () => (/* binding */ revealedJson),
/* harmony export */   e3: () => (/* binding */ flawOf),
/* harmony export */   zh: () => (/* binding */ Secret)
/* harmony export */ });
/* unused harmony export flawOfIssued */
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    static of(value, mask) {
        mask(value);
        return new Secret(value);
    }
    reveal() {
        return this.#value;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [Symbol.for('nodejs.util.inspect.custom')]() {
        return '***';
    }
}
function revealedJson(value) {
    return JSON.stringify(value, function (name, shown) {
        const held = this[name];
        return held instanceof Secret ? { secret: held.reveal() } : shown;
    });
}
const SHORTEST_ISSUED = 8;
const LONGEST = 16_384;
function flawOf(text, isSent, shortest = 1) {
    if (text.trim() === '')
        return 'contains only white space';
    if (text.length > LONGEST)
        return `has ${text.length} characters, and no credential has more than ${LONGEST}`;
    if (text.includes('\0'))
        return 'contains a NUL character';
    if (isSent && !/^[\x21-\x7e]+$/.test(text))
        return 'contains white space, a line break or a non-ASCII character, and cannot be sent';
    if (/^[\r\n]|[\r\n]$/.test(text))
        return 'begins or ends with a line break';
    if (text.length < shortest)
        return `is shorter than any credential: it has fewer than ${shortest} characters`;
    return undefined;
}
function flawOfIssued(parts) {
    for (const [name, text] of Object.entries(parts)) {
        const flaw = flawOf(text, true, SHORTEST_ISSUED);
        if (flaw)
            return `${name} ${flaw}`;
    }
    return undefined;
}
const FLAW_HINT = 'Set it again; usually it was copied with a trailing newline, or incompletely.';


/***/ }),

/***/ 566:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ abandon),
/* harmony export */   k: () => (/* binding */ withLock)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(140);



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


/***/ }),

/***/ 166:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   US: () => (/* binding */ takeAwayOrEmpty),
/* harmony export */   uu: () => (/* binding */ takeAway),
/* harmony export */   yJ: () => (/* binding */ put)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(357);
/* harmony import */ var _runtime_files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(140);


const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EXDEV', 'EBUSY'];
function put(files, held, file, { text, ...as }) {
    if (held) {
        try {
            files.replace(file, held.file('new'), text, as);
            return;
        }
        catch (error) {
            if (!hasNoRoom(error) || files.lengthOf(file) < Buffer.byteLength(text))
                throw error;
        }
    }
    files.overwrite(file, text, as.mode);
}
function takeAway(files, held, file) {
    if (!files.look(file))
        return;
    if (held) {
        try {
            files.move(file, held.file('gone'));
            files.remove(held.file('gone'));
            return;
        }
        catch (error) {
            if (!hasNoRoom(error))
                throw error;
        }
    }
    try {
        files.remove(file);
    }
    catch (error) {
        if (hasNoRoom(error))
            files.overwrite(file, '');
        throw error;
    }
}
function takeAwayOrEmpty(files, held, file) {
    try {
        takeAway(files, held, file);
    }
    catch (error) {
        if (files.lengthOf(file) > 0)
            throw error;
    }
}
function hasNoRoom(error) {
    return error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6 && NO_ROOM.includes((0,_runtime_files_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error) ?? '');
}
function attempt(action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .FileError */ .f6)
            return error;
        throw error;
    }
}


/***/ }),

/***/ 778:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ percentEncode),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   a: () => (/* binding */ ascii),
/* harmony export */   gB: () => (/* binding */ visibleLines),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/* unused harmony export LONGEST_ERROR */
const MOST = 10_000;
function visible(text) {
    return escaped(cut(text), () => new RegExp('(?! )[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function visibleLines(text) {
    return escaped(text, () => new RegExp('(?![ \\t\\n]|\\r\\n)[\\p{C}\\p{Z}\\p{DI}]', 'gu'));
}
function escaped(text, unseen) {
    return /[^\x20-\x7e]/.test(text) ? text.replace(unseen(), escapeOf) : text;
}
function ascii(text) {
    return cut(text).replace(/[^\x20-\x7e]/g, escapeOf);
}
function codeSpan(text) {
    return text === '' ? '' : `\`${visible(text).replace(/[`|]/g, unit)}\``;
}
function cut(text) {
    return text.length > MOST ? `${text.slice(0, MOST)}...` : text;
}
const SHORT = {
    '\b': '\\b',
    '\t': '\\t',
    '\n': '\\n',
    '\f': '\\f',
    '\r': '\\r',
};
function escapeOf(character) {
    return SHORT[character] ?? unit(character);
}
function unit(character) {
    let escaped = '';
    for (let index = 0; index < character.length; index += 1)
        escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
    return escaped;
}
function shortened(text, most) {
    return text.length > most ? `a text of ${text.length} characters` : text;
}
const LONGEST_ERROR = 65_536;
function percentEncode(text) {
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}


/***/ }),

/***/ 74:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ EXTERNAL_ID),
/* harmony export */   Hy: () => (/* binding */ SOURCE_IDENTITY),
/* harmony export */   Ms: () => (/* binding */ MAX_SESSION),
/* harmony export */   SI: () => (/* binding */ LONGEST_FILE),
/* harmony export */   VA: () => (/* binding */ ROLE_NAME),
/* harmony export */   W_: () => (/* binding */ ACCOUNT_ID),
/* harmony export */   YF: () => (/* binding */ MIN_SESSION),
/* harmony export */   Zg: () => (/* binding */ REGION),
/* harmony export */   Zm: () => (/* binding */ NO_INI_VALUE),
/* harmony export */   hX: () => (/* binding */ INI_VALUE),
/* harmony export */   jg: () => (/* binding */ HOST),
/* harmony export */   mE: () => (/* binding */ ROLE_SESSION_NAME),
/* harmony export */   uE: () => (/* binding */ PROFILE_NAME),
/* harmony export */   wR: () => (/* binding */ OIDC_PROVIDER_ARN),
/* harmony export */   xG: () => (/* binding */ ROLE_ARN)
/* harmony export */ });
const ROLE_ARN = /^acs:ram::(\d{12,16}):role\/[A-Za-z0-9._-]{1,64}$/;
const ROLE_NAME = /^[A-Za-z0-9._-]{1,64}$/;
const OIDC_PROVIDER_ARN = /^acs:ram::(\d{12,16}):oidc-provider\/[A-Za-z0-9._-]{1,128}$/;
const ACCOUNT_ID = /^\d{12,16}$/;
const ROLE_SESSION_NAME = /^[A-Za-z0-9.@_-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;
const MIN_SESSION = 900;
const MAX_SESSION = 43_200;
const REGION = /^[a-z]{2,}(-[a-z0-9]+)+$/;
const PROFILE_NAME = /^(?!DEFAULT$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const INI_VALUE = /^[A-Za-z0-9+/=._:@,~-]+$/;
const NO_INI_VALUE = 'a space, a line break, a quote, or one of # ; % & \\ $ ( ) and the like';
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?$/;
const LONGEST_FILE = 262_144;


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

/***/ 982:
/***/ ((module) => {

module.exports = require("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = require("fs");

/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = require("node:child_process");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = require("node:fs");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = require("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = require("node:util");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = require("os");

/***/ }),

/***/ 679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ toCommandValue)
/* harmony export */ });
/* unused harmony export toCommandProperties */
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map

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
/******/ 			return {"26":"variables.js","56":"edit-credentials-ini.js","68":"diagnose.js","487":"undo.js","547":"jsonc-parser.js","645":"refresh.js","757":"profile.js","765":"outputs.js","902":"file-command.js","917":"edit-config-json.js"}[chunkId];
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


// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(357);
;// CONCATENATED MODULE: ./lib/diagnosis/report.js

async function reportFailure(context, error, more) {
    const { log, runner, env } = context;
    if (error instanceof errors/* ActionError */.lZ && error.code === 'network.tls')
        error.addContext({ note: ignoredCertificates(context) });
    const { title, short, long } = await explain(error, more);
    const summary = env.get('GITHUB_STEP_SUMMARY') ? ' and in the job summary' : '';
    log.error(title, long === undefined ? short : `${short}\nMore in the log group \u201cWhy: ${title}\u201d${summary}.`);
    if (error instanceof Error && error.cause !== undefined)
        log.debug(`Caused by: ${(0,errors/* messageOf */.bD)(error.cause)}`);
    if (long === undefined)
        return;
    log.group(`Why: ${title}`, long);
    try {
        await runner.summarize(log.redact(`### Alibaba Cloud login: ${title}\n\n${long}`).slice(0, 60_000));
    }
    catch (failure) {
        log.warning(`The job summary cannot be written: ${(0,errors/* messageOf */.bD)(failure)}`);
    }
}
async function explain(error, more) {
    try {
        const { diagnose } = await __nccwpck_require__.e(/* import() */ 68).then(__nccwpck_require__.bind(__nccwpck_require__, 68));
        return diagnose(error, more);
    }
    catch (failure) {
        return {
            title: 'Internal error',
            short: `${(0,errors/* messageOf */.bD)(error)}\nThis cannot be explained (${(0,errors/* messageOf */.bD)(failure)}). Please report it.`,
            long: undefined,
        };
    }
}
function ignoredCertificates({ env, files }) {
    const name = 'NODE_EXTRA_CA_CERTS';
    const path = env.get(name);
    if (!path)
        return undefined;
    const ignored = (why) => `${name} names ${path}, which ${why}: Node.js ignores it.`;
    try {
        const text = files.read(path);
        if (text === undefined)
            return ignored('does not exist');
        return text.includes('-----BEGIN CERTIFICATE-----') ? undefined : ignored('holds no PEM certificate');
    }
    catch {
        return ignored('cannot be read');
    }
}

// EXTERNAL MODULE: ./lib/text/formats.js
var formats = __nccwpck_require__(74);
;// CONCATENATED MODULE: ./lib/http/addresses.js
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
function isLinkLocal(hostname) {
    return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}
const ECS_METADATA_ADDRESS = '100.100.100.200';

// EXTERNAL MODULE: ./lib/text/escapes.js
var escapes = __nccwpck_require__(778);
// EXTERNAL MODULE: ./lib/text/json.js
var json = __nccwpck_require__(70);
;// CONCATENATED MODULE: ./lib/text/policy.js

const MAX_POLICY_LENGTH = 2048;
function compactPolicy(text) {
    if (!(0,json/* parseObject */.lj)(text))
        return undefined;
    let inString = false;
    const kept = (piece) => {
        if (piece === '"')
            inString = !inString;
        return inString || piece.trim() !== '';
    };
    return (text.match(/\\.|"|\s+|[^\\"\s]+/gs) ?? []).filter(kept).join('');
}

;// CONCATENATED MODULE: ./lib/inputs/formats.js





function formats_text(form, expected) {
    return (name, value) => {
        if (form && !form.test(value))
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not ${expected}.`, mistakeIn(value));
        return value;
    };
}
const profileName = formats_text(formats/* PROFILE_NAME */.uE, 'a profile name: 1 to 64 letters, digits, - and _, no dots, and not DEFAULT');
function list(separator, form, expected) {
    const value = formats_text(form, expected);
    return (name, values) => {
        const parts = values
            .split(separator)
            .map((part) => part.trim())
            .filter((part) => part !== '');
        if (parts.length === 0) {
            throw new errors/* InputError */.dz(`${name}: ${quote(values)} has only separators and no value.`, 'Check the variables or secrets in it: one that is not set arrives empty.');
        }
        return parts.map((part) => value(name, part));
    };
}
function oneOf(values) {
    return (name, value) => {
        const found = values.find((candidate) => candidate === value);
        if (!found)
            throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not one of ${values.join(', ')}.`, mistakeIn(value));
        return found;
    };
}
const flag = (name, value) => {
    if (/^(true|True|TRUE)$/.test(value))
        return true;
    if (/^(false|False|FALSE)$/.test(value))
        return false;
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is neither true nor false.`, mistakeIn(value));
};
function whole(least, most, unit) {
    return (name, value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
        if (number >= least && number <= most)
            return number;
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a whole number of ${unit} from ${least} to ${most}.`);
    };
}
const policy = (name, value) => {
    const compacted = compactPolicy(value);
    if (compacted === undefined)
        throw new errors/* InputError */.dz(`${name} is not a JSON object.`);
    if (compacted.length > MAX_POLICY_LENGTH) {
        throw new errors/* InputError */.dz(`${name} has ${compacted.length} characters without its white space; STS takes ${MAX_POLICY_LENGTH}.`);
    }
    return compacted;
};
const host = (name, value) => {
    if (formats/* HOST */.jg.test(value) && URL.canParse(`https://${value}/`))
        return value.toLowerCase();
    throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not a host name, with a port or without, such as sts.aliyuncs.com.`);
};
const metadataEndpoint = (name, value) => {
    const url = URL.parse(value);
    const near = url && (url.hostname === ECS_METADATA_ADDRESS || isLoopback(url.hostname) || isLinkLocal(url.hostname));
    if (!near || url.protocol !== 'http:' || `${url.origin}/` !== url.href) {
        throw new errors/* InputError */.dz(`${name}: ${quote(value)} is not http:// with ${ECS_METADATA_ADDRESS}, a loopback or a link-local address, and no path.`);
    }
    return url.origin;
};
function quote(value) {
    return value.length > 200 ? `a text of ${value.length} characters` : (0,escapes/* ascii */.a)(JSON.stringify(value));
}
function mistakeIn(value) {
    if (/^\d(\.\d+)?E\+\d+$/i.test(value)) {
        return 'YAML read an unquoted number as floating point. Put the account ID in quotes: "1234567890123456".';
    }
    if (/[^\x20-\x7e]/.test(value)) {
        return 'The escapes stand for characters that are invisible or look like others. Type the value instead of pasting it.';
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/inputs/other-actions.js


const SUBJECT = /^(?:refs\/(?:heads|tags)\/\S.*|environment:\S.*|pull_request|repo:\S.*)$/;
const CHECK_INPUTS = {
    'trust-policy': {
        description: 'Trust policy (JSON) of the first role, which RAM calls AssumeRolePolicyDocument.',
        format: asItIs(),
    },
    'trust-policy-file': {
        description: 'A file that holds the trust policy; a relative path starts from the workspace.',
        format: formats_text(),
    },
    subjects: {
        description: 'Other jobs to check, one per line: refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request, or a complete subject.',
        format: list(/\r?\n/, SUBJECT, 'refs/heads/NAME, refs/tags/NAME, environment:NAME, pull_request or a subject that begins with repo:'),
        default: [],
    },
    'fail-on': {
        description: 'error: fail if this job would not be trusted, or if anybody would be; warning: also fail on any other finding. Default error.',
        format: oneOf(['error', 'warning']),
        default: 'error',
    },
};
function asItIs() {
    return (_name, value) => value;
}
const LOGOUT_INPUTS = {
    profile: {
        description: 'Undo only the login that wrote this profile; defaults to all logins of the job.',
        format: profileName,
    },
};
const CLIENTS = ['docker', 'podman', 'buildah', 'nerdctl'];
const ACR_INPUTS = {
    registry: {
        description: 'Host name of the registry, NAME-registry.REGION.cr.aliyuncs.com; several, one per line.',
        format: list(/\r?\n/, formats/* HOST */.jg, 'a host name'),
    },
    'instance-id': {
        description: 'ID of the Enterprise Edition instance, cri-\u2026; leave it out for the Personal Edition.',
        format: formats_text(/^cri-[a-z0-9-]{1,60}$/, 'the ID of an instance, which begins with cri-'),
    },
    profile: {
        description: 'Profile that an earlier login of the job wrote; defaults to what the last one left.',
        format: profileName,
    },
    client: {
        description: 'docker, podman, buildah or nerdctl; defaults to the first of them that is on PATH.',
        format: oneOf(CLIENTS),
    },
};

;// CONCATENATED MODULE: ./lib/plan/plan.js
const CREDENTIAL_TYPES = [
    'oidc_role_arn',
    'ram_role_arn',
    'access_key',
    'sts',
    'ecs_ram_role',
    'credentials_uri',
    'bearer',
    'profile',
    'default',
];

// EXTERNAL MODULE: ./lib/secrets/secret.js
var secrets_secret = __nccwpck_require__(828);
;// CONCATENATED MODULE: ./lib/inputs/table.js





const INPUTS = {
    type: {
        description: `${CREDENTIAL_TYPES.slice(0, -1).join(', ')} or ${CREDENTIAL_TYPES.at(-1)}. Inferred from the other inputs if not given.`,
        format: oneOf(CREDENTIAL_TYPES),
    },
    'role-to-assume': {
        description: 'ARN of the RAM role to log in as. Several, one per line, form a chain: each is assumed with the one before.',
        format: list(/\r?\n/, formats/* ROLE_ARN */.xG, 'the ARN of a role, acs:ram::<account>:role/<name>'),
        default: [],
        accounts: true,
        alias: 'role-arn-to-assume',
    },
    'oidc-provider-arn': {
        description: "ARN of RAM's OIDC identity provider for GitHub.",
        format: formats_text(formats/* OIDC_PROVIDER_ARN */.wR, 'the ARN of an OIDC provider, acs:ram::<account>:oidc-provider/<name>'),
        accounts: true,
    },
    audience: {
        description: "Audience of GitHub's OIDC token; default sts.aliyuncs.com.",
        format: formats_text(/^[\x21-\x7e]{1,1024}$/, 'an audience without spaces'),
    },
    'oidc-token-file': {
        description: "A file that already holds an OIDC token (an ACK pod's, for example), used instead of GitHub's token.",
        format: formats_text(),
    },
    'access-key-id': {
        description: "ID of an access key, from the repository's secrets.",
        secret: 'sent',
    },
    'access-key-secret': {
        description: 'Secret of that access key.',
        secret: 'signs',
    },
    'security-token': {
        description: 'Security token, if the key is a temporary one from STS.',
        secret: 'sent',
    },
    'role-name': {
        description: "Name of the ECS instance's RAM role; if not given, the instance is asked for it.",
        format: formats_text(formats/* ROLE_NAME */.VA, 'the name of a role: 1 to 64 letters, digits, dots, dashes'),
    },
    'disable-imds-v1': {
        description: 'true: use ECS metadata in hardened mode only; default false, unless ALIBABA_CLOUD_IMDSV1_DISABLED is true.',
        format: flag,
    },
    'metadata-endpoint': {
        description: 'URL of the ECS metadata service, never contacted through a proxy; default http://100.100.100.200.',
        format: metadataEndpoint,
    },
    'credentials-uri': {
        description: 'URL to GET a credential from; https, or http to a loopback or link-local address.',
        secret: 'sent',
    },
    'credentials-uri-allow-http': {
        description: 'true: allow plain http to any host in credentials-uri; default false.',
        format: flag,
    },
    'bearer-token': {
        description: 'A bearer token, exported as it is, masked.',
        secret: 'sent',
    },
    'source-profile': {
        description: "Profile to log in with, from an existing credentials.ini or the aliyun CLI's config.json.",
        format: formats_text(/^[^\]\r\n]{1,256}$/, 'the name of a profile'),
    },
    'role-chaining': {
        description: 'true: start from the credential that is already in the environment.',
        format: flag,
        default: false,
    },
    'role-session-name': {
        description: 'Role session name, shown in audit logs; default gh-<repository id>-<run id>-<attempt>.',
        format: formats_text(formats/* ROLE_SESSION_NAME */.mE, 'a role session name: 2 to 64 letters, digits and . @ _ -'),
    },
    'role-session-expiration': {
        description: "Lifetime of the session in seconds, from 900 to the role's maximum; default 3600.",
        format: whole(formats/* MIN_SESSION */.YF, formats/* MAX_SESSION */.Ms, 'seconds'),
        alias: 'role-duration-seconds',
    },
    policy: {
        description: 'A RAM policy (JSON) that narrows what the session may do.',
        format: policy,
    },
    'external-id': {
        description: "External ID that the role's trust policy asks for.",
        format: formats_text(formats/* EXTERNAL_ID */.AQ, 'an external ID: 2 to 1224 letters, digits and _ + = , . @ : / -'),
    },
    'source-identity': {
        description: 'Written into the session of every role that is assumed with the credential before it, and shown in audit logs.',
        format: formats_text(formats/* SOURCE_IDENTITY */.Hy, 'a source identity: 2 to 64 letters, digits and _ + = , . @ -'),
    },
    'allowed-account-ids': {
        description: 'IDs of the accounts that the credential may belong to. If it belongs to any other account, the step fails and exports nothing.',
        format: list(/[\s,]+/, formats/* ACCOUNT_ID */.W_, 'an account ID of 12 to 16 digits'),
        default: [],
        accounts: true,
    },
    region: {
        description: 'Region ID for the tools, such as cn-hangzhou.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-region': {
        description: 'Region whose STS to use; defaults to the global endpoint.',
        format: formats_text(formats/* REGION */.Zg, 'a region ID such as cn-hangzhou'),
    },
    'sts-endpoint': {
        description: 'Host name of the STS to use, instead of sts-region.',
        format: host,
    },
    'sts-vpc': {
        description: 'true: use the STS endpoint inside the VPC of sts-region.',
        format: flag,
        default: false,
    },
    'export-env': {
        description: 'Export the credential as environment variables; default true, or false if profile is given.',
        format: flag,
        alias: 'export-environment-variables',
    },
    profile: {
        description: "Write the credential as a profile with this name to credentials.ini and the aliyun CLI's config.json.",
        format: profileName,
    },
    'credentials-file': {
        description: 'Absolute path of that credentials.ini; defaults to a private file under RUNNER_TEMP.',
        format: formats_text(),
    },
    refresh: {
        description: 'true, with profile: the profile renews itself for as long as the job lasts, for tools that run its command; default false.',
        format: flag,
        default: false,
    },
    'output-credentials': {
        description: 'Set the credential as masked outputs of the step; default true.',
        format: flag,
        default: true,
        alias: 'set-outputs',
    },
    'mask-account-id': {
        description: 'Hide the account ID in the log; default false.',
        format: flag,
        default: false,
    },
    'dry-run': {
        description: 'true: report what would be done; send nothing, change nothing. Default false.',
        format: flag,
        default: false,
    },
    summary: {
        description: 'true: after success, add a short table (identity, account, expiration, where it was exported) to the job summary; default false.',
        format: flag,
        default: false,
    },
    'timeout-seconds': {
        description: 'Time limit for the whole step, in seconds; default 60.',
        format: whole(1, 3600, 'seconds'),
        default: 60,
    },
    'retry-max-attempts': {
        description: 'Maximum number of attempts for each request; default 5, not counting those that are throttled. ECS metadata is asked at most twice.',
        format: whole(1, 100, 'attempts'),
    },
    cleanup: {
        description: 'Undo everything when the job ends; default true.',
        format: flag,
        default: true,
    },
};
function namesOf(name, row) {
    return row.alias === undefined ? [name] : [name, row.alias];
}
function isGiven(inputs, name) {
    const row = INPUTS[name];
    return inputs[name] !== ('default' in row ? row.default : undefined);
}
function readInputs(context) {
    return readTable(context, INPUTS);
}
function readTable({ env, log }, table) {
    const rows = Object.entries(table);
    const raw = (name) => env.get(`INPUT_${name.toUpperCase()}`) ?? '';
    const read = (name, row) => {
        const given = namesOf(name, row).filter((candidate) => raw(candidate).trim() !== '');
        const [first, second] = given.map((candidate) => ({ name: candidate, value: raw(candidate).trim() }));
        if (first && second && first.value !== second.value) {
            throw new errors/* InputError */.dz(`${first.name} and ${second.name} mean the same, and contradict each other.`);
        }
        return first ? row.format(first.name, first.value) : row.default;
    };
    const flaws = [];
    const secret = (name, { secret }) => {
        const value = raw(name);
        if (value === '')
            return undefined;
        const flaw = (0,secrets_secret/* flawOf */.e3)(value, secret === 'sent');
        if (flaw)
            flaws.push(`${name} ${flaw}.`);
        return secrets_secret/* Secret */.zh.of(value, flaw ? log.conceal : log.mask);
    };
    const secrets = rows.flatMap(([name, row]) => 'secret' in row ? [[name, secret(name, row)]] : []);
    if ('mask-account-id' in table && read('mask-account-id', INPUTS['mask-account-id'])) {
        for (const [name, row] of rows) {
            if (!('accounts' in row))
                continue;
            const texts = namesOf(name, row).map(raw).join(' ');
            for (const account of texts.match(/(?<!\d)\d{12,16}(?!\d)/g) ?? [])
                log.mask(account);
        }
    }
    if (flaws[0] !== undefined)
        throw new errors/* InputError */.dz(flaws[0], secrets_secret/* FLAW_HINT */.FU);
    const others = rows.flatMap(([name, row]) => ('format' in row ? [[name, read(name, row)]] : []));
    return Object.fromEntries([...secrets, ...others]);
}

;// CONCATENATED MODULE: ./lib/export/table.js
const EXPORTERS = {
    profile: {
        wanted: ({ profile }) => profile !== undefined,
        load: async () => (await __nccwpck_require__.e(/* import() */ 757).then(__nccwpck_require__.bind(__nccwpck_require__, 757))).profile,
    },
    variables: {
        wanted: ({ env, region, profile }) => env || region !== undefined || profile !== undefined,
        load: async () => (await __nccwpck_require__.e(/* import() */ 26).then(__nccwpck_require__.bind(__nccwpck_require__, 26))).variables,
    },
    outputs: {
        wanted: () => true,
        load: async () => (await __nccwpck_require__.e(/* import() */ 765).then(__nccwpck_require__.bind(__nccwpck_require__, 765))).outputs,
    },
};
function exportersFor(wanted) {
    return Promise.all(Object.values(EXPORTERS)
        .filter((exporter) => exporter.wanted(wanted))
        .map(({ load }) => load()));
}
async function exporterOf(kind) {
    return Object.hasOwn(EXPORTERS, kind) ? EXPORTERS[kind]?.load() : undefined;
}

// EXTERNAL MODULE: ./lib/record/private-folder.js
var private_folder = __nccwpck_require__(204);
// EXTERNAL MODULE: ./lib/record/record.js
var record_record = __nccwpck_require__(251);
;// CONCATENATED MODULE: ./lib/record/state.js


const STATE = 'login';
function saveState(runner, state) {
    runner.saveState(STATE, state ? JSON.stringify(state) : '');
}
function state_readState(runner) {
    const text = runner.state(STATE);
    if (text === '')
        return undefined;
    const saved = parseObject(text);
    const [folder, files] = [textOf(saved?.['folder']), saved?.['files']];
    if (folder === undefined)
        throw new FileError('The state that this step left is damaged.');
    return { folder, ...(Array.isArray(files) && { files: files.filter(isSharedFile) }) };
}
function isSharedFile(value) {
    return ['kind', 'path', 'format'].every((name) => textOf(asObject(value)?.[name]) !== undefined);
}

;// CONCATENATED MODULE: ./lib/record/undo.js




async function undo_undoLogin(base, exporterOf) {
    const state = readState(base.runner);
    if (!state)
        return undefined;
    const context = withPatience(base);
    const { folder } = state;
    if (!isPrivateFolder(context, folder))
        throw new FileError(`${folder} is not a folder of this action.`);
    const record = recordOf(context, state);
    const left = record ? await undoEntries(context, record, exporterOf) : [];
    if (!record)
        await undoLost(context, state, exporterOf);
    const isRemoved = (await attempt(context, () => removePrivateFolder(context, folder))) !== false;
    return {
        isComplete: record !== undefined && left.length === 0 && isRemoved,
        isNews: record?.phase !== 'logged out' && (record?.entries ?? []).length > 0,
    };
}
const PATIENCE = 30_000;
function withPatience(context) {
    return { ...context, deadline: context.clock.now() + PATIENCE };
}
async function undoFailed(context, journal, exporterOf) {
    const { entries } = journal;
    const left = await undoEntries(withPatience(context), { entries, phase: 'logging in' }, exporterOf);
    await attempt(context, () => journal.close(left));
}
function recordOf(context, { folder, files }) {
    let why = `The record of this login in ${folder} is gone`;
    try {
        const record = readRecord(context, folder);
        if (record || !files)
            return record;
    }
    catch (error) {
        why = messageOf(error).replace(/\.$/, '');
    }
    context.log.warning(`${why}. Variables that it set stay until the job ends. ` +
        'Leave what is in RUNNER_TEMP there until the post steps have run.');
    return undefined;
}
async function undoLost(context, { folder, files = [] }, exporterOf) {
    for (const file of files)
        await attempt(context, async () => (await ownerOf(file, exporterOf)).undoLost?.(context, file, folder));
}
async function undoEntries(context, { entries, phase }, exporterOf) {
    const left = [];
    for (const entry of entries.toReversed()) {
        const isUndone = await attempt(context, async () => (await ownerOf(entry, exporterOf)).undo(context, entry, phase === 'logged in'));
        if (!isUndone)
            left.unshift(entry);
    }
    return left;
}
async function discardAll(context, journal, exporterOf) {
    const sorry = 'Could not remove what was kept to undo this login';
    for (const entry of journal.entries)
        await attempt(context, async () => (await ownerOf(entry, exporterOf)).discard?.(context, entry), sorry);
    await attempt(context, () => journal.remove(), sorry);
}
async function attempt({ log }, action, sorry = 'Could not undo everything') {
    try {
        return await action();
    }
    catch (error) {
        log.warning(`${sorry}: ${(0,errors/* messageOf */.bD)(error)}`);
        return false;
    }
}
async function ownerOf({ kind }, exporterOf) {
    const owner = await exporterOf(kind);
    if (!owner)
        throw new errors/* FileError */.f6(`The record has an entry of a kind that this version does not know.`);
    return owner;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
var external_node_os_default = /*#__PURE__*/__nccwpck_require__.n(external_node_os_);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_);
// EXTERNAL MODULE: ./lib/secrets/fingerprint.js
var fingerprint = __nccwpck_require__(562);
;// CONCATENATED MODULE: ./lib/runtime/env.js
function environment(variables) {
    const exported = new Map();
    return {
        get: (name) => exported.get(name) ?? variables[name],
        initial: variables,
        set: (name, value) => void exported.set(name, value),
        forget: () => exported.clear(),
    };
}

// EXTERNAL MODULE: ./lib/runtime/files.js + 2 modules
var files = __nccwpck_require__(140);
;// CONCATENATED MODULE: ./lib/secrets/encodings.js

const SHORTEST_PACKED = 8;
function encodingsOf(value) {
    const bytes = Buffer.from(value);
    const packed = bytes.length >= SHORTEST_PACKED ? [...base64(bytes), ...hex(bytes)] : [];
    const forms = new Set([...percent(value), ...encodings_json(value), ...html(value), ...packed]);
    forms.delete(value);
    return [...forms];
}
function percent(value) {
    const loose = encodeURIComponent(value.toWellFormed());
    const strict = (0,escapes/* percentEncode */.JO)(value);
    const form = new URLSearchParams([['', value]]).toString().slice(1);
    const upper = [loose, strict, strict.replaceAll('%20', '+'), form];
    const both = [...upper, ...upper.map(lowerCaseDigits)];
    return [...both, ...both.map((form) => form.replaceAll('%', '%25'))];
}
function lowerCaseDigits(text) {
    return text.replace(/%[\dA-F]{2}/g, (digits) => digits.toLowerCase());
}
function encodings_json(value) {
    const escaped = (text) => JSON.stringify(text).slice(1, -1);
    const plain = escaped(value);
    const numbered = special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4)}`);
    return [
        plain,
        plain.replaceAll('/', '\\/'),
        escaped(plain),
        numbered,
        special(value, NOT_PLAIN, (code) => `\\u${digits(code, 4).toUpperCase()}`),
        special(plain, /[&'<=>]/g, (code) => `\\u${digits(code, 4)}`),
    ];
}
function html(value) {
    const named = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return [
        named,
        ...['&#39;', '&#x27;', '&apos;'].map((quote) => named.replaceAll('"', '&quot;').replaceAll("'", quote)),
        named.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
        special(value, NOT_PLAIN, (code) => `&#${code};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1)};`),
        special(value, NOT_PLAIN, (code) => `&#x${digits(code, 1).toUpperCase()};`),
    ];
}
function base64(bytes) {
    return [0, 1, 2].flatMap((offset) => {
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
            .toString('base64')
            .replaceAll('=', '');
        const first = Math.ceil((offset * 8) / 6);
        const last = Math.floor(((offset + bytes.length) * 8) / 6);
        const own = text.slice(first, last);
        return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    });
}
function hex(bytes) {
    const text = bytes.toString('hex');
    return [text, text.toUpperCase()];
}
const NOT_PLAIN = /[^A-Za-z0-9]/g;
function special(text, which, encode) {
    return text.replace(which, (character) => encode(character.charCodeAt(0)));
}
function digits(code, length) {
    return code.toString(16).padStart(length, '0');
}

// EXTERNAL MODULE: ./lib/secrets/lookalikes.js
var lookalikes = __nccwpck_require__(198);
;// CONCATENATED MODULE: ./lib/secrets/redactor.js



const SHORTEST_SECRET = 4;
const SHORTEST_PART = 8;
const SHORTEST_WRAPPED = 16;
const LONGEST_TEXT = 65_536;
function redactor() {
    let forms = [];
    let unbroken = [];
    let fresh = [];
    const encode = () => {
        if (fresh.length === 0)
            return;
        const added = [...new Set(fresh)].flatMap((value) => [value, ...encodingsOf(value)]);
        forms = [...new Set([...forms, ...added])]
            .filter((form) => form.trim().length >= SHORTEST_SECRET)
            .sort((a, b) => b.length - a.length);
        unbroken = forms
            .map((form) => form.replace(/\s+/g, ''))
            .filter((form) => form.length >= SHORTEST_WRAPPED);
        fresh = [];
    };
    const isWrapped = (text) => {
        const bare = text.replace(/\s+/g, '');
        return bare.length < text.length && unbroken.some((form) => withoutEvery(bare, form, '') !== bare);
    };
    const redact = (text) => {
        encode();
        const shown = forms.reduce((rest, form) => withoutEvery(rest, form, '***'), (0,escapes/* shortened */.vI)(text, LONGEST_TEXT));
        return isWrapped(shown) ? '***' : shown;
    };
    return {
        hide: (value) => {
            const lines = [value, ...value.split('\n').map((line) => line.trim())];
            fresh = fresh.concat(lines.filter((line) => line.trim().length >= SHORTEST_SECRET));
        },
        redact,
        redactEcho: (text) => withoutParts((0,lookalikes/* withoutLookalikes */.TT)(redact(text)), forms, SHORTEST_PART),
    };
}
function withoutParts(text, patterns, shortest) {
    const possible = new Set(piecesOf(text, shortest));
    const found = new Set();
    for (const pattern of patterns)
        for (const piece of piecesOf(pattern, shortest))
            if (possible.has(piece))
                found.add(piece);
    let result = '';
    for (let at = 0; at < text.length;) {
        let end = at + 1;
        if (found.has(text.slice(at, at + shortest)))
            for (end = at + shortest; found.has(text.slice(end + 1 - shortest, end + 1));)
                end++;
        const stretch = text.slice(at, end);
        result += stretch.length > 1 && !isWords(stretch) ? '***' : stretch;
        at = end;
    }
    return result;
}
function* piecesOf(text, length) {
    for (let at = 0; at + length <= text.length; at++)
        yield text.slice(at, at + length);
}
function isWords(text) {
    return text.split(/[^A-Za-z0-9]+/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]+)$/.test(word));
}
const HEAD = 16;
function withoutEvery(text, pattern, replacement) {
    if (pattern === '' || !text.includes(pattern.slice(0, HEAD)))
        return text;
    const borders = bordersOf(pattern);
    let result = '';
    let kept = 0;
    let matched = 0;
    for (let at = 0; at < text.length; at++) {
        while (matched > 0 && text[at] !== pattern[matched])
            matched = borders[matched - 1] ?? 0;
        if (text[at] === pattern[matched])
            matched++;
        if (matched < pattern.length)
            continue;
        result += text.slice(kept, at + 1 - pattern.length) + replacement;
        kept = at + 1;
        matched = 0;
    }
    return result + text.slice(kept);
}
function bordersOf(pattern) {
    const borders = new Uint32Array(pattern.length);
    let length = 0;
    for (let at = 1; at < pattern.length; at++) {
        while (length > 0 && pattern[at] !== pattern[length])
            length = borders[length - 1] ?? 0;
        if (pattern[at] === pattern[length])
            length++;
        borders[at] = length;
    }
    return borders;
}

;// CONCATENATED MODULE: ./lib/runtime/log.js


const LONGEST_MESSAGE = 4_000;
const LONGEST_GROUP = 60_000;
function log_workflowLog(issue, print) {
    const { hide, redact, redactEcho } = redactor();
    const masked = new Set();
    const shown = (text, longest) => {
        const redacted = redact(text);
        return `${(0,escapes/* visibleLines */.gB)(redacted.slice(0, longest))}${redacted.length > longest ? '\u2026' : ''}`;
    };
    const say = (name, message, properties = {}) => issue(name, properties, shown(message, LONGEST_MESSAGE));
    return {
        debug: (message) => say('debug', message),
        info: (message) => print(neutral(shown(message, LONGEST_MESSAGE))),
        warning: (message) => say('warning', message),
        error: (title, message) => say('error', message, { title: (0,escapes/* visibleLines */.gB)(redact(title)) }),
        group: (title, lines) => {
            say('group', title);
            print(neutral(shown(lines, LONGEST_GROUP)));
            issue('endgroup', {}, '');
        },
        mask: (value) => {
            if (value.trim() === '' || masked.has(value))
                return;
            masked.add(value);
            hide(value);
            issue('add-mask', {}, value);
        },
        conceal: hide,
        redact,
        redactEcho,
    };
}
const LINE_OF_COMMAND = /^([\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff]*)(::)/gm;
function neutral(text) {
    return text.replace(LINE_OF_COMMAND, '$1\u200b$2').replaceAll('##[', '## [');
}

;// CONCATENATED MODULE: ./lib/runtime/private-windows.js
const OWNER_ONLY = ['/inheritance:r', '/grant:r', '*S-1-3-4:(OI)(CI)F', '/q'];
const private_windows_PATIENCE = 10_000;
function closedOnWindows(files, systemRoot) {
    return {
        ...files,
        createPrivateFolder: (folder) => {
            files.createPrivateFolder(folder);
            const { spawnSync } = process.getBuiltinModule('node:child_process');
            const { status, error } = spawnSync(`${systemRoot}\\System32\\icacls.exe`, [folder, ...OWNER_ONLY], {
                stdio: 'ignore',
                timeout: private_windows_PATIENCE,
                windowsHide: true,
            });
            if (status === 0)
                return undefined;
            return `Other users of this machine may be able to read ${folder}: icacls could not close it (${error?.message ?? `status ${status}`}).`;
        },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
var external_node_fs_default = /*#__PURE__*/__nccwpck_require__.n(external_node_fs_);
;// CONCATENATED MODULE: ./lib/runtime/stdout.js

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
            rest = rest.subarray(external_node_fs_default().writeSync(file, rest));
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

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/utils.js
var utils = __nccwpck_require__(679);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return (0,utils/* toCommandValue */.E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/context.js


class Context {
    /**
     * Hydrate the context from the environment
     */
    constructor() {
        var _a, _b, _c;
        this.payload = {};
        if (process.env.GITHUB_EVENT_PATH) {
            if ((0,external_fs_.existsSync)(process.env.GITHUB_EVENT_PATH)) {
                this.payload = JSON.parse((0,external_fs_.readFileSync)(process.env.GITHUB_EVENT_PATH, { encoding: 'utf8' }));
            }
            else {
                const path = process.env.GITHUB_EVENT_PATH;
                process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${external_os_.EOL}`);
            }
        }
        this.eventName = process.env.GITHUB_EVENT_NAME;
        this.sha = process.env.GITHUB_SHA;
        this.ref = process.env.GITHUB_REF;
        this.workflow = process.env.GITHUB_WORKFLOW;
        this.action = process.env.GITHUB_ACTION;
        this.actor = process.env.GITHUB_ACTOR;
        this.job = process.env.GITHUB_JOB;
        this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
        this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
        this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
        this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
        this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
        this.graphqlUrl =
            (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
    }
    get issue() {
        const payload = this.payload;
        return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
    }
    get repo() {
        if (process.env.GITHUB_REPOSITORY) {
            const [owner, repo] = process.env.GITHUB_REPOSITORY.split('/');
            return { owner, repo };
        }
        if (this.payload.repository) {
            return {
                owner: this.payload.repository.owner.login,
                repo: this.payload.repository.name
            };
        }
        throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
    }
}
//# sourceMappingURL=context.js.map
;// CONCATENATED MODULE: ./lib/runtime/toolkit.js






function fileCommands(env, { append, assertCreatable, look }) {
    const pathOf = (file) => {
        const path = env.get(file);
        if (path)
            return path;
        throw new errors/* ActionError */.lZ('file', `The runner gives this step no ${file} file.`, {
            hint: 'This action needs a GitHub Actions runner 2.327.1 or newer, or a program that offers the same files.',
        });
    };
    const record = (file, values, format) => {
        const path = pathOf(file);
        const records = Object.entries(values).map(([name, value]) => `${format(name, value)}${(external_node_os_default()).EOL}`);
        (0,files/* onRunnerFiles */.l6)(() => append(path, records.join('')));
    };
    return {
        check: (file) => {
            const path = pathOf(file);
            (0,files/* onRunnerFiles */.l6)(() => (look(path) ? append(path, '') : assertCreatable(path)));
        },
        exportVariables: async (variables) => {
            record('GITHUB_ENV', variables, await formatOf(variables));
            for (const [name, value] of Object.entries(variables))
                env.set(name, value);
        },
        setOutputs: async (outputs) => record('GITHUB_OUTPUT', outputs, await formatOf(outputs)),
        saveState: (name, value) => record('GITHUB_STATE', { [name]: value }, ofOneLine),
        state: (name) => env.get(`STATE_${name}`) ?? '',
        summarize: async (markdown) => {
            const path = env.get('GITHUB_STEP_SUMMARY');
            if (path)
                append(path, `${markdown}${(external_node_os_default()).EOL}`);
        },
    };
}
function ofOneLine(name, value) {
    return `${name}=${value}`;
}
async function formatOf(values) {
    return Object.values(values).some((value) => /[\r\n]/.test(value))
        ? (await __nccwpck_require__.e(/* import() */ 902).then(__nccwpck_require__.bind(__nccwpck_require__, 902))).prepareKeyValueMessage
        : ofOneLine;
}

;// CONCATENATED MODULE: ./lib/runtime/system.js










function system_localContext(signal, log = logOfStep()) {
    const env = environment(process.env);
    return {
        env,
        platform: process.platform,
        program: { node: process.execPath, dist: external_node_path_default().resolve(external_node_path_default().dirname(process.argv[1] ?? ''), '..') },
        user: process.geteuid?.(),
        home: homeFolder,
        files: process.platform === 'win32'
            ? closedOnWindows(files/* nodeFiles */.kT, env.get('SystemRoot') ?? 'C:\\Windows')
            : files/* nodeFiles */.kT,
        runner: fileCommands(env, files/* nodeFiles */.kT),
        job: readJob,
        log,
        random: systemRandom,
        clock: systemClock,
        signal,
    };
}
function logOfStep() {
    printAtOnce();
    return log_workflowLog(issueCommand, (lines) => print(`${lines}${(external_node_os_default()).EOL}`));
}
function silentLog() {
    return workflowLog(() => { }, () => { });
}
function readJob() {
    const event = process.env['GITHUB_EVENT_PATH'];
    delete process.env['GITHUB_EVENT_PATH'];
    const job = new Context();
    if (event === undefined)
        return job;
    process.env['GITHUB_EVENT_PATH'] = event;
    job.payload = eventIn(event) ?? {};
    return job;
}
function eventIn(file) {
    try {
        return (0,json/* parseObject */.lj)(files/* nodeFiles */.kT.read(file) ?? '');
    }
    catch {
        return undefined;
    }
}
function homeFolder() {
    try {
        const home = external_node_os_default().homedir();
        const rooted = process.platform !== 'win32' || /^(?:[A-Za-z]:|[\\/]{2})/.test(home);
        return external_node_path_default().isAbsolute(home) && rooted ? home : undefined;
    }
    catch {
        return undefined;
    }
}
const systemRandom = { fraction: Math.random, uuid: () => (0,fingerprint/* crypto */.Et)().randomUUID() };
const systemClock = {
    now: Date.now,
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    sleep: (milliseconds, signal) => new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', stop);
            resolve();
        }, milliseconds);
        signal.addEventListener('abort', stop, { once: true });
    }),
};

;// CONCATENATED MODULE: ./lib/login/undo-login.js




const undoableOf = async (kind) => kind === 'registry' ? (await __nccwpck_require__.e(/* import() */ 487).then(__nccwpck_require__.bind(__nccwpck_require__, 487))).registry : exporterOf(kind);
async function undoInPost(context = localContext(new AbortController().signal)) {
    try {
        const undone = await undoLogin(context, undoableOf);
        if (undone?.isComplete && undone.isNews)
            context.log.info('Took back the credential and everything that was exported.');
    }
    catch (error) {
        context.log.warning(`Could not undo what this step did: ${messageOf(error)}`);
    }
}

// EXTERNAL MODULE: ./lib/shared-file/lock.js
var lock = __nccwpck_require__(566);
;// CONCATENATED MODULE: ./lib/record/log-out.js




async function logOut(base, profile, exporterOf) {
    const context = withPatience(base);
    let complete = true;
    const failed = (error) => {
        complete = false;
        context.log.warning(`A login could not be undone: ${(0,errors/* messageOf */.bD)(error)} Its post step will try again.`);
    };
    const logins = (0,record_record/* findLogins */.aI)(context, failed).filter(({ record }) => record.entries.length > 0);
    const isWanted = ({ record }) => ['logged in', 'logging out'].includes(record.phase) &&
        (profile === undefined || record.profile === profile);
    for (const login of logins) {
        if (!isWanted(login) && login.record.phase !== 'logged out')
            continue;
        try {
            if (!(await undo(context, login, exporterOf)))
                complete = false;
        }
        catch (error) {
            failed(error);
        }
    }
    return { found: logins.filter(isWanted).length, complete };
}
function undo(context, { folder }, exporterOf) {
    const undoOnce = async () => {
        const record = (0,record_record/* readRecord */.aE)(context, folder);
        if (!record)
            return true;
        const save = (changed) => (0,record_record/* writeRecord */.rh)(context, folder, { ...record, ...changed });
        if (record.phase === 'logged in')
            save({ phase: 'logging out' });
        const left = await undoEntries(context, record, exporterOf);
        const entries = record.entries.filter((entry) => entry.mayReturn || left.includes(entry));
        save({ entries, phase: left.length > 0 ? 'logging out' : 'logged out' });
        if (left.length === 0)
            (0,record_record/* emptyFolder */.id)(context, folder);
        return left.length === 0;
    };
    const locking = { path: (0,record_record/* recordFile */.mR)(folder), id: context.random.uuid() };
    return (0,lock/* withLock */.k)(context, locking, (held) => held.working(undoOnce));
}

;// CONCATENATED MODULE: ./lib/logout.js








async function logout(context) {
    const { log } = context;
    const { profile } = readTable(context, LOGOUT_INPUTS);
    const { found, complete } = await logOut(context, profile, undoableOf);
    if (!complete)
        throw new errors/* ActionError */.lZ('logout', 'Not everything could be taken back; the warnings above say what was left.');
    if (found > 0)
        log.info('Took back the credential and everything that was exported.');
    else
        log.warning(profile === undefined
            ? 'There is no login to take back: no earlier step of this job has logged in, or each had cleanup: false or was taken back.'
            : `There is no login to take back that wrote the profile \u201c${profile}\u201d.`);
}
async function main() {
    const context = system_localContext(new AbortController().signal);
    try {
        await logout(context);
    }
    catch (error) {
        process.exitCode = 1;
        await reportFailure(context, error);
    }
}
void main();

module.exports = __webpack_exports__;
/******/ })()
;