/** Keys for jose4j: {@link org.jwks4j.jose4j.Jose4jKeys}. */
@NullMarked
package org.jwks4j.jose4j;

import org.jspecify.annotations.NullMarked;
