/** Keys for JJWT: {@link org.jwks4j.jjwt.JjwtKeys}. */
@NullMarked
package org.jwks4j.jjwt;

import org.jspecify.annotations.NullMarked;
