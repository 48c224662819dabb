/** Meters and observations of key fetchers and verifiers: {@link org.jwks4j.micrometer.Jwks4jMetrics}. */
@NullMarked
package org.jwks4j.micrometer;

import org.jspecify.annotations.NullMarked;
