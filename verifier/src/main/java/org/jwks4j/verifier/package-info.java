/** Verifying tokens with the keys of a {@link org.jwks4j.KeyFetcher}: {@link org.jwks4j.verifier.JwtVerifier}. */
@NullMarked
package org.jwks4j.verifier;

import org.jspecify.annotations.NullMarked;
