/** Takes a key or an issuer back, on all nodes that share a store. */
@NullMarked
package org.jwks4j.cli.revoke;

import org.jspecify.annotations.NullMarked;
