"use strict";
exports.id = 517;
exports.ids = [517];
exports.modules = {

/***/ 7517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   successTable: () => (/* binding */ successTable)
/* harmony export */ });
/* harmony import */ var _text_escapes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4778);
/* harmony import */ var _text_time_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3457);


function successTable({ credential, issuer }, identity, ways) {
    const rows = {
        'Logged in as': (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS)(identity?.arn ?? issuer ?? `a ${credential.kind} credential`),
        Account: identity && (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS)(identity.accountId),
        Until: untilOf(credential),
        'Exported as': ways.join(', ') || 'nothing',
        'Session name in ActionTrail': (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS)(sessionName(identity) ?? ''),
        RequestId: (0,_text_escapes_js__WEBPACK_IMPORTED_MODULE_0__/* .codeSpan */ .SS)(identity?.requestId ?? ''),
    };
    const lines = Object.entries(rows).flatMap(([name, text]) => (text ? [`| ${name} | ${text} |`] : []));
    return ['### Alibaba Cloud login', '', '| | |', '|---|---|', ...lines].join('\n');
}
function untilOf(credential) {
    return credential.kind === 'sts' && credential.expiration ? (0,_text_time_js__WEBPACK_IMPORTED_MODULE_1__/* .formatTime */ .f)(credential.expiration) : undefined;
}
function sessionName(identity) {
    return /:assumed-role\/[^/]+\/(.+)$/s.exec(identity?.arn ?? '')?.[1];
}


/***/ })

};
;