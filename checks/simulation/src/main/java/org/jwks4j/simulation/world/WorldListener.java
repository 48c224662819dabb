package org.jwks4j.simulation.world;

import java.util.function.Supplier;

/** Sees all that happens in a world, in the order in which it does, from outside the engine. */
public interface WorldListener {
    /** A request left a node. */
    default void sent(Exchange exchange) {}

    /** An answer reached a node, or the request failed, or the time that the engine waits is over. */
    default void landed(Exchange exchange) {}

    /** A request left a node for where no issuer is. */
    default void strayRequest(Node node, String uri) {}

    /** A caller is about to ask. */
    default void arrived(Call call) {}

    /** The engine returned a future to a caller. */
    default void returned(Call call) {}

    /** A caller has an answer. */
    default void answered(Call call) {}

    /** A node is about to give a caller keys that are past their freshness. */
    default void staleServed(Node node) {}

    /** A node asks the resolver. */
    default void resolverAsked(Node node, String issuerName) {}

    /** The resolver answered, failed, or is no longer waited for. */
    default void resolverAnswered(Node node, String issuerName, boolean ok) {}

    /** A node is about to be closed. */
    default void closing(Node node) {}

    /** A node was closed. */
    default void closed(Node node) {}

    /** Something else, for people. */
    default void note(Supplier<String> what) {}

    /** All is done in the instant {@code from}, and nothing will be before {@code to}. */
    default void advances(long from, long to) {}
}
