/** The refresh engine against a real HTTP issuer on loopback, with real threads and real time. */
@NullMarked
package org.jwks4j.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
