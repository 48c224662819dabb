/** Servers of Redis that are started on loopback, and a fleet of processes that share one. */
@NullMarked
package org.jwks4j.redis;

import org.jspecify.annotations.NullMarked;
