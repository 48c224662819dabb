/** Keys for Nimbus JOSE + JWT: {@link org.jwks4j.nimbus.NimbusKeys}. */
@NullMarked
package org.jwks4j.nimbus;

import org.jspecify.annotations.NullMarked;
