/** Not exported: whether a signature is of a key, by which security provider. */
@NullMarked
package org.jwks4j.verifier.signature;

import org.jspecify.annotations.NullMarked;
