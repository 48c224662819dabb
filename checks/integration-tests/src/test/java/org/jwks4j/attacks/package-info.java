/** Attacks on a service that takes tokens, each shown once and end to end; {@code docs/attacks.md} is the table of them. */
@NullMarked
package org.jwks4j.attacks;

import org.jspecify.annotations.NullMarked;
