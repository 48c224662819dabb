/** Spring Authorization Server, as a team runs it: {@link org.jwks4j.idp.spring.SpringAuthorizationServer}. */
@NullMarked
package org.jwks4j.idp.spring;

import org.jspecify.annotations.NullMarked;
