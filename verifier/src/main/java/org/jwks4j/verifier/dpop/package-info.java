/** Proof of possession at the application layer (RFC 9449): what a request shows, what is asked of it, and what is answered. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.verifier.dpop;
