/**
 * Puts on a response what every answer carries beside the content security policy. The referrer policy keeps
 * organisations' addresses from other sites, yet lets our own forms say where they come from.
 */
export function setAnswerHeaders(headers: Headers, requestId: string, isHttps: boolean): void {
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000');
}
