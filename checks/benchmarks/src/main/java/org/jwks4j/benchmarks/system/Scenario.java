package org.jwks4j.benchmarks.system;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that goes on between services and an issuer, and what it costs. */
interface Scenario {
    /** In the command and in the results. */
    String name();

    /** What happens, for a person. */
    String title();

    /** What was set, and what to look at, in Markdown; true whatever is measured. */
    String note();

    /** Who takes part. */
    default List<Library> libraries() {
        return Library.USUAL;
    }

    /** Whether it takes so long that it is run only when its name is given. */
    default boolean onlyWhenNamed() {
        return false;
    }

    /** How often everybody has a turn. */
    default int rounds() {
        return 1;
    }

    /** The column, of milliseconds, that a chart shows; empty if there is none. */
    default Optional<String> plotted() {
        return Optional.of(Latencies.MAX);
    }

    /**
     * Lets it happen.
     *
     * @return the library's row, by column, in the order in which it shall be read
     */
    Map<String, String> run(Library library) throws Exception;
}
