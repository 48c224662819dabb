/** From a token to its cached key, beside what other libraries take for it (JMH; scripts/bench resolve). */
@NullMarked
package org.jwks4j.benchmarks.resolve;

import org.jspecify.annotations.NullMarked;
