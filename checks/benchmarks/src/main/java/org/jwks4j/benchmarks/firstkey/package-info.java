/** How long a new JVM takes until it has the first key. */
@NullMarked
package org.jwks4j.benchmarks.firstkey;

import org.jspecify.annotations.NullMarked;
