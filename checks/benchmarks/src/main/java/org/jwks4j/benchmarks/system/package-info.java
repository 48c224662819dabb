/** Services that verify tokens, against a real HTTP issuer on loopback, with real threads and real time (scripts/bench system). */
@NullMarked
package org.jwks4j.benchmarks.system;

import org.jspecify.annotations.NullMarked;
