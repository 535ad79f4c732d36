/**
 * A shell pipeline that prints the SHA-1 of the CA certificate that a host sends, the last in its chain, in the form that
 * RAM takes: 40 hexadecimal digits in lower case.
 */
export function fingerprintCommand(host: string, port: string): string {
  return (
    `openssl s_client -servername ${host} -connect ${host}:${port} -showcerts </dev/null 2>/dev/null` +
    ` | awk '/BEGIN CERT/{c=""} {c=c $0 "\\n"} END{printf "%s", c}'` +
    ' | openssl x509 -noout -fingerprint -sha1 | cut -d= -f2 | tr -d : | tr A-F a-f'
  );
}
