/** What a large JWK Set costs: to find one of its keys, and to read it (JMH; scripts/bench keyset). */
@NullMarked
package org.jwks4j.benchmarks.keyset;

import org.jspecify.annotations.NullMarked;
