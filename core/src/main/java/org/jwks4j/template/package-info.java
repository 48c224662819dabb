/** Issuer names with slots, as text: what a slot may hold, and what a name has in it. It knows no issuer. Not exported. */
@NullMarked
package org.jwks4j.template;

import org.jspecify.annotations.NullMarked;
