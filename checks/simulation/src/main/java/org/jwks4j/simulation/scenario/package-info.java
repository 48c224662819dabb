/**
 * Written stories in the life of a deployment, and the report of what its callers and issuers noticed. Start at
 * {@link org.jwks4j.simulation.scenario.Scenarios}.
 */
@NullMarked
package org.jwks4j.simulation.scenario;

import org.jspecify.annotations.NullMarked;
