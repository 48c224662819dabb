/** What the dashboard of {@code docs/monitoring} shows of an outage: meters of a real run, asked through a real Prometheus. */
@NullMarked
package org.jwks4j.monitoring;

import org.jspecify.annotations.NullMarked;
