/**
 * The right public key for a JWT: {@link org.jwks4j.KeyFetcher} and all that configures, observes and reports it. The
 * engine behind it has packages of its own, which are not exported; ARCHITECTURE.md has the reading order.
 */
@NullMarked
package org.jwks4j;

import org.jspecify.annotations.NullMarked;
