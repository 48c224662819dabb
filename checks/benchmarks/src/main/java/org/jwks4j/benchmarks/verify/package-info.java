/** A whole verification, beside the bare signature check and what other libraries take for it (JMH; scripts/bench verify). */
@NullMarked
package org.jwks4j.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
