/** Keys for Auth0's java-jwt: {@link org.jwks4j.javajwt.JavaJwtKeys}. */
@NullMarked
package org.jwks4j.javajwt;

import org.jspecify.annotations.NullMarked;
