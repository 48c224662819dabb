/** Key sets that the nodes of a fleet share in Redis or Valkey. */
@NullMarked
package org.jwks4j.store.redis;

import org.jspecify.annotations.NullMarked;
