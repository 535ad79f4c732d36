/** Kinds of hosts, as URL.hostname has them. Pure. */

/** 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** 169.254.0.0/16 and fe80::/10. */
export function isLinkLocal(hostname: string): boolean {
  return /^169\.254(\.\d{1,3}){2}$/.test(hostname) || /^\[fe[89ab][0-9a-f]:/.test(hostname);
}

/** Where ECS instances reach their metadata service. */
export const ECS_METADATA_ADDRESS = '100.100.100.200';
