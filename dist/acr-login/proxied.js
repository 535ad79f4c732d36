"use strict";
exports.id = 188;
exports.ids = [188];
exports.modules = {

/***/ 188:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   proxiedTransport: () => (/* binding */ proxiedTransport)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(867);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(undici__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _ahead_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(916);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(652);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(841);





const NO_LIMIT = 0;
const VERIFIED = { rejectUnauthorized: true, allowH2: false };
function proxiedTransport(proxy) {
    node_net__WEBPACK_IMPORTED_MODULE_0___default().setDefaultAutoSelectFamilyAttemptTimeout(_ahead_js__WEBPACK_IMPORTED_MODULE_2__/* .ATTEMPT_TIMEOUT */ .uz);
    const isSocks = proxy.protocol.startsWith('socks');
    const fresh = () => (isSocks ? socksAgent(proxy) : tunnelAgent(proxy));
    let agent = fresh();
    return {
        exchange: async ({ url, method, headers, body = null }, signal) => {
            const target = { origin: url.origin, path: url.pathname + url.search, method };
            const limits = { signal, headersTimeout: NO_LIMIT, bodyTimeout: NO_LIMIT };
            const response = await agent
                .request({ ...target, headers, body, ...limits })
                .catch((error) => {
                if (signal.aborted) {
                    void agent.destroy();
                    agent = fresh();
                }
                throw refusalOf(proxy, error) ?? (url.protocol === 'http:' ? failureOf(proxy, error) : error);
            });
            response.body.on('error', () => { });
            return { status: response.statusCode, headers: response.headers, body: response.body };
        },
    };
}
function tunnelAgent(proxy) {
    return new undici__WEBPACK_IMPORTED_MODULE_1__.ProxyAgent({
        uri: proxy.href,
        proxyTls: { ...VERIFIED, servername: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutBrackets */ .o)(proxy.hostname) },
        requestTls: VERIFIED,
        allowH2: false,
        connectTimeout: NO_LIMIT,
        connections: 1,
        clientFactory: (origin, options) => new TunnelPool(proxy, origin, options),
    });
}
class TunnelPool extends undici__WEBPACK_IMPORTED_MODULE_1__.Pool {
    #proxy;
    constructor(proxy, origin, options) {
        super(origin, options);
        this.#proxy = proxy;
    }
    async connect(options) {
        const opened = await super.connect(options).catch((error) => {
            throw failureOf(this.#proxy, error);
        });
        if (opened.statusCode === 200)
            return opened;
        opened.socket.on('error', () => { }).destroy();
        throw refusal(this.#proxy, opened.statusCode);
    }
}
function socksAgent(proxy) {
    return new undici__WEBPACK_IMPORTED_MODULE_1__.Socks5ProxyAgent(proxy, {
        requestTls: VERIFIED,
        connectTimeout: NO_LIMIT,
        connect: (_, callback) => {
            const socket = (0,_ahead_js__WEBPACK_IMPORTED_MODULE_2__/* .dial */ .zy)(proxy);
            socket.once('error', (error) => callback(failureOf(proxy, error), null));
            socket.once('connect', () => {
                socket.removeAllListeners('error');
                socket.once('end', () => socket.destroy(new _faults_js__WEBPACK_IMPORTED_MODULE_3__/* .ProxyError */ .T(proxy)));
                callback(null, socket);
            });
        },
    });
}
function failureOf(proxy, cause) {
    return cause instanceof _faults_js__WEBPACK_IMPORTED_MODULE_3__/* .ProxyError */ .T ? cause : new _faults_js__WEBPACK_IMPORTED_MODULE_3__/* .ProxyError */ .T(proxy, { cause });
}
function refusal(proxy, status) {
    const refused = status === 403 || status === 407;
    return new _faults_js__WEBPACK_IMPORTED_MODULE_3__/* .ProxyError */ .T(proxy, { answer: `it answered with status ${status}`, refused });
}
function refusalOf(proxy, error) {
    if (!(error instanceof Error) || !('code' in error))
        return undefined;
    if (error.message === 'Proxy Authentication Required (407)')
        return refusal(proxy, 407);
    const code = String(error.code);
    if (!code.startsWith('UND_ERR_SOCKS5'))
        return undefined;
    return new _faults_js__WEBPACK_IMPORTED_MODULE_3__/* .ProxyError */ .T(proxy, { answer: error.message, refused: /_AUTH_|_REPLY_2$/.test(code) });
}


/***/ })

};
;