/** What verifying a token again cannot go below (JMH; scripts/bench repeated). */
@NullMarked
package org.jwks4j.benchmarks.repeated;

import org.jspecify.annotations.NullMarked;
