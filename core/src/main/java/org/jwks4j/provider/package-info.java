/** Whose crypto: the one rule by which the security providers for keys and for signatures are found. Not exported. */
@NullMarked
package org.jwks4j.provider;

import org.jspecify.annotations.NullMarked;
