/** Whom an operator and a resolver trust by now: a resolver's yes and its age, and what was revoked. Not exported. */
@NullMarked
package org.jwks4j.trust;

import org.jspecify.annotations.NullMarked;
