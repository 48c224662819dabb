/** A service in a small heap, and an internet of strangers on loopback that wishes it ill. */
@NullMarked
package org.jwks4j.soak;

import org.jspecify.annotations.NullMarked;
