/** Not exported: objects that are expensive to make, between two uses. */
@NullMarked
package org.jwks4j.verifier.idle;

import org.jspecify.annotations.NullMarked;
