/** What an HTTP service reads of a request and answers, for bearer tokens (RFC 6750) and for tokens bound to a key (RFC 9449). */
@org.jspecify.annotations.NullMarked
package org.jwks4j.verifier.http;
