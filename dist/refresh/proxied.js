"use strict";
exports.id = 188;
exports.ids = [188];
exports.modules = {

/***/ 1188:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   proxiedTransport: () => (/* binding */ proxiedTransport)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var undici_lib_api_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6615);
/* harmony import */ var undici_lib_core_connect_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9136);
/* harmony import */ var undici_lib_core_connect_js__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(undici_lib_core_connect_js__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var undici_lib_dispatcher_dispatcher_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(883);
/* harmony import */ var undici_lib_dispatcher_dispatcher_js__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(undici_lib_dispatcher_dispatcher_js__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(628);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var undici_lib_dispatcher_proxy_agent_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6672);
/* harmony import */ var undici_lib_dispatcher_proxy_agent_js__WEBPACK_IMPORTED_MODULE_5___default = /*#__PURE__*/__webpack_require__.n(undici_lib_dispatcher_proxy_agent_js__WEBPACK_IMPORTED_MODULE_5__);
/* harmony import */ var undici_lib_dispatcher_socks5_proxy_agent_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7223);
/* harmony import */ var undici_lib_dispatcher_socks5_proxy_agent_js__WEBPACK_IMPORTED_MODULE_6___default = /*#__PURE__*/__webpack_require__.n(undici_lib_dispatcher_socks5_proxy_agent_js__WEBPACK_IMPORTED_MODULE_6__);
/* harmony import */ var _ahead_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(916);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(652);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5841);










const NO_LIMIT = 0;
const ONE_CONNECTION = 1;
const VERIFIED = { rejectUnauthorized: true, allowH2: false };
Object.assign((undici_lib_dispatcher_dispatcher_js__WEBPACK_IMPORTED_MODULE_3___default().prototype), undici_lib_api_index_js__WEBPACK_IMPORTED_MODULE_1__);
function proxiedTransport(proxy) {
    node_net__WEBPACK_IMPORTED_MODULE_0___default().setDefaultAutoSelectFamilyAttemptTimeout(_ahead_js__WEBPACK_IMPORTED_MODULE_7__/* .ATTEMPT_TIMEOUT */ .uz);
    const sockets = new Set();
    const fresh = () => agentFor(proxy, (connect) => toProxy(proxy, connect, sockets));
    let agent = fresh();
    return {
        exchange: async ({ url, method, headers, body = null }, signal) => {
            const target = {
                origin: url.origin,
                path: url.pathname + url.search,
                method,
            };
            const limits = { signal, headersTimeout: NO_LIMIT, bodyTimeout: NO_LIMIT };
            const response = await agent
                .request({ ...target, headers, body, ...limits })
                .catch((error) => {
                if (signal.aborted) {
                    void agent.destroy();
                    agent = fresh();
                }
                throw refusalOf(proxy, error) ?? error;
            });
            response.body.on('error', () => { });
            return { status: response.statusCode, headers: response.headers, body: response.body };
        },
        close: () => {
            void agent.destroy();
            for (const socket of sockets)
                socket.destroy();
        },
    };
}
function agentFor(proxy, marked) {
    if (proxy.protocol.startsWith('socks')) {
        return new (undici_lib_dispatcher_socks5_proxy_agent_js__WEBPACK_IMPORTED_MODULE_6___default())(proxy, {
            connect: marked(undici_lib_core_connect_js__WEBPACK_IMPORTED_MODULE_2___default()({ timeout: NO_LIMIT })),
            requestTls: VERIFIED,
            connectTimeout: NO_LIMIT,
        });
    }
    const direct = (_, options) => new (undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_4___default())(proxy.origin, { ...options, connect: marked(options.connect) });
    return new (undici_lib_dispatcher_proxy_agent_js__WEBPACK_IMPORTED_MODULE_5___default())({
        uri: proxy.href,
        proxyTls: VERIFIED,
        requestTls: VERIFIED,
        allowH2: false,
        connectTimeout: NO_LIMIT,
        clientFactory: (_, options) => opensTunnels(direct(_, options), proxy),
        factory: (origin, options) => String(origin) === proxy.href
            ? direct(origin, options)
            : new (undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_4___default())(origin, { ...options, connections: ONE_CONNECTION }),
    });
}
function opensTunnels(dispatcher, proxy) {
    const connect = dispatcher.connect.bind(dispatcher);
    const open = async (options) => {
        const opened = await connect(options).catch((error) => {
            throw error instanceof _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T ? error : new _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T(proxy, { cause: error });
        });
        if (opened.statusCode === 200)
            return opened;
        opened.socket.on('error', () => { }).destroy();
        throw refusal(proxy, opened.statusCode);
    };
    return Object.assign(dispatcher, { connect: open });
}
function refusal(proxy, status) {
    const refused = status === 403 || status === 407;
    return new _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T(proxy, { answer: `it answered with status ${status}`, refused });
}
function toProxy(proxy, connect, sockets) {
    const hostname = (0,_proxy_js__WEBPACK_IMPORTED_MODULE_9__/* .withoutBrackets */ .o)(proxy.hostname);
    return ({ servername, ...options }, callback) => {
        const named = servername && node_net__WEBPACK_IMPORTED_MODULE_0___default().isIP(hostname) === 0;
        const started = connect({ ...options, hostname, ...(named && { servername }) }, (...[error, socket]) => {
            if (error)
                return callback(new _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T(proxy, { cause: error }), null);
            socket.once('end', () => socket.destroy(new _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T(proxy)));
            callback(null, socket);
        });
        if (started instanceof (node_net__WEBPACK_IMPORTED_MODULE_0___default().Socket)) {
            sockets.add(started);
            started.once('close', () => sockets.delete(started));
        }
        return started;
    };
}
function refusalOf(proxy, error) {
    if (!(error instanceof Error) || !('code' in error))
        return undefined;
    if (error.message === 'Proxy Authentication Required (407)')
        return refusal(proxy, 407);
    const code = String(error.code);
    if (!code.startsWith('UND_ERR_SOCKS5'))
        return undefined;
    return new _faults_js__WEBPACK_IMPORTED_MODULE_8__/* .ProxyError */ .T(proxy, { answer: error.message, refused: /_AUTH_|_REPLY_2$/.test(code) });
}


/***/ })

};
;