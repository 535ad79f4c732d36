module.exports = require("../main/undici.js");
