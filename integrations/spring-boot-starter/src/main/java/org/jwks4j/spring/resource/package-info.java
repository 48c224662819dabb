/** What this service is and whose tokens it takes, published for clients (RFC 9728). */
@NullMarked
package org.jwks4j.spring.resource;

import org.jspecify.annotations.NullMarked;
