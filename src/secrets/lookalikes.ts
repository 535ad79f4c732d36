/**
 * Hides what looks like a credential in a text that somebody else wrote: services echo what they were sent, also what
 * was never masked here. For error texts only, so that it may hide too much. One line comes out, so that no text can
 * forge another. Known secrets are hidden before (log.redact): what is
 * changed here would no longer be recognized as one.
 */
export function scrub(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/eyJ[\w-]{8,}(\.[\w-]*)+/g, '***')
    .replace(/(STS\.|LTAI)[A-Za-z0-9.]{8,}/g, '***')
    .replace(/(?:[A-Za-z0-9+/_-]|%(?:25)?2[BF]){48,}(?:=|%(?:25)?3D){0,2}/g, '***');
}

/** A refused signature comes with the string that was signed, and that holds the key's ID and the security token. */
export function withoutSignedString(message: string): string {
  return message.replace(/\s*server\s+(?:string\s*to\s*sign|StringToSign|CanonicalRequest)\b.*$/is, '');
}
