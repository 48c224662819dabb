package org.jwks4j.benchmarks.scenario;

import java.util.Map;

/** One thing that goes on between a service and an issuer, and what it costs. */
interface Scenario {
    /** What happens, for a person. */
    String name();

    /**
     * Lets it happen.
     *
     * @return what was measured, by name, in the order in which it shall be read
     */
    Map<String, String> run() throws Exception;
}
