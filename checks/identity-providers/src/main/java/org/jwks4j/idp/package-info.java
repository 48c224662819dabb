/** Identity providers that people run, started on loopback and verified against: {@code scripts/identity-providers}. */
@NullMarked
package org.jwks4j.idp;

import org.jspecify.annotations.NullMarked;
