/** Runs a group of benchmarks and writes its page (scripts/bench). */
@NullMarked
package org.jwks4j.benchmarks.report;

import org.jspecify.annotations.NullMarked;
