/** What an issuer costs in memory, ours and other libraries' (JOL; scripts/bench memory). */
@NullMarked
package org.jwks4j.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
