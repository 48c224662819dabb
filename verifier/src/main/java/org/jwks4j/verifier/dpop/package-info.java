/** Proof of possession at the application layer (RFC 9449): what a request shows, and what is asked of it. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.verifier.dpop;
